/** The page of the people in the room, on a phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, host, holds, Stage } from './stage.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

const CODE = 'code=K7PM4D';
const MINE = `host.board().cards.filter((card) => card.creators.includes('anna') && !card.deleted)`;

/**
 * Anna's phone, in the room.
 *
 * @param {import('./stage.js').View} view
 * @param {string} canvas
 */
async function anna(view = {}, canvas = 'workshop') {
  const page = await stage.phone(`canvas=${canvas}&as=anna&${CODE}`, view);
  await page.getByRole('navigation').waitFor();
  return page;
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function tab(page, name) {
  await page.getByRole('navigation').getByRole('button', { name, exact: false }).click();
}

/**
 * @param {Page} page
 * @param {string} id
 * @param {string} name
 */
async function phase(page, id, name, over = false) {
  await host(page, `host.phase('${id}', ${String(over)})`);
  await page.locator('.head').getByText(name).waitFor();
}

/**
 * @param {Page} page
 * @param {string} text
 */
async function write(page, text) {
  await page.getByLabel('A new card').fill(text);
  await page.getByRole('button', { name: /^Add the card/ }).click();
}

/**
 * A round over five cards; `c5` is Anna's.
 *
 * @param {Page} page
 * @param {string} asks
 */
async function round(page, asks) {
  await host(
    page,
    `host.other({ by: 'mara', do: 'open_round', round: 'r', asks: ${asks}, cards: ['c1', 'c4', 'c10', 'c5', 'c25'] })`,
  );
}

const VOTES = `{ is: 'votes', budget: 3, per_card: 2, own_cards: false }`;

test('somebody types the code, gives a name and is let in', async () => {
  const page = await stage.phone('canvas=workshop&door=ask');
  await page.getByLabel(/^Code/).fill('k7p');
  await page.keyboard.press('Enter');
  await page.getByText('A code has six letters and digits.').waitFor();
  await page.getByLabel(/^Code/).fill('k7p-m4d');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I am none of these' }).click();
  await page.getByText('Deleted words stay in the file until they are redacted').waitFor();
  await page.getByLabel('Your name').fill('Ines Ferreira');
  await page.getByText('Customers', { exact: true }).click();
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByText('The facilitator lets you in.').waitFor();
  await host(page, 'host.admit()');
  await page.getByRole('navigation').waitFor();
  assert.match(page.url(), /code=K7PM4D/);
  await holds(
    page,
    `host.board().people.some((one) => one.name === 'Ines Ferreira' && one.side === 'customer')`,
  );
  await page.close();
});

test('a prepared seat is taken with one tap', async () => {
  const page = await stage.phone(`canvas=workshop&${CODE}`);
  await page.getByRole('button', { name: /Maximiliane/ }).click();
  await page.getByRole('navigation').waitFor();
  await tab(page, 'More');
  await page.locator('.me').getByText('Maximiliane-Alexandra von Hohenstaufenberg').waitFor();
  await page.close();
});

test('whoever is turned away or sent away is told so, and can ask again', async () => {
  const page = await stage.phone(`canvas=workshop&door=ask&${CODE}`);
  await page.getByRole('button', { name: /Maximiliane/ }).click();
  await host(page, `host.door('turned_away')`);
  await page.getByText('You were not let in').waitFor();
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByRole('button', { name: /Maximiliane/ }).click();
  await host(page, 'host.admit()');
  await page.getByRole('navigation').waitFor();
  await host(
    page,
    `host.tell({ type: 'sent_away', problem: { code: 'sent-away', says: 'The facilitator has taken you out.', way_out: '' } })`,
  );
  await page.getByText('The facilitator has taken you out.').waitFor();
  await page.close();
});

test('a code that the host does not know is asked for again', async () => {
  const page = await stage.phone('canvas=workshop&code=NOCODE');
  await page.getByText('The workshop is not open under NOCODE any more.').waitFor();
  await page.close();
});

test('a draft outlives the page, and its place is remembered', async () => {
  const page = await anna();
  await page.getByLabel('A new card').fill('Half a thought');
  await page.getByText('Ideas', { exact: true }).click();
  await page.reload();
  await page.getByRole('navigation').waitFor();
  assert.equal(await page.getByLabel('A new card').inputValue(), 'Half a thought');
  await page.getByRole('button', { name: 'Add the card' }).click();
  await holds(
    page,
    `host.board().cards.some((card) => card.text === 'Half a thought' && card.lane === 'l7')`,
  );
  assert.equal(await page.getByLabel('A new card').inputValue(), '');
  await page.close();
});

test('a phase says who sees what, to those who hear the page too', async () => {
  const page = await anna();
  for (const [id, name, says] of [
    ['open', 'What happens today', 'Everybody sees your cards with your name.'],
    ['private', 'Private ideas', 'Only you see your cards until the facilitator reveals them.'],
    ['anonymous', 'What nobody says', 'Nobody ever learns which cards are yours'],
  ]) {
    await phase(page, id ?? '', name ?? '');
    await page
      .locator('.head')
      .getByText(says ?? '')
      .waitFor();
    await page
      .getByRole('status')
      .getByText(`Now: ${name ?? ''}.`)
      .waitFor();
  }
  await page.close();
});

test('a private card is marked, edited, removed and brought back', async () => {
  const page = await anna();
  await phase(page, 'private', 'Private ideas');
  await write(page, 'Nobody sees this yet');
  await tab(page, 'Mine');
  await page.getByRole('heading', { name: 'One card that only you see' }).waitFor();
  await page.getByRole('button', { name: /Nobody sees this yet/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Edit' }).click();
  await sheet.getByLabel('Text of the card').press('End');
  await page.keyboard.type(', but soon');
  await sheet.getByRole('button', { name: 'Done' }).click();
  await holds(page, `${MINE}.some((card) => card.text === 'Nobody sees this yet, but soon')`);
  await sheet.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: /Nobody sees this yet/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByRole('button', { name: /Nobody sees this yet, but soon/ }).waitFor();
  await page.close();
});

test('an anonymous card carries no name, and can be claimed on this device after the reveal', async () => {
  const page = await anna();
  await phase(page, 'anonymous', 'What nobody says');
  await write(page, 'Said without a name');
  await holds(page, `host.board().cards.some((card) => card.text === 'Said without a name')`);
  await host(page, `host.other({ by: 'mara', do: 'reveal' })`);
  await tab(page, 'Mine');
  await page.getByRole('heading', { name: 'Written without a name on this device' }).waitFor();
  await page.getByRole('button', { name: /Said without a name/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'It was me: claim it…' }).click();
  await sheet.getByRole('button', { name: 'I am Anna Meyer, and I wrote it' }).click();
  await holds(page, `${MINE}.some((card) => card.text === 'Said without a name')`);
  await page.close();
});

test('what is written while the host is gone waits, is shown as waiting, and is sent once', async () => {
  const page = await anna();
  await host(page, 'host.break(true)');
  await page.getByText('No connection.').first().waitFor();
  await write(page, 'From the tunnel');
  await page.getByText('One change waits on this device').waitFor();
  await tab(page, 'Mine');
  await page.getByText('Not sent yet').waitFor();
  await host(page, 'host.break(false)');
  await page.getByText('Not sent yet').waitFor({ state: 'detached' });
  await holds(page, `host.board().cards.filter((card) => card.text === 'From the tunnel').length === 1`);
  await page.close();
});

test('what was refused is kept with its words until somebody decides', async () => {
  const page = await anna();
  await write(page, 'Please refuse me');
  await page.getByRole('button', { name: 'See your words' }).click();
  await page.getByRole('heading', { name: 'This did not reach the board' }).waitFor();
  await page.getByText('Please refuse me').waitFor();
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await tab(page, 'Mine');
  await page.getByText('Please refuse me').waitFor();
  await page.getByRole('button', { name: 'Let it go' }).click();
  await page.getByText('Please refuse me').waitFor({ state: 'detached' });
  await page.close();
});

test('when the time is over or the board is locked, the draft stays and the page says why', async () => {
  const page = await anna();
  await phase(page, 'private', 'Private ideas', true);
  await page.getByLabel('A new card').fill('Too late');
  await page.getByText('The time for writing is over. Your draft is kept on this device.').waitFor();
  assert(await page.getByRole('button', { name: /^Add the card/ }).isDisabled());
  await phase(page, 'open', 'What happens today');
  await host(page, `host.signal({ signal: 'lock_all', on: true })`);
  await page.getByText('The facilitator has locked the board. Your draft is kept on this device.').waitFor();
  await host(page, `host.signal({ signal: 'lock_all', on: false })`);
  await page.getByRole('button', { name: 'Add the card' }).click();
  await holds(page, `${MINE}.some((card) => card.text === 'Too late')`);
  await page.close();
});

test('others’ changes never move what somebody is writing', async () => {
  const page = await anna();
  await phase(page, 'open', 'What happens today');
  const field = page.getByLabel('A new card');
  await field.click();
  await page.keyboard.type('I am in the middle of');
  const before = await field.boundingBox();
  await phase(page, 'private', 'Private ideas');
  await host(page, `host.signal({ signal: 'spotlight', card: 'c10' })`);
  await round(page, VOTES);
  await page.getByText('A round has opened.').waitFor();
  await page.keyboard.type(' a sentence');
  assert.deepEqual(await field.boundingBox(), before);
  assert.equal(await field.inputValue(), 'I am in the middle of a sentence');
  await field.blur();
  await page.getByText('Everybody is looking at this card').waitFor();
  await page.close();
});

test('votes go card by card, within the budget, and not to one’s own cards', async () => {
  const page = await anna();
  await phase(page, 'vote', 'Choose');
  await round(page, VOTES);
  const given = `host.host.floor.cast`;
  const more = page.getByRole('button', { name: 'One vote more' });
  await page.getByText('3 votes left of 3').waitFor();
  await more.click();
  await more.click();
  await page.getByText('1 vote left of 3').waitFor();
  assert(await more.isDisabled(), 'two is the most for one card');
  await page.getByRole('button', { name: 'Next' }).click();
  await more.click();
  await page.getByText('No votes left of 3').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  assert(await more.isDisabled());
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('This card is yours.').waitFor();
  await page.getByRole('button', { name: 'All at a glance' }).click();
  await page.getByRole('button', { name: /Compare three offers.*2 votes/s }).click();
  await page.getByRole('button', { name: 'One vote less' }).click();
  await page.getByText('1 vote left of 3').waitFor();
  await holds(page, `${given} === 1`);
  await host(
    page,
    `for (const [by, votes] of [['kwame', 2], ['maxi', 1], ['tom', 2]])
      host.other({ by, do: 'vote', card: 'c10', votes })`,
  );
  await host(page, `host.other({ by: 'mara', do: 'close_round', round: 'r' })`);
  await page.getByText('4 of 6 took part.').waitFor();
  await page.getByText(/5 votes · Customers 3/).waitFor();
  await page.close();
});

test('moments are rated one after the other', async () => {
  const page = await anna();
  await phase(page, 'rate', 'How is it today?');
  await round(page, `{ is: 'ratings' }`);
  await page.getByText('0 of 5 rated').waitFor();
  for (const aspect of ['What was expected', 'How it worked', 'How it felt'])
    await page.getByRole('group', { name: aspect }).getByText('6', { exact: true }).click();
  await page.getByRole('button', { name: 'Keep it, and next' }).click();
  await page.getByText('1 of 5 rated').waitFor();
  await page.getByText('2 of 5', { exact: true }).waitFor();
  assert.equal(await page.locator('input:checked').count(), 0);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  assert.equal(await page.locator('input:checked').count(), 3);
  await page.close();
});

test('others’ cards are read, commented and edited where the phase allows it', async () => {
  const page = await anna();
  await tab(page, 'Cards');
  await page.locator('label').getByText('Choose', { exact: true }).click();
  await page.getByRole('button', { name: /Compare three offers on one evening, without/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Say something about this card').fill('We do that, too');
  await sheet.getByRole('button', { name: 'Add the comment' }).click();
  await sheet.getByText('We do that, too').waitFor();
  await sheet.getByRole('button', { name: 'Edit' }).waitFor();
  await phase(page, 'private', 'Private ideas');
  await sheet.getByRole('button', { name: 'Edit' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  const back = page.getByRole('button', { name: /Compare three offers on one evening, without/ });
  assert(await back.evaluate((button) => button === globalThis.document.activeElement));
  await page.close();
});

test('ready, hand and the closing questions are under “More”', async () => {
  const page = await anna();
  await phase(page, 'closing', 'Whose is it?');
  await tab(page, 'More');
  await page.getByRole('button', { name: 'Raise a hand' }).click();
  await holds(page, `host.host.floor.hands.includes('anna')`);
  await page.getByRole('button', { name: 'I am done with this part' }).click();
  await holds(page, `host.host.floor.ready.includes('anna')`);
  await host(page, `host.other({ by: 'mara', do: 'open_feelings' })`);
  await page.getByRole('button', { name: 'Begin' }).click();
  for (const group of await page.getByRole('group', { name: /\.$/ }).all())
    await group.getByText('6', { exact: true }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('slider').press('PageUp');
  await page.getByRole('button', { name: 'Keep my answers' }).click();
  await page.getByText('1 of 6 have answered.').waitFor();
  await tab(page, 'Mine');
  await page.getByRole('heading', { name: 'Your share' }).waitFor();
  await page.close();
});

test('nobody’s share is on the page before a phase shows it', async () => {
  const page = await anna();
  await phase(page, 'open', 'What happens today');
  await tab(page, 'Mine');
  assert.equal(await page.getByText('Your share').count(), 0);
  assert.equal(await page.getByText('%').count(), 0);
  await page.close();
});

test('a second tab takes over, and the first one says so', async () => {
  const first = await anna();
  const second = await first.context().newPage();
  await second.goto(first.url());
  await second.getByRole('navigation').waitFor();
  await first.getByText('Open in another tab').waitFor();
  await second.close();
  await first.close();
});

for (const view of [{}, { dark: true }, { width: 180, height: 370 }, { width: 1200, height: 800 }]) {
  test(`no part of the page has a known fault of accessibility, ${JSON.stringify(view)}`, async () => {
    /** @type {string[]} */
    const found = [];
    const door = await stage.phone('canvas=workshop', view);
    found.push(...(await faults(door)));
    await door.getByLabel(/^Code/).fill('K7PM4D');
    await door.keyboard.press('Enter');
    await door.getByRole('button', { name: 'I am none of these' }).click();
    found.push(...(await faults(door)));
    await door.close();
    const page = await anna(view);
    await phase(page, 'private', 'Private ideas');
    await write(page, 'Datenschutzgrundverordnungskonformitätsbescheinigung');
    for (const name of ['Write', 'Cards', 'Mine', 'More']) {
      await tab(page, name);
      found.push(...(await faults(page)));
      /** @type {boolean} */
      const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      assert.equal(wide, false, `${name} is wider than the screen`);
    }
    await tab(page, 'Cards');
    await page.locator('button.card').first().click();
    found.push(...(await faults(page)));
    await page.keyboard.press('Escape');
    await phase(page, 'vote', 'Choose');
    await round(page, VOTES);
    await tab(page, 'Vote');
    found.push(...(await faults(page)));
    await page.close();
    assert.equal(found.join('\n'), '');
  });
}
