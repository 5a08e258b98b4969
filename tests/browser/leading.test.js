/** Leading a workshop: the agenda, the door, rounds of votes, and what everybody's screen does. */
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

/**
 * Opens the drawer of the left rail with this name.
 *
 * @param {Page} page
 * @param {string} name
 */
async function drawer(page, name) {
  await page.locator('.left-side').getByRole('button', { name }).click();
}

/**
 * A page with the agenda of an hour, on its phase with this name.
 *
 * @param {string} phase
 */
async function during(phase) {
  const page = await stage.page('workshop');
  await drawer(page, 'Agenda');
  await page.getByText('One hour').click();
  await page.getByRole('button', { name: `Begin ${phase}` }).click();
  await page.getByRole('timer').first().waitFor();
  return page;
}

/**
 * Does what the palette calls so.
 *
 * @param {Page} page
 * @param {string} name
 */
async function command(page, name) {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

test('an agenda is taken from a template, begun, led on and given time', async () => {
  const page = await stage.page('workshop');
  await drawer(page, 'Agenda');
  await page.getByText('No agenda yet').waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByText('One hour').click();
  await holds(page, 'host.board().agenda?.length === 9');
  await page.getByRole('button', { name: 'Start with Arrive' }).first().click();
  await holds(page, `host.board().phase !== undefined`);
  const bar = page.getByRole('group', { name: 'This phase' });
  await bar.getByText('1 Arrive').waitFor();
  await bar.getByText(/0[45]:\d\d/).waitFor();
  await bar.getByRole('button', { name: /1 minute more/ }).click();
  await holds(page, 'host.board().phase.minutes === 6');
  await bar.getByRole('button', { name: 'Next: What happens today' }).click();
  await bar.getByText('2 What happens today').waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await bar.getByText('1 Arrive').waitFor();
  assert.deepEqual(await faults(page), []);
  await page.close();
});

test('phases are reordered by keys and by dragging, changed, deleted and put back', async () => {
  const page = await during('Arrive');
  const names = 'host.board().agenda.map((phase) => phase.name)';
  await page.getByRole('button', { name: /^Move Arrive/ }).focus();
  await page.keyboard.press('ArrowDown');
  await holds(page, `${names}[1] === 'Arrive'`);
  await page.keyboard.press('ArrowDown');
  await holds(page, `${names}[2] === 'Arrive'`);

  const from = await page.getByRole('button', { name: /^Move Arrive/ }).boundingBox();
  const to = await page.getByRole('button', { name: /^Move What happens today/ }).boundingBox();
  assert(from && to);
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 8, to.y - 6, { steps: 6 });
  await page.mouse.up();
  await holds(page, `${names}[0] === 'Arrive'`);

  await page.getByRole('button', { name: 'Change Put together' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Sort');
  await page.getByLabel('Minutes').fill('9');
  await page.getByRole('radio', { name: 'Only the writer, until revealed' }).check();
  await page.getByRole('checkbox', { name: 'Vote' }).check();
  await page.getByLabel('When the time is over').selectOption('go_on');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Done' }).click();
  const sort = `host.board().agenda.find((phase) => phase.name === 'Sort')`;
  await holds(page, `${sort}?.plan.minutes === 9 && ${sort}.plan.writing === 'private'`);
  await holds(page, `${sort}.plan.rights.vote && ${sort}.plan.rights.move && ${sort}.plan.end === 'go_on'`);

  await page.getByRole('button', { name: 'Change Sort' }).click();
  await page.getByRole('button', { name: 'Delete this phase' }).click();
  await holds(page, `${sort} === undefined`);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await holds(page, `${names}[5] === 'Sort'`);
  await page.close();
});

test('when a phase begins it is said who sees what, and calmly when its time is over', async () => {
  const page = await during('Ideas, each alone');
  await drawer(page, 'Agenda');
  await page.getByText(/Only you see what you write, until the cards are revealed/).waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  assert.equal(await page.getByText(/Only you see what you write/).count(), 0);
  await host(
    page,
    `host.patch({ phase: [{ ...host.board().phase, began_ms: host.now - 9 * 60_000, minutes: 8 }] })`,
  );
  await page.getByText('Time is over. Nothing new is taken from participants.').waitFor();
  await page.getByRole('timer').getByText('Time is over').waitFor();
  assert.deepEqual(await faults(page), []);
  await page.close();
});

test('shares are put away in phases without them, and shown there only after a question', async () => {
  const page = await stage.page('workshop');
  await page.getByRole('button', { name: 'Whose?' }).click();
  await page.getByRole('heading', { name: 'Whose is it?', exact: true }).waitFor();
  await drawer(page, 'Agenda');
  await page.getByText('One hour').click();
  await page.getByRole('button', { name: 'Begin Choose' }).click();
  await page.getByRole('heading', { name: 'Whose is it?', exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Whose?' }).click();
  await page.getByText(/In this phase shares are not to be seen yet/).waitFor();
  await page.getByRole('button', { name: 'Show the shares' }).click();
  await page.getByRole('heading', { name: 'Whose is it?', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Begin Whose is it?' }).click();
  await page.getByRole('heading', { name: 'Whose is it?', exact: true }).waitFor();
  await page.close();
});

test('what is written for oneself lies hidden on the board, whatever its length', async () => {
  const page = await during('Ideas, each alone');
  await drawer(page, 'Agenda');
  const written = [];
  for (const text of [
    'Short',
    'A much longer secret that would take many lines if anybody could see it here',
  ]) {
    await page.locator('#board').focus();
    await page.keyboard.press('n');
    await page.keyboard.type(text);
    await page.keyboard.press('Escape');
    await holds(page, `host.board().cards.some((card) => card.text === '${text}' && card.private)`);
    written.push(await host(page, `host.board().cards.find((card) => card.text === '${text}').id`));
  }
  await page.keyboard.press('Escape');
  const heights = [];
  for (const id of written) {
    const card = page.locator(`#card-${String(id)}`);
    assert.equal((await card.textContent())?.includes('secret'), false);
    assert.match((await card.getAttribute('aria-label')) ?? '', /^Hidden card/);
    heights.push(Math.round((await card.boundingBox())?.height ?? 0));
  }
  assert.equal(heights[0], heights[1]);

  const long = page.locator(`#card-${String(written[1])}`);
  const box = await long.boundingBox();
  assert(box);
  await page.mouse.move(box.x + 30, box.y + 20);
  await page.mouse.down();
  await long.getByText(/much longer secret/).waitFor();
  await page.mouse.up();
  await page.waitForTimeout(50);
  assert.equal((await long.textContent())?.includes('secret'), false);

  await page.getByRole('button', { name: 'Reveal', exact: true }).click();
  await long.getByText(/much longer secret/).waitFor();
  await holds(page, 'host.board().cards.every((card) => !card.private)');
  await page.close();
});

test('sharing shows the ways in, who waits and why nobody comes, and closes again', async () => {
  const page = await stage.page('workshop');
  await page.clock.install();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByText(/Whoever has the code can ask to come in; nobody else/).waitFor();
  await page.getByRole('button', { name: 'Open to the network' }).click();
  await page.clock.runFor(500);
  await page.getByText('192.168.178.42:4117', { exact: true }).waitFor();
  await page.getByText('K7PM4D').waitFor();
  await page.getByRole('radio', { name: /eth0/ }).check();
  await page.getByText('10.14.0.7:4117', { exact: true }).waitFor();
  await page.getByRole('img', { name: /QR code of 10.14.0.7/ }).waitFor();

  assert.equal(await page.getByText(/Guest networks/).count(), 0);
  await page.clock.runFor(60_500);
  await page.getByText(/Guest networks often keep devices apart/).waitFor();
  await page.getByText('Open a hotspot').click();
  await page.getByText(/personal hotspot/).waitFor();
  await host(
    page,
    `host.door({ reached: 2, guests: [
      { guest: 1, name: 'Yusuf Demir', side: 'customer', seat: null },
      { guest: 2, name: 'Tom', side: 'staff', seat: 'tom' },
    ] })`,
  );
  await page.clock.runFor(500);
  assert.equal(await page.getByText(/Guest networks/).count(), 0);
  await page.clock.resume();
  assert.deepEqual(await faults(page), []);

  await page.getByRole('button', { name: 'Admit Yusuf Demir' }).click();
  await holds(page, `host.board().people.some((one) => one.name === 'Yusuf Demir')`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '1 waits' }).click();
  await page.getByRole('button', { name: 'Admit Tom' }).click();
  await holds(page, `host.floor.here.includes('tom')`);
  await page.getByText('2 people are in.').waitFor();
  await page.getByRole('checkbox', { name: /Let everybody in/ }).check();
  await holds(page, 'host.sharing.let_all_in');
  await page.getByRole('button', { name: 'Close to the network' }).click();
  await holds(page, 'host.sharing.on === false');
  await page.getByRole('button', { name: 'Open to the network' }).waitFor();
  await page.close();
});

test('a round of votes is suggested, warns of alike cards, stays hidden and tells the sides apart', async () => {
  const page = await stage.page('workshop');
  await command(page, 'open a round');
  await page.getByRole('radio', { name: 'The lane' }).check();
  await page.getByText('12 cards', { exact: true }).waitFor();
  assert.equal(await page.getByLabel('Votes for each person').inputValue(), '3');
  await page.getByText(/3 is about a quarter of 12 cards/).waitFor();
  await page.getByText('4 sets of cards seem to say the same').waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Leave as they are' }).first().click();
  await page.getByRole('button', { name: 'Merge into one' }).first().click();
  await page.getByText('2 sets of cards seem to say the same').waitFor();
  await page.getByLabel('Votes for each person').fill('4');
  await page.getByRole('button', { name: 'Begin voting' }).click();
  await holds(page, `host.board().rounds?.at(-1)?.asks.budget === 4`);

  await page.getByText('0 of 6').waitFor();
  await page.getByText('Vote on this screen').click();
  await page.getByText('Mara Lindqvist has 4 votes left.').waitFor();
  await page
    .getByRole('button', { name: /One vote more/ })
    .nth(2)
    .click();
  await page.getByText('Mara Lindqvist has 3 votes left.').waitFor();
  await page.getByText('1 of 6').waitFor();
  const cards = String(await host(page, 'host.board().rounds.at(-1).cards.join()'));
  const [first = '', second = ''] = cards.split(',');
  await host(
    page,
    `for (const by of ['anna', 'kwame', 'maxi', 'tom', 'li'])
      host.other({ do: 'vote', by, card: by === 'tom' ? '${second}' : '${first}', votes: 1 })`,
  );
  await page.getByText('6 of 6').waitFor();
  assert.equal(await page.locator(`#card-${first} .votes`).count(), 0);
  assert.deepEqual(await faults(page), []);

  await page.getByRole('button', { name: 'Close and show the result' }).click();
  await page.getByText('6 people took part.').waitFor();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const rows = page.getByRole('table', { name: 'What each card got' }).getByRole('row');
  assert.deepEqual(await rows.nth(0).getByRole('columnheader').allTextContents(), [
    'Card',
    'All',
    'Customers',
    'Staff',
  ]);
  assert.deepEqual(await rows.nth(1).getByRole('cell').allTextContents(), ['4', '3', '1']);
  assert.deepEqual(await faults(page), []);
  await page.close();
});

test('cards, lanes and everything are locked, lit and commented by name', async () => {
  const page = await stage.page('workshop');
  await page.locator('#card-c0').click();
  await command(page, 'lock the chosen');
  await holds(page, `host.floor.locked_cards.includes('c0')`);
  await page
    .locator('#card-c0')
    .getByTitle(/Locked/)
    .waitFor();
  await command(page, 'unlock the chosen');
  await holds(page, `host.floor.locked_cards.length === 0`);
  await command(page, 'show this card');
  await page.getByText(/Everybody sees “/).waitFor();
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await holds(page, 'host.floor.spotlight === null');
  await command(page, 'lock everything');
  await page.getByText('Everything is locked for participants.').waitFor();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await holds(page, '!host.floor.all_locked');
  await command(page, 'follow me');
  await holds(page, 'host.floor.follow && host.floor.brought === 1');
  await page.mouse.move(700, 400);
  await page.mouse.wheel(0, 200);
  await holds(page, 'host.floor.brought > 1 && host.floor.bring_to.y > 0');
  await command(page, 'look around');
  await holds(page, '!host.floor.follow');

  await page.keyboard.press('i');
  await page.getByLabel('Say something about this card').fill('Who pays for this?');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await holds(page, `host.board().cards.find((card) => card.id === 'c0').comments?.[0].by[0] === 'mara'`);
  await page.getByTitle('One comment').waitFor();
  assert.deepEqual(await faults(page), []);
  await page.close();
});

test('two seats of one person become one, and two again', async () => {
  const page = await stage.page('workshop');
  await host(page, `host.room({ here: ['mara', 'anna', 'kwame'], ready: ['anna'] })`);
  const people = page.locator('.people .person');
  await page.getByRole('button', { name: '1 of 2 people in the room are ready' }).click();
  const before = await people.count();
  await page.getByRole('button', { name: /^Change .*Anna/ }).click();
  await page.getByLabel('This is the same person as').selectOption({ label: 'Kwame Boateng' });
  await page.getByText(/Everything done as Anna Meyer counts for Kwame Boateng/).waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Anna Meyer is Kwame Boateng' }).click();
  await holds(page, `host.board().people.find((one) => one.id === 'anna').same_as === 'kwame'`);
  await people.nth(before - 1).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Change Kwame Boateng' }).click();
  await page.getByText('Anna Meyer is a second seat of Kwame Boateng.').waitFor();
  await page.getByRole('button', { name: 'Anna Meyer is somebody else after all' }).click();
  await holds(page, `!host.board().people.some((one) => one.same_as)`);
  await page.close();
});

test('what somebody removed is brought back, one by one or all at once', async () => {
  const page = await stage.page('workshop');
  await host(page, `host.room({ here: ['mara', 'anna', 'kwame'], ready: ['anna'] })`);
  await host(page, `['c0', 'c1', 'c2'].forEach((card) => host.other({ by: 'anna', do: 'delete', card }))`);
  await page.getByRole('button', { name: '1 of 2 people in the room are ready' }).click();
  await page.getByRole('button', { name: /^Change .*Anna/ }).click();
  await page.getByRole('heading', { name: 'Anna Meyer removed 3 cards' }).waitFor();
  assert.deepEqual(await faults(page), []);
  await page
    .getByRole('button', { name: /^Bring back “/ })
    .first()
    .press('Enter');
  await page.getByRole('heading', { name: 'Anna Meyer removed 2 cards' }).waitFor();
  await page.getByRole('button', { name: 'Bring all back' }).click();
  await holds(page, `!host.board().cards.some((card) => card.deleted_by === 'anna')`);
  await page.close();
});

test('the last minute of a person is taken back at once', async () => {
  const page = await stage.page('workshop');
  await host(page, `host.room({ here: ['mara', 'anna', 'kwame'], ready: ['anna'] })`);
  await host(page, `['c0', 'c1', 'c2'].forEach((card) => host.other({ by: 'anna', do: 'delete', card }))`);
  await page.getByRole('button', { name: '1 of 2 people in the room are ready' }).click();
  await page.getByRole('button', { name: /^Change .*Anna/ }).click();
  await page.getByRole('button', { name: 'Take back the last minute' }).press('Enter');
  await page.getByText(/Took back \d+ things of Anna Meyer\./).waitFor();
  await page.getByRole('button', { name: 'Bring them back' }).waitFor();
  await holds(page, `!host.board().cards.some((card) => card.deleted_by === 'anna')`);
  assert.deepEqual(await faults(page), []);
  await page.close();
});

test('hands are lowered in their order, somebody is removed, and a rehearsal becomes the real thing', async () => {
  const page = await stage.page('workshop');
  await host(
    page,
    `host.room({ here: ['mara', 'anna', 'kwame'], ready: ['anna'], hands: ['kwame', 'anna'] })`,
  );
  await page.getByRole('button', { name: '1 of 2 people in the room are ready' }).click();
  await page.getByRole('button', { name: 'Lower the hand of Kwame Boateng' }).click();
  await holds(page, `host.floor.hands.join() === 'anna'`);
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: /^Change .*Anna/ }).click();
  await page.getByRole('button', { name: 'Remove from the room…' }).click();
  await page.getByText(/Anna Meyer is told/).waitFor();
  await page.getByRole('button', { name: 'Remove Anna Meyer' }).click();
  await holds(page, `!host.floor.here.includes('anna')`);

  await command(page, 'begin a rehearsal');
  await page.getByText('This is a rehearsal.').waitFor();
  await page.getByRole('button', { name: 'Start the real workshop…' }).click();
  await page.getByText(/is thrown away/).waitFor();
  await page.getByRole('button', { name: 'Start the real workshop', exact: true }).click();
  await holds(page, 'host.board().cards.length === 0 && !host.floor.rehearsal');
  await page.close();
});
