/** A whole workshop on the real host: the facilitator's screen, two phones, a laptop and a projector. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { joins, LAPTOP, open, PHONE, tab, vote, write } from './devices.js';
import { BROWSER } from './stage.js';

const TARGET = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/atelier/target');
const ATELIER = join(TARGET, 'debug/atelier');
const skip = existsSync(ATELIER) ? false : 'the program is not built';
const run = promisify(execFile);

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string} */
let folder;
/** @type {import('node:child_process').ChildProcess | undefined} */
let host;
before(async () => {
  browser = await chromium.launch(BROWSER);
  folder = await mkdtemp(join(tmpdir(), 'atelier-room-'));
});
after(async () => {
  host?.kill('SIGKILL');
  await browser.close();
  await rm(folder, { recursive: true });
});

/** Starts a host on a file; gives back the facilitator's address. */
async function serve() {
  host = spawn(ATELIER, ['serve', '--open', 'journey', '--port', '0'], {
    env: { ...process.env, XDG_DATA_HOME: folder },
  });
  const { stdout } = host;
  assert(stdout);
  /** @type {string} */
  const address = await new Promise((resolve) => {
    let said = '';
    stdout.on('data', (part) => {
      said += String(part);
      const found = /http:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
  });
  return address;
}

/**
 * @param {string} address
 * @param {import('playwright-core').BrowserContextOptions} view
 * @param {string} name
 * @param {string} side
 */
async function comes(address, view, name, side) {
  const page = await open(browser, address, view);
  await joins(page, name, side);
  return page;
}

test('a workshop of an hour, at speed', { skip, timeout: 170_000 }, async (t) => {
  const tom = await open(browser, await serve(), LAPTOP);
  await tom.getByLabel('Your name').fill('Tom Oduya');
  await tom.getByText('Staff', { exact: true }).first().click();
  await tom.getByRole('button', { name: 'Begin' }).click();

  /** @param {string} name */
  const phase = async (name) => {
    await tom.getByRole('button', { name: 'Next', exact: true }).click();
    await tom
      .getByRole('button', { name: new RegExp(`^\\d+ ${name}`) })
      .first()
      .waitFor();
  };

  await tom.getByRole('button', { name: 'Share', exact: true }).click();
  await tom.getByRole('button', { name: 'Open to the network' }).click();
  const shown = tom.getByRole('dialog');
  await shown.getByText('and type this code').waitFor();
  const code = /[A-Z0-9]{6}/.exec(await shown.locator('.code').innerText())?.[0] ?? '';
  const projector = await shown.getByRole('textbox').inputValue();
  const port = new URL(projector).port;
  const here = (/** @type {string} */ path) => `http://127.0.0.1:${port}/${path}`;
  const way = here(`join?code=${code}`);

  // One waits, and is let in; the others come in by themselves from then on.
  const anna = await comes(way, PHONE, 'Anna Meyer', 'Customers');
  await anna.getByText('The facilitator lets you in.').waitFor();
  await shown.getByRole('button', { name: 'Admit Anna Meyer' }).click();
  await anna.getByRole('navigation').waitFor();
  await shown.getByLabel('Let everybody in').check();
  const ben = await comes(way, PHONE, 'Ben Okafor', 'Customers');
  await ben.getByRole('navigation').waitFor();
  // By typing the code at the short address.
  const cem = await open(browser, here('join'), LAPTOP);
  await cem.getByLabel(/^Code/).fill(code.toLowerCase());
  await cem.keyboard.press('Enter');
  await joins(cem, 'Cem Arslan', 'Customers');
  await cem.getByRole('navigation').waitFor();
  const sue = await comes(way, PHONE, 'Sue Wong', 'Staff');
  await sue.getByRole('navigation').waitFor();
  await tom.keyboard.press('Escape');
  const wall = await open(browser, here(new URL(projector).search), LAPTOP);
  await wall.getByText(code).first().waitFor();

  await tom.getByRole('button', { name: 'Agenda' }).click();
  await tom.getByRole('button', { name: /60/ }).first().click();
  await tom.getByRole('button', { name: 'Start with Arrive' }).first().click();
  await anna.getByText('Say who you are').first().waitFor();
  assert.equal(await anna.getByLabel('A new card').count(), 0, 'nothing is written while people arrive');

  await phase('What happens today');
  await write(anna, 'The first bill is twice what I was told');
  await tab(ben, 'Cards');
  await ben.getByText('The first bill is twice what I was told').waitFor();

  // A sign for a card and one for the room, seen for a moment, by all.
  await ben.getByText('The first bill is twice what I was told').click();
  await ben.getByRole('dialog').getByRole('button', { name: 'I like it' }).click();
  await tom.locator('#board .signs').getByText('I like it').waitFor({ state: 'attached' });
  await ben.keyboard.press('Escape');
  await anna.getByRole('button', { name: 'Well done' }).click();
  await wall.getByText('Well done').waitFor({ state: 'attached' });
  await wall.getByText('Well done').waitFor({ state: 'detached' });

  // Each alone: nobody sees what the others write, nor does the machine at the projector.
  await phase('Ideas, each alone');
  await write(anna, 'Call me before the price changes', 'Ideas');
  await write(ben, 'One page that says what it costs', 'Ideas');
  await write(cem, 'Let me try it for a month', 'Ideas');
  await write(sue, 'We send the bill a week before', 'Ideas');
  for (const page of [tom, wall, sue, ben]) {
    assert.equal(await page.getByText('Call me before the price changes').count(), 0);
  }
  await tab(anna, 'Mine');
  await anna.getByText('Call me before the price changes').first().waitFor();

  await phase('Read in silence');
  await tom.getByRole('button', { name: 'Reveal', exact: false }).first().click();
  for (const page of [tom, wall]) await page.getByText('Let me try it for a month').first().waitFor();

  await phase('Build on each other');
  await tab(sue, 'Cards');
  await sue.getByText('One page that says what it costs').first().click();
  await sue.getByRole('dialog').getByLabel('Say something about this card').fill('We could have that in May');
  await sue.getByRole('button', { name: 'Add the comment' }).click();
  await sue.getByRole('dialog').getByText('We could have that in May').waitFor();
  await sue.keyboard.press('Escape');

  // A laptop has the whole board, and the others see where its mouse is.
  await tab(cem, 'Board');
  const board = await cem.locator('#board').boundingBox();
  assert(board);
  await cem.mouse.move(board.x + 300, board.y + 200);
  await cem.mouse.move(board.x + 320, board.y + 220);
  await tom.locator('.pointer').getByText('Cem Arslan').waitFor();
  assert.equal(await wall.locator('.pointer').count(), 0);
  await tom.locator('.pointer').waitFor({ state: 'detached' });

  await phase('Put together');
  await phase('Choose');
  await tom.getByRole('button', { name: 'Votes' }).click();
  await tom.getByRole('button', { name: 'Open a round' }).click();
  await tom.getByRole('button', { name: 'Begin voting' }).click();
  for (const page of [anna, ben, cem, sue]) await vote(page, 'One page that says what it costs');
  await tom.getByText('4 of 5').first().waitFor();
  assert.equal(await tom.getByText('Result of the vote').count(), 0);
  await tom.getByRole('button', { name: 'Close and show the result' }).click();
  await tom.getByText('Result of the vote').first().waitFor();

  await phase('Decide and promise');
  await phase('Whose is it?');
  await tab(anna, 'Mine');
  await anna.getByRole('heading', { name: 'Your share' }).waitFor();

  // The file, as anybody may get it.
  await tom.getByRole('button', { name: 'Menu' }).click();
  const download = tom.waitForEvent('download');
  await tom.getByRole('menuitem', { name: /Download/ }).click();
  const file = join(folder, 'workshop.atelier');
  await (await download).saveAs(file);
  await run(ATELIER, ['verify', file]);
  /** @type {unknown} */
  const told = JSON.parse((await run(ATELIER, ['ownership', file, '--json'])).stdout);
  const { people } =
    /** @type {{ people: { name: string, share: { of_1000: number }, had_a_say: { given: number } }[] }} */ (
      told
    );
  for (const name of ['Anna Meyer', 'Ben Okafor', 'Cem Arslan', 'Sue Wong']) {
    const own = people.find((person) => person.name === name);
    assert(own && own.share.of_1000 > 0, name);
    assert.equal(own.had_a_say.given, 1, name);
  }
  assert.equal(
    people.reduce((sum, person) => sum + person.share.of_1000, 0),
    1000,
  );
  const text = await readFile(file, 'utf8');
  assert(!text.includes(code), 'the way in is in no file');
  t.diagnostic(`${String(people.length)} people, ${String(text.length)} bytes`);
});
