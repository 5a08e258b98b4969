/** Whose is it: the panel, the lens on the board, and what they say to whom they are read aloud. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, host, Stage } from './stage.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** @param {import('./stage.js').View} view */
async function panel(view = {}) {
  const page = await stage.page('workshop', view);
  await page.getByRole('button', { name: 'Whose?' }).click();
  await page.getByText('however you count').first().waitFor();
  return page;
}

test('a share says between what it lies, however one counts', async () => {
  const page = await panel();
  const rows = page.locator('.people li');
  for (const row of await rows.allTextContents()) {
    const [, share, low, high] = /([\d.]+)%\D*(\d+)(?:–(\d+))?% however/.exec(row) ?? [];
    assert(Number(low) <= Number(share) && Number(share) <= Number(high ?? low) + 0.1, row);
  }
  assert.equal(await rows.count(), 6);
  await page.close();
});

test('people stand in the order of joining, whatever they hold', async () => {
  const page = await panel();
  const names = await page.locator('.people .name').allTextContents();
  assert.deepEqual(names.slice(0, 4), ['Mara Lindqvist', 'Anna Meyer', 'Kwame Boateng', 'Tom Oduya']);
  await page.close();
});

test('the balance has a table that says the same as its picture', async () => {
  const page = await panel();
  await page.getByRole('tab', { name: 'Balance' }).click();
  const picture = await page.locator('.scales .figures').allTextContents();
  await page.getByRole('button', { name: 'Show as table' }).click();
  const cells = await page.locator('table tbody tr td:not(:last-child)').allTextContents();
  assert.deepEqual(cells, picture);
  await page.close();
});

test('what was written without a name has a number and a part, and the parts add up', async () => {
  const page = await stage.page('workshop');
  for (const [at, text] of ['Nobody dares to say it', 'And nobody asks'].entries())
    await host(
      page,
      `host.other({ by: 'anna', do: 'add', card: 'u${String(at)}', stage: 's1', lane: 'l1', text: '${text}', anonymous: true, claim: '' })`,
    );
  await page.getByRole('button', { name: 'Whose?' }).click();
  await page.locator('.people .name', { hasText: 'Anonymous 2' }).waitFor();
  const parts = await page.locator('.legend .figures').allTextContents();
  assert.equal((await page.locator('.legend').innerText()).includes('side not told'), true);
  const sum = parts.reduce((all, part) => all + Number.parseFloat(part), 0);
  assert(Math.abs(sum - 100) < 0.05, parts.join(' + '));
  await page.getByRole('tab', { name: 'Balance' }).click();
  await page.getByText('8 of 8 people hold a part of the result.').waitFor();
  await page.getByText('2 of them wrote without a name').waitFor();
  await page.getByRole('tab', { name: 'Three figures' }).click();
  const row = page.getByRole('row', { name: /Anonymous 1/ });
  assert.equal(await row.locator('td').nth(1).innerText(), '–', 'nobody offered a vote to no name');
  await page.close();
});

test('under the lens each hand has its initials in the margin, and the board can do without the panel', async () => {
  const page = await panel();
  await page.getByRole('button', { name: 'Show all letters' }).click();
  const card = page.locator('#card-c0');
  await card.locator('.lit').first().waitFor();
  assert.deepEqual(await card.locator('.margin .sign').allTextContents(), ['AM', 'ML', 'KB', 'ML']);
  const heights = () => page.evaluate(() => globalThis.document.querySelector('#card-c0')?.clientHeight);
  const lit = await heights();
  await page.getByRole('button', { name: 'Close this panel' }).click();
  assert((await page.locator('.lit').count()) > 10);
  await page.locator('#board').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.lit').count(), 0);
  assert.equal(await heights(), lit, 'the words stand where they stood');
  await page.close();
});

test('letters keep their owner while somebody types into them', async () => {
  const page = await panel();
  await page.getByRole('button', { name: 'Show all letters' }).click();
  const kwame = page.locator('#card-c0 .lit', { hasText: 'trusted' });
  await kwame.waitFor();
  await page.evaluate(
    `host.other({ by: 'tom', do: 'edit', card: 'c0', at: 0, delete: 0, insert: 'Mostly or ' })`,
  );
  await page.locator('#card-c0 .lit', { hasText: 'Mostly or' }).waitFor();
  assert.match((await kwame.getAttribute('title')) ?? '', /^7 letters: Kwame Boateng/);
  await page.close();
});

for (const dark of [false, true]) {
  test(`the figures have no known fault of accessibility, ${dark ? 'dark' : 'light'}`, async () => {
    const page = await panel({ dark });
    /** @type {string[]} */
    const found = [];
    await page.getByRole('button', { name: 'Show all letters' }).click();
    await page.locator('.lit').first().waitFor();
    for (const name of ['Shares', 'Balance', 'Three figures']) {
      await page.getByRole('tab', { name }).click();
      for (const fault of await faults(page)) found.push(`${name}: ${fault}`);
    }
    await page.close();
    assert.equal(found.join('\n'), '');
  });
}

test('on a phone the figures fit', async () => {
  const page = await panel({ width: 360, height: 740, touch: true });
  for (const name of ['Shares', 'Balance', 'Three figures']) {
    await page.getByRole('tab', { name }).click();
    const [inner, outer] = await page
      .locator('.panel .body')
      .evaluate((body) => [body.scrollWidth, body.clientWidth]);
    assert.equal(inner, outer, name);
  }
  assert.deepEqual(await faults(page), []);
  await page.close();
});
