/** Decisions with their reasons, touchpoints with their kinds, tidying up, and shares while presenting. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, holds, host, Stage } from './stage.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

const card = (/** @type {string} */ id) => `host.board().cards.find((one) => one.id === '${id}')`;

test('parking asks for a reason, which may be left out', async () => {
  const page = await stage.page('workshop');
  await page.locator('#card-c0').click();
  await page.keyboard.press('p');
  await page.getByLabel(/^Parked “/).fill('Too early');
  await page.keyboard.press('Enter');
  await holds(page, `${card('c0')}.reason === 'Too early'`);
  assert.match(
    (await page.locator('#card-c0').getAttribute('aria-label')) ?? '',
    /Parked\. The reason: “Too early”/,
  );
  await page.keyboard.press('x');
  await page.getByLabel(/^Dismissed “/).waitFor();
  await page.keyboard.press('Escape');
  await holds(page, `${card('c0')}.state === 'dismissed' && ${card('c0')}.reason === undefined`);
  await page.keyboard.press('o');
  await holds(page, `${card('c0')}.state === 'open'`);
  await page.close();
});

test('the card’s panel keeps the reason', async () => {
  const page = await stage.page('workshop');
  await page.locator('#card-c0').click();
  await page.keyboard.press('i');
  await page.getByRole('button', { name: 'Parked', exact: true }).click();
  await page.getByLabel('Why?').fill('Next quarter');
  await page.keyboard.press('Enter');
  await holds(page, `${card('c0')}.reason === 'Next quarter'`);
  await page.close();
});

test('a touchpoint is added with its kind, by keys alone', async () => {
  const page = await stage.page('workshop');
  await page.locator('#board').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+N');
  await page.getByRole('menuitem', { name: 'Word of mouth' }).waitFor();
  await page.keyboard.type('word');
  await page.keyboard.press('Enter');
  await page.locator('textarea').waitFor();
  await page.keyboard.type('My neighbour told me');
  await page.keyboard.press('Escape');
  await holds(page, `host.board().cards.at(-1).kind === 'indirect: word of mouth'`);
  await page.getByRole('button', { name: 'Experience' }).click();
  await page.getByText('Word of mouth 1').waitFor();
  await page.close();
});

test('the weight of feeling is set where the experience is shown', async () => {
  const page = await stage.page('workshop');
  await page.getByRole('button', { name: 'Experience' }).click();
  await page.getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await holds(page, 'host.board().feeling === 60');
  await page.close();
});

test('tidying up says so, and ends with one click', async () => {
  const page = await stage.page('workshop');
  await page.getByText('what you add counts for nobody.').waitFor();
  await page.getByRole('button', { name: 'Write as myself' }).click();
  assert.equal(await page.getByText('what you add counts for nobody.').count(), 0);
  await page.close();
});

test('while presenting, shares are shown only after a question', async () => {
  const page = await stage.page('workshop');
  await page.getByRole('button', { name: 'Whose?' }).click();
  await page.locator('#board').focus();
  await page.keyboard.press('f');
  await page.locator('.panel').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Whose?' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  assert.deepEqual(await faults(page), []);
  await dialog.getByRole('button', { name: 'Not now' }).click();
  assert.equal(await page.locator('.panel').count(), 0);
  await page.getByRole('button', { name: 'Whose?' }).click();
  await dialog.getByRole('button', { name: 'Show the shares' }).click();
  await page.locator('.panel .headline').waitFor();
  await page.close();
});

test('a card that another hand moves glides to its place; what is written on stays', async () => {
  const page = await stage.page('workshop');
  const glides = () =>
    page.evaluate(() => globalThis.document.querySelector('#card-c8')?.getAnimations().length ?? 0);
  await host(page, `host.other({ by: 'tom', do: 'move', card: 'c8', stage: 's2', lane: 'l3' })`);
  let glided = 0;
  for (let tries = 0; tries < 30 && glided === 0; tries += 1) {
    glided = await glides();
    await page.waitForTimeout(5);
  }
  assert.equal(glided, 1);
  // The next one must not be taken for this one.
  for (let tries = 0; tries < 200 && (await glides()) > 0; tries += 1) await page.waitForTimeout(10);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await host(page, `host.other({ by: 'tom', do: 'move', card: 'c8', stage: 's1', lane: 'l3' })`);
  for (let tries = 0; tries < 10; tries += 1) assert.equal(await glides(), 0);
  await page.close();
});

for (const view of [{}, { dark: true }, { width: 360, height: 740, touch: true }]) {
  test(`what is asked has no known fault of accessibility, ${JSON.stringify(view)}`, async () => {
    const page = await stage.page('workshop', view);
    await page.locator('#card-c0').click();
    await page.keyboard.press('p');
    await page.getByLabel(/^Parked “/).waitFor();
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+N');
    await page.getByRole('menuitem', { name: 'Website' }).waitFor();
    // A menu floats over the page and is in none of its regions.
    const found = (await faults(page)).filter((fault) => !fault.startsWith('region:'));
    assert.deepEqual(found, []);
    await page.close();
  });
}
