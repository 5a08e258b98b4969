/** Cards that are grouped and linked on a phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tab } from './devices.js';
import { faults, host, holds, Stage } from './stage.js';

/** @typedef {import('playwright-core').Locator} Locator */

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** Anna's phone, with all cards before her. */
async function cards() {
  const page = await stage.phone('canvas=workshop&as=anna&code=K7PM4D');
  await page.getByRole('navigation').waitFor();
  await tab(page, 'Cards');
  return page;
}

/** @param {Locator} part */
async function box(part) {
  const found = await part.boundingBox();
  assert(found !== null);
  return found;
}

test('a phone groups two cards and links them, and the board has it', async () => {
  const page = await cards();
  await page.getByRole('button', { name: /Compare three offers on one evening, without/ }).click();
  const card = `host.board().cards.find((one) => one.text.startsWith('Compare three offers on one evening'))`;
  const sheet = page.getByRole('dialog').last();
  await page.getByRole('button', { name: 'Group with…' }).click();
  await sheet.locator('li button').first().click();
  await sheet.getByLabel('Name of the group').fill('Offers');
  await sheet.getByRole('button', { name: 'Make it a group' }).click();
  await holds(page, `${card}.group !== null`);
  await holds(page, `host.board().cards.filter((one) => one.group === ${card}.group).length === 2`);
  await page.getByRole('button', { name: 'Take out of the group' }).click();
  await holds(page, `${card}.group === null`);
  const before = Number(await host(page, `${card}.links.length`));
  await page.getByRole('button', { name: 'Link to…' }).click();
  await sheet.locator('li button').first().click();
  await sheet.getByRole('button', { name: /^builds on/i }).click();
  await holds(page, `${card}.links.length === ${String(before)} + 1`);
  await page.close();
});

test('several cards are chosen and put together, with what was said beside it, not over it', async () => {
  const page = await cards();
  // Something was said a moment ago.
  await page.getByRole('button', { name: /Compare three offers on one evening, without/ }).click();
  await page.getByRole('button', { name: 'Group with…' }).click();
  await page.locator('.choice.card').first().click();
  await page.getByRole('button', { name: 'Make it a group' }).click();
  await page.keyboard.press('Escape');
  const begins = page.getByRole('button', { name: 'Choose several…' });
  const first = page.locator('main li').first();
  await begins.scrollIntoViewIfNeeded();
  const before = await box(first);
  await begins.click();
  assert.deepEqual(await box(first), before, 'nothing moves when somebody begins to choose');
  assert(await begins.evaluate((button) => button === globalThis.document.activeElement));
  const bar = page.getByRole('region', { name: 'Group these cards' });
  const notice = await box(page.locator('.notice'));
  assert(notice.y + notice.height <= (await box(bar)).y, 'the notice leaves the bar in sight');
  assert.deepEqual(await faults(page), []);
  for (const at of [0, 1]) await page.locator('main button.card:enabled').nth(at).click();
  await bar.getByText('2 cards chosen').waitFor();
  await bar.getByRole('button', { name: 'Group', exact: true }).click();
  const makes = page.getByRole('button', { name: 'Make it a group' });
  if (await makes.isVisible()) await makes.click();
  await bar.waitFor({ state: 'detached' });
  assert(await begins.evaluate((button) => button === globalThis.document.activeElement));
  await page.close();
});

test('whoever looks for a card finds the field where it was', async () => {
  const page = await cards();
  await page.getByRole('button', { name: /Compare three offers on one evening, without/ }).click();
  await page.getByRole('button', { name: 'Link to…' }).click();
  const field = page.getByRole('searchbox');
  const before = await box(field);
  await field.fill('no card has this');
  await page.getByText('No card or group has these words.').waitFor();
  assert.deepEqual(await box(field), before);
  await page.close();
});

test('a group’s name of one long word breaks where a card tells it', async () => {
  const page = await cards();
  await host(
    page,
    `(() => {
      const card = host.board().cards.find((one) => one.creators.includes('anna') && !one.deleted);
      const name = 'Rechtsschutzversicherungsgesellschaftenüberprüfungsverfahren';
      host.other({ by: 'mara', do: 'group', group: 'long', cards: [card.id], name });
    })()`,
  );
  await tab(page, 'Mine');
  await page.getByText('In the group Rechtsschutz').waitFor();
  assert.equal(await page.evaluate(`document.querySelector('main').scrollWidth > innerWidth`), false);
  await page.close();
});
