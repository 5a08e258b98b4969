import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { Desktop, Display, colours, eventually } from './desktop.js';

/** @type {Display} */
let display;
/** @type {Desktop} */
let desktop;

before(async () => {
  display = await Display.open();
});
after(() => {
  display.close();
});
beforeEach(async () => {
  desktop = await Desktop.open(display);
});
afterEach(async () => {
  await desktop.quit();
});

test('the window opens and shows the page', async () => {
  await desktop.find('#app > *');
  await eventually(async () => (await colours(await desktop.screenshot('window'))) > 10, 'the page is blank');
  assert.ok((await colours(await display.screenshot('screen'))) > 10, 'the screen is blank');
});

test('the page is loaded under the policy that ships', async () => {
  /** @type {unknown} */
  const refused = await desktop.driver.executeScript(`
    try { return new Function('return true')() ? 'allowed' : ''; } catch (error) { return error.name; }
  `);
  assert.equal(refused, 'EvalError');
});

test('Ctrl+Q closes a window with nothing unsaved', async () => {
  await desktop.find('#app > *');
  await desktop.press('ctrl+q');
  await desktop.ended();
});

test('a second start on the same data ends at once and leaves the first', async () => {
  await desktop.startAgain('/tmp/some.atelier');
  assert.ok(desktop.runs());
});
