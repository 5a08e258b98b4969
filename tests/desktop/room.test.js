/** The window hosts a workshop: what is shown to hide is hidden, and the file has all of it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { By, Key } from 'selenium-webdriver';
import { joins, LAPTOP, open, PHONE, vote, write } from '../browser/devices.js';
import { BROWSER } from '../browser/stage.js';
import { Desktop, Display, atelier, eventually } from './desktop.js';

const run = promisify(execFile);

/** @type {Display} */
let display;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string} */
let documents;

before(async () => {
  display = await Display.open();
  browser = await chromium.launch(BROWSER);
  documents = mkdtempSync(join(tmpdir(), 'atelier-room-'));
});
after(async () => {
  await browser.close();
  display.close();
  rmSync(documents, { recursive: true });
});

const [ANNAS, BENS] = ['Call me before the price changes', 'One page that says what it costs'];
const PROMISE = 'One page with all prices, on the website';

test('a workshop is hosted by the window', { timeout: 150_000 }, async (t) => {
  const began = performance.now();
  const file = join(documents, 'Prices.atelier');
  const desktop = await Desktop.open(display);
  const now = () => desktop.text('[role=group][aria-label="This phase"] .name');
  /** Goes on until this phase is on. @param {string} name */
  const phase = async (name) => {
    for (let before = await now(); !before.includes(name); before = await now()) {
      await desktop.click('Next');
      await eventually(async () => (await now()) !== before, `${before} does not end`);
    }
  };
  try {
    await (await desktop.button('Customer journey')).click();
    await desktop.find('[role=dialog]');
    await desktop.type('Tom Oduya', Key.ENTER);

    // The way in, as the room sees it.
    await desktop.click('Share');
    await desktop.click('Open to the network');
    await desktop.find('.dialog .qr svg');
    const code = (await desktop.text('.dialog .code')).trim();
    assert.match(code, /^[A-Z0-9]{6}$/);
    const address = (await desktop.text('.dialog .address')).trim();
    assert.match(address, /^[\d.]+:\d+$/);
    await desktop.screenshot('room-share');
    const way = `http://127.0.0.1:${new URL(`http://${address}`).port}/join`;

    const anna = await open(browser, `${way}?code=${code}`, PHONE);
    await joins(anna, 'Anna Meyer', 'Customers');
    await anna.getByText('The facilitator lets you in.').waitFor();
    const ben = await open(browser, way, LAPTOP);
    await ben.getByLabel(/^Code/).fill(code.toLowerCase());
    await ben.keyboard.press('Enter');
    await joins(ben, 'Ben Okafor', 'Staff');
    await desktop.reads('Ben Okafor', '.dialog');
    await desktop.screenshot('room-waiting');
    await desktop.click('Admit Anna Meyer');
    await desktop.click('Admit Ben Okafor');
    for (const page of [anna, ben]) await page.getByRole('navigation').waitFor();
    await desktop.type(Key.ESCAPE);

    // Each alone: the window does not show it either, since it is on the projector.
    await desktop.click('Agenda');
    await (await desktop.button('One hour')).click();
    await (await desktop.button('Start with Arrive')).click();
    await phase('Ideas, each alone');
    await write(anna, ANNAS, 'Ideas');
    await write(ben, BENS, 'Ideas');
    const source = await desktop.driver.getPageSource();
    for (const text of [ANNAS, BENS]) assert(!source.includes(text), 'a private card is in the window');
    assert.equal(await anna.getByText(BENS).count(), 0);
    await desktop.screenshot('room-private');

    await phase('Read in silence');
    await desktop.click('Reveal');
    for (const text of [ANNAS, BENS]) await desktop.reads(text, '#board');
    await desktop.screenshot('room-revealed');

    await phase('Choose');
    await desktop.click('Votes');
    await (await desktop.button('Open a round')).click();
    await desktop.click('Begin voting');
    for (const page of [anna, ben]) await vote(page, BENS);
    await desktop.reads('2 of 3');
    assert(!(await desktop.text('body')).includes('Result of the vote'));
    await desktop.click('Close and show the result');
    await desktop.reads('Result of the vote');
    await desktop.screenshot('room-result');

    await phase('Decide and promise');
    const card = By.xpath(`//*[@id="board"]//article[contains(., "${BENS}")]`);
    await (await desktop.driver.findElement(card)).click();
    await desktop.click('Card');
    await promises(desktop);
    await desktop.screenshot('room-promise');

    await desktop.press('ctrl+s');
    await desktop.choose('Save the canvas as', file);
    await eventually(() => existsSync(file), 'not saved');
    // Who takes part is told when the window closes, and nothing is lost.
    await desktop.press('ctrl+q');
    await desktop.ended();
    await anna.getByText('closed').first().waitFor();
  } catch (error) {
    await display.screenshot('room-failed');
    throw error;
  } finally {
    await desktop.quit();
  }
  await run(atelier, ['verify', file]);
  const { stdout } = await run(atelier, ['show', file, '--json']);
  for (const text of [ANNAS, BENS, PROMISE]) assert(stdout.includes(text), `${text} is not in the file`);
  t.diagnostic(`the whole workshop took ${((performance.now() - began) / 1000).toFixed(1)} s`);
});

/** Says who does what until when, on the card that is chosen. @param {Desktop} desktop */
async function promises(desktop) {
  await desktop.driver.executeScript(
    `[...document.querySelectorAll('summary')].find((one) => one.innerText.includes('Add a promise')).click()`,
  );
  const what = await desktop.find('details[open] textarea');
  await what.sendKeys(PROMISE);
  await (await desktop.find('details[open] select')).sendKeys('Ben Okafor');
  await desktop.driver.executeScript(
    `arguments[0].value = '2027-01-31'; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))`,
    await desktop.find('details[open] input[type=date]'),
  );
  await desktop.click('Promise');
  await desktop.reads(PROMISE, '.panel.right');
}
