import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, host, Stage, texts } from './stage.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/**
 * @param {Page} page
 * @param {string[]} expected
 */
async function settled(page, expected) {
  for (let tries = 0; tries < 40; tries += 1) {
    if (JSON.stringify(await texts(page)) === JSON.stringify(expected)) return;
    await page.waitForTimeout(50);
  }
  assert.deepEqual(await texts(page), expected);
}

/**
 * @param {Page} page
 * @param {string} card
 * @returns {Promise<string>}
 */
function cellOf(page, card) {
  return host(
    page,
    `(({ stage, lane }) => stage + lane)(host.board().cards.find((one) => one.id === '${card}'))`,
  );
}

/** A free journey with Mara and Anna at it, Anna speaking. */
async function twoPeople() {
  const page = await stage.page('journey');
  await page.keyboard.type('Mara Lindqvist');
  await page.keyboard.press('Enter');
  await page.getByLabel('Name', { exact: true }).fill('Anna Meyer');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^AM|Anna Meyer Customer/ }).click();
  await page.getByRole('button', { name: 'Close this panel' }).click();
  await page.locator('#board').focus();
  return page;
}

test('a new canvas asks who is here, and a card is written at once', async () => {
  const page = await twoPeople();
  await page.mouse.dblclick(520, 320);
  await page.keyboard.type('What does it cost?');
  await page.keyboard.press('Escape');
  await settled(page, ['What does it cost?']);
  await page.close();
});

test('letters typed in the middle of a text stay there', async () => {
  const page = await twoPeople();
  await page.keyboard.press('n');
  await page.keyboard.type('ends');
  await page.keyboard.press('Home');
  await page.keyboard.type('the middle ', { delay: 30 });
  await page.keyboard.press('Escape');
  await settled(page, ['the middle ends']);
  await page.close();
});

test('an empty new card leaves nothing behind', async () => {
  const page = await twoPeople();
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('article').count(), 0);
  assert.deepEqual(await texts(page), []);
  await page.close();
});

test('a board is worked with the keyboard alone', async () => {
  const page = await twoPeople();
  await page.keyboard.press('n');
  await page.keyboard.type('One');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' more');
  await page.keyboard.press('Escape');
  await settled(page, ['One more']);
  assert.equal(await host(page, 'host.board().cards[0].stage'), 's2');
  await page.keyboard.press('Delete');
  await settled(page, []);
  await page.keyboard.press('Control+z');
  await settled(page, ['One more']);
  await page.close();
});

test('two people typing in one card lose nothing and end with the same text', async () => {
  const page = await twoPeople();
  await page.keyboard.press('n');
  await page.keyboard.type('Hello', { delay: 5 });
  await settled(page, ['Hello']);
  const others = host(
    page,
    `(async () => {
      const card = host.board().cards[0].id;
      for (let at = 0; at < 15; at += 1) {
        host.other({ by: 'mara', do: 'edit', card, at, delete: 0, insert: String.fromCharCode(65 + at) });
        await new Promise((resolve) => setTimeout(resolve, 31));
      }
    })()`,
  );
  await page.keyboard.type(' and good evening to you all', { delay: 19 });
  await others;
  await settled(page, ['ABCDEFGHIJKLMNOHello and good evening to you all']);
  await page.waitForFunction("document.querySelector('textarea').value.startsWith('A')");
  assert.equal(
    await page.locator('textarea').inputValue(),
    'ABCDEFGHIJKLMNOHello and good evening to you all',
  );
  await page.close();
});

test('a card is dragged to another cell and lands where it was shown', async () => {
  const page = await stage.page('workshop');
  const card = page.locator('#card-c8');
  const box = await card.boundingBox();
  assert(box);
  await page.mouse.move(box.x + 20, box.y + 10);
  await page.mouse.down();
  for (let x = 0; x <= 10; x += 1) await page.mouse.move(box.x + 20 - x * 25, box.y + 10 - x * 14);
  assert.equal(await page.locator('.ghost').count(), 1);
  const from = await cellOf(page, 'c8');
  await page.mouse.up();
  await page.waitForTimeout(150);
  const now = await cellOf(page, 'c8');
  assert.notEqual(now, from);
  await page.close();
});

test('work goes on while the host is gone, and arrives when it is back', async () => {
  const page = await twoPeople();
  await host(page, 'host.break(true)');
  await page.getByRole('alert').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.insertText('Kept');
  await page.keyboard.press('Escape');
  await page.getByText('One change waits here', { exact: false }).waitFor();
  assert.deepEqual(await texts(page), []);
  await host(page, 'host.break(false)');
  await settled(page, ['Kept']);
  assert.equal(await page.locator('article').count(), 1);
  await page.close();
});

test('a refused card is taken back, and its words are told', async () => {
  const page = await twoPeople();
  await page.keyboard.press('n');
  await page.keyboard.insertText('refuse me');
  await page.getByText('Your words: refuse me').waitFor();
  assert.equal(await page.locator('article').count(), 0);
  await page.close();
});

test('a person’s letters light up, and the panel adds up', async () => {
  const page = await stage.page('workshop');
  await page.getByRole('button', { name: 'Whose?' }).click();
  await page
    .getByRole('button', { name: /Anna Meyer/ })
    .last()
    .click();
  await page.locator('.lit').first().waitFor();
  const sum = await page.locator('.sum dd').allTextContents();
  const [words = 0, structure = 0, lineage = 0, points = 0] = sum.map(Number);
  assert.equal(words + structure + lineage, points);
  await page.close();
});

test('cards out of sight are not in the document', async () => {
  const page = await stage.page('crowd2000');
  const shown = await page.locator('article').count();
  assert(shown > 10 && shown < 400, String(shown));
  await page.close();
});

for (const dark of [false, true]) {
  test(`the screens have no known fault of accessibility, ${dark ? 'dark' : 'light'}`, async () => {
    /** @type {string[]} */
    const found = [];
    /**
     * @param {string} name
     * @param {Page} page
     */
    const check = async (name, page) => {
      for (const fault of await faults(page)) found.push(`${name}: ${fault}`);
    };
    const home = await stage.page(null, { dark });
    await check('home', home);
    await home.close();
    const first = await stage.page('journey', { dark });
    await check('who is here', first);
    await first.close();
    const page = await stage.page('workshop', { dark });
    await check('board', page);
    for (const name of ['People', 'Outline', 'Find', 'Whose?', 'Experience', 'Votes', 'Promises']) {
      await page.getByRole('button', { name, exact: true }).click();
      await check(name, page);
    }
    await page.locator('#card-c0').click();
    await page.getByRole('button', { name: 'Card', exact: true }).last().click();
    await check('card', page);
    await page.locator('#board').focus();
    await page.keyboard.press('?');
    await check('keys', page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await check('commands', page);
    await page.close();
    assert.equal(found.join('\n'), '');
  });
}

test('a phone has no known fault of accessibility, and nothing to scroll sideways', async () => {
  const page = await stage.page('workshop', { width: 360, height: 740, touch: true });
  assert.deepEqual(await faults(page), []);
  const wide = await page.evaluate(() => globalThis.document.documentElement.scrollWidth);
  assert.equal(wide, 360);
  await page.close();
});
