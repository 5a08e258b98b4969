/** What became of somebody's ideas, and what others wrote down for somebody. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, Stage } from './stage.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/**
 * @param {string} name
 * @param {import('./stage.js').View} view
 */
async function pageOf(name, view = {}) {
  const page = await stage.page('workshop', view);
  await page.getByRole('button', { name: 'People', exact: true }).click();
  await page.getByRole('button', { name: `What became of the ideas of ${name}` }).click();
  await page.getByRole('heading', { name: /Stand on the board/ }).waitFor();
  return page;
}

test('every idea says what became of it, with the reason where one was given', async () => {
  const page = await pageOf('Maximiliane-Alexandra von Hohenstaufenberg');
  const parked = page.locator('li', { hasText: 'Legal has to look at this first' });
  assert.match(await parked.innerText(), /Mara Lindqvist parked it\./);
  await page.close();
});

test('an idea leads to its card', async () => {
  const page = await pageOf('Anna Meyer');
  await page
    .locator('.panel')
    .getByRole('button', { name: /Tell us the honest renewal price|Tell us the renewal price/ })
    .first()
    .click();
  await page.locator('#card-d3.selected').waitFor();
  await page.close();
});

test('a facilitator confirms what was read aloud, and then it is asked no more', async () => {
  const page = await pageOf('Kwame Boateng');
  const box = page.getByText('Written down for Kwame Boateng');
  await box.waitFor();
  await page.getByRole('button', { name: 'Read aloud and agreed' }).click();
  await box.waitFor({ state: 'detached' });
  await page.close();
});

test('the person says it for oneself', async () => {
  const page = await pageOf('Kwame Boateng');
  await page.getByRole('button', { name: /^KB Kwame Boateng|Kwame Boateng Customer/ }).click();
  await page.getByRole('button', { name: 'Yes, that is what I said' }).click();
  await page.getByText('Written down for you').waitFor({ state: 'detached' });
  await page.close();
});

test('the keyboard leads to the ideas and back without losing its place', async () => {
  const page = await stage.page('workshop');
  await page.getByRole('button', { name: 'Whose?' }).click();
  await page.getByRole('button', { name: /Anna Meyer/ }).press('Enter');
  await page.getByRole('button', { name: 'What became of the ideas', exact: true }).press('Enter');
  await page.getByRole('heading', { name: /Stand on the board/ }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Shares' }).waitFor();
  await page.keyboard.press('Tab');
  assert(
    await page
      .getByRole('tab', { name: 'Shares' })
      .evaluate((tab) => tab === globalThis.document.activeElement),
  );
  await page.close();
});

test('on a phone the ideas of one’s own are told as soon as one opens them', async () => {
  const page = await stage.phone('canvas=workshop&as=kwame&code=K7PM4D');
  await page.getByRole('navigation').getByRole('button', { name: 'Mine' }).click();
  await page.getByText('What became of your ideas').click();
  await page.getByRole('button', { name: 'What does it really cost in the second year?' }).waitFor();
  await page.getByText('wrote on it.').first().waitFor();
  await page.close();
});

for (const view of [{}, { dark: true }, { width: 360, height: 740, touch: true }]) {
  test(`the page of a person has no known fault of accessibility, ${JSON.stringify(view)}`, async () => {
    const page = await pageOf('Kwame Boateng', view);
    assert.deepEqual(await faults(page), []);
    await page.close();
  });
}
