/** The closing questions: asked, answered one after the other, told in sums. */
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
async function asked(view = {}) {
  const page = await stage.page('workshop', view);
  await host(page, `host.other({ by: 'mara', do: 'open_feelings' })`);
  await page.getByText('0 of 6 have answered.').waitFor();
  return page;
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {{ share?: boolean }} how
 */
async function answer(page, name, { share = false } = {}) {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Who answers now?').selectOption(name);
  await dialog.getByRole('button', { name: 'Begin' }).click();
  await dialog.getByText('Nobody tells us what happens next').first().waitFor();
  await dialog.getByRole('button', { name: 'I have seen them' }).click();
  for (const sentence of await dialog.locator('fieldset').all())
    await sentence.getByText('6', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  assert(
    await dialog.getByRole('button', { name: 'Keep my answers' }).isDisabled(),
    'an estimate is given, not left',
  );
  await dialog.getByRole('slider').press('PageUp');
  if (share) await dialog.getByLabel('Show my answers').check();
  await dialog.getByRole('button', { name: 'Keep my answers' }).click();
}

test('one after the other on one machine, and nothing of an answer is left for the next', async () => {
  const page = await asked();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await answer(page, 'Anna Meyer', { share: true });
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 of 6 have answered.').waitFor();
  await dialog.getByRole('button', { name: 'The next person' }).click();
  assert.equal(await dialog.getByLabel('Who answers now?').inputValue(), '');
  await answer(page, 'Kwame Boateng');
  await dialog.getByText('2 of 6 have answered.').waitFor();
  assert.equal(await page.locator('input:checked').count(), 0);
  await page.close();
});

test('what is told are sums of three and more, and the answers of those who share', async () => {
  const page = await asked();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await answer(page, 'Anna Meyer', { share: true });
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await host(
    page,
    `for (const by of ['kwame', 'maxi', 'tom']) {
      host.other({ by, do: 'feel', items: [5, 5, 5, 5, 5, 5], estimate: 400, share: false });
    }`,
  );
  await page.getByRole('button', { name: 'Close the questions' }).click();
  await page.getByRole('button', { name: 'Whose?' }).click();
  await page.getByRole('tab', { name: 'Three figures' }).click();
  await page.getByText('What 4 people feel is theirs adds up to 130.0%.').waitFor();
  assert.equal(await page.getByRole('columnheader', { name: /^Customers/ }).count(), 1);
  assert.equal(await page.getByRole('columnheader', { name: /^Staff/ }).count(), 0);
  await page.getByText(/Anna Meyer made .* yet feels only 10\.0% is theirs\./).waitFor();
  assert.equal(await page.getByText(/Kwame Boateng made/).count(), 0);
  assert.deepEqual(await faults(page), []);
  await page.close();
});

for (const view of [{}, { dark: true }, { width: 360, height: 740, touch: true }]) {
  test(`the questions have no known fault of accessibility, ${JSON.stringify(view)}`, async () => {
    const page = await asked(view);
    /** @type {string[]} */
    const found = [];
    const check = async () => found.push(...(await faults(page)));
    await check();
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await check();
    const dialog = page.getByRole('dialog');
    for (const next of ['Begin', 'I have seen them']) {
      await dialog.getByRole('button', { name: next }).click();
      await check();
    }
    for (const sentence of await dialog.locator('fieldset').all())
      await sentence.getByText('2', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await check();
    await page.close();
    assert.equal(found.join('\n'), '');
  });
}
