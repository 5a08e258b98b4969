/** The screen that shows the workshop to the room. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, host, Stage } from './stage.js';

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

const VIEW = { width: 1600, height: 900 };

/** @param {import('./stage.js').View} view */
async function projector(view = {}) {
  return stage.page('workshop&projector', { ...VIEW, ...view });
}

/**
 * @param {import('playwright-core').Page} page
 * @param {boolean} shares
 */
async function phase(page, shares) {
  const plan = `{ minutes: 7, writing: 'private', typing: true, shares: ${String(shares)}, end: 'nothing',
    rights: { add: true, edit_own: true, edit_all: false, move: false, vote: true, rate: true, comment: true } }`;
  await host(
    page,
    `host.other({ by: 'mara', do: 'agenda', phases: [{ id: 'p', name: 'Private ideas', instruction: 'Wish.', plan: ${plan} }] })`,
  );
  await host(page, `host.other({ by: 'mara', do: 'enter_phase', phase: 'p' })`);
  await page.locator('header').getByText('Private ideas').waitFor();
}

test('people see how to join until everybody is in and a phase is on', async () => {
  const page = await projector();
  await host(page, `host.send({ type: 'desk', id: 1, desk: { verb: 'share', on: true } })`);
  await host(page, `host.room({ here: ['anna', 'kwame'] })`);
  await page.getByRole('img', { name: 'Join with your phone' }).waitFor();
  await page.getByText('K7PM4D').waitFor();
  await page.getByText('192.168.178.42:4117', { exact: true }).waitFor();
  await page.locator('section').getByText('2 of 5 are in').waitFor();
  await host(page, `host.room({ here: ['anna', 'kwame', 'tom', 'maxi', 'li'] })`);
  await phase(page, false);
  await page.getByText('K7PM4D').waitFor({ state: 'detached' });
  await page.close();
});

test('it shows the phase and the time, a card in the spotlight, and how many have voted', async () => {
  const page = await projector();
  await phase(page, false);
  assert.match((await page.getByRole('timer').textContent()) ?? '', /^0[67]:\d\d$/);
  await host(page, `host.room({ spotlight: 'c16' })`);
  await page
    .locator('.light article')
    .getByText('Datenschutzgrundverordnungskonformitätsbescheinigung')
    .waitFor();
  await host(page, `host.room({ spotlight: null })`);
  await host(
    page,
    `host.other({ by: 'mara', do: 'open_round', round: 'r', cards: ['c1', 'c4'],
      asks: { is: 'votes', budget: 3, per_card: 2, own_cards: true } })`,
  );
  await host(page, `host.other({ by: 'kwame', do: 'vote', card: 'c1', votes: 2 })`);
  await page.getByText('1 of 5 have taken part').waitFor();
  await host(page, `host.other({ by: 'mara', do: 'close_round', round: 'r' })`);
  await page.getByText('One person took part.').waitFor();
  await page.close();
});

test('it goes where the facilitator brings everybody', async () => {
  const page = await projector();
  const world = page.locator('.world');
  await page.waitForTimeout(300);
  await host(page, `host.room({ brought: 1, bring_to: { x: 600, y: 700, zoom: 1.25 } })`);
  await page.waitForFunction(
    () =>
      globalThis.document.querySelector('.world')?.getAttribute('style')?.includes('scale(1.25)') === true,
  );
  assert.equal(await world.count(), 1);
  await page.close();
});

test('nothing can be changed there, and no shares show before a phase shows them', async () => {
  const page = await projector();
  await phase(page, false);
  const before = Number(await host(page, 'host.board().cards.length'));
  await page.locator('#board').focus();
  await page.keyboard.press('n');
  await page.keyboard.type('Nobody writes here');
  await page.keyboard.press('o');
  assert.equal(await page.locator('textarea, input:not([readonly])').count(), 0);
  assert.equal(await host(page, 'host.board().cards.length'), before);
  assert.equal(await page.getByText('%').count(), 0);
  await page.close();
});

for (const dark of [false, true]) {
  test(`it has no known fault of accessibility, ${dark ? 'dark' : 'light'}`, async () => {
    const page = await projector({ dark });
    const found = await faults(page);
    await phase(page, false);
    await host(page, `host.send({ type: 'desk', id: 1, desk: { verb: 'share', on: true } })`);
    await host(page, `host.room({ spotlight: 'c16', somebody_writes: true, ready: ['anna'] })`);
    found.push(...(await faults(page)));
    await page.close();
    assert.equal(found.join('\n'), '');
  });
}
