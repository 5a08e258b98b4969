/** The whole board on a participant's laptop. */
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

const LAPTOP = { width: 1280, height: 800 };
const BOARD = { name: 'Board' };
const MINE = `host.board().cards.filter((card) => card.creators.includes('anna') && !card.deleted)`;

/** Anna's device with its board open. */
async function atBoard() {
  const page = await stage.phone('canvas=workshop&as=anna&code=K7PM4D', LAPTOP);
  await page.getByRole('navigation').getByRole('button', BOARD).click();
  await page.locator('#board article').first().waitFor();
  return page;
}

test('a phone offers no board, a laptop does', async () => {
  const phone = await stage.phone('canvas=workshop&as=anna&code=K7PM4D');
  await phone.getByRole('navigation').waitFor();
  assert.equal(await phone.getByRole('navigation').getByRole('button', BOARD).count(), 0);
  await phone.close();
  const page = await atBoard();
  assert.deepEqual(await faults(page), []);
  await page.close();
});

test('a participant writes, moves and looks at cards on the board', async () => {
  const page = await atBoard();
  const first = page.locator('#board article').first();
  await first.click();
  await page.keyboard.press('n');
  await page.keyboard.type('From my laptop');
  await page.keyboard.press('Escape');
  await holds(page, `${MINE}.some((card) => card.text === 'From my laptop')`);
  const lane = `${MINE}.find((card) => card.text === 'From my laptop').lane`;
  const before = String(await host(page, lane));
  await page.keyboard.press('Shift+ArrowDown');
  await holds(page, `${lane} !== ${JSON.stringify(before)}`);
  // Everything about a card stands where it does on a phone.
  await first.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Everything about the card' }).click();
  await page.getByRole('dialog').getByLabel('Say something about this card').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // Nothing of what leads a workshop.
  await page.keyboard.press('Control+k');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.close();
});

test('what a phase does not allow is said before somebody has written in vain', async () => {
  const page = await atBoard();
  const count = Number(await host(page, 'host.board().cards.length'));
  await host(page, `host.phase('vote', false)`);
  await page.locator('header.head').getByText('Choose', { exact: true }).waitFor();
  await page.getByRole('toolbar').waitFor({ state: 'detached' });
  await page.locator('#board article').first().dblclick();
  await page.getByText('Cards are not changed in this phase.').waitFor();
  assert.equal(await page.locator('#board textarea').count(), 0);
  await page.locator('#board').focus();
  await page.keyboard.press('n');
  assert.equal(await page.locator('#board textarea').count(), 0);
  assert.equal(await host(page, 'host.board().cards.length'), count);
  await page.close();
});

test("one's own private card lies on the board without its text", async () => {
  const page = await atBoard();
  await host(page, `host.phase('private', false)`);
  await page.locator('header.head').getByText('Private ideas').waitFor();
  await page.locator('#board article').first().click();
  await page.keyboard.press('n');
  await page.keyboard.type('Nobody sees this');
  await page.keyboard.press('Escape');
  await holds(page, `host.board().cards.some((card) => card.private && card.text === 'Nobody sees this')`);
  assert.equal(await page.locator('#board').getByText('Nobody sees this').count(), 0);
  await page.getByRole('navigation').getByRole('button', { name: 'Mine' }).click();
  await page.getByText('Nobody sees this').first().waitFor();
  await page.close();
});
