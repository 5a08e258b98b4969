import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Key } from 'selenium-webdriver';
import { Desktop, Display, atelier, eventually } from './desktop.js';

const run = promisify(execFile);

/** @type {Display} */
let display;
/** @type {string} */
let documents;

before(async () => {
  display = await Display.open();
  documents = mkdtempSync(join(tmpdir(), 'atelier-documents-'));
});
after(() => {
  display.close();
  rmSync(documents, { recursive: true });
});

/** The texts of the cards on the board. @param {Desktop} desktop */
async function cards(desktop) {
  /** @type {string[]} */
  const texts = await desktop.driver.executeScript(
    `return [...document.querySelectorAll('#board article')].map((card) => card.innerText.split('\\n')[0].trim())`,
  );
  return texts;
}

/** @param {Desktop} desktop @param {string[]} expected */
async function shows(desktop, expected) {
  /** @type {string[]} */
  let seen = [];
  const same = async () => {
    seen = await cards(desktop);
    return JSON.stringify(seen) === JSON.stringify(expected);
  };
  await eventually(same, 'other cards').catch(() => {
    assert.deepEqual(seen, expected);
  });
}

test('a workshop from the first card to the file, and back', async () => {
  const file = join(documents, 'Renewal journey.atelier');
  let desktop = await Desktop.open(display);
  try {
    await (await desktop.button('Customer journey')).click();
    await desktop.find('[role=dialog]');
    await desktop.type('Mara Lindqvist', Key.ENTER);
    await desktop.button('Add to the table');
    await (await desktop.field('Name')).sendKeys('Anna Meyer', Key.ENTER);
    await (await desktop.button('Anna Meyer')).click();
    await (await desktop.button('Close this panel')).click();
    await desktop.focus('#board');

    await desktop.type('n', 'Was kostet das? – “naïve” 😀', Key.ESCAPE);
    await shows(desktop, ['Was kostet das? – “naïve” 😀']);
    await desktop.type(Key.ENTER, ' Wirklich', Key.ESCAPE);
    await shows(desktop, ['Was kostet das? – “naïve” 😀 Wirklich']);
    await desktop.hold(Key.SHIFT, Key.ARROW_RIGHT);
    await desktop.type(Key.DELETE);
    await shows(desktop, []);
    await desktop.hold(Key.CONTROL, 'z');
    await shows(desktop, ['Was kostet das? – “naïve” 😀 Wirklich']);
    await display.screenshot('workshop');

    await desktop.press('ctrl+s');
    await desktop.choose('Save the canvas as', file);
    await eventually(() => existsSync(file) && readFileSync(file, 'utf8').includes('Wirklich'), 'not saved');
    await desktop.press('ctrl+q');
    await desktop.ended();
  } finally {
    await desktop.quit({ keep: true });
  }
  await run(atelier, ['verify', file]);

  desktop = await Desktop.open(display, { files: [file], folder: desktop.folder });
  try {
    await desktop.find('#board article');
    await shows(desktop, ['Was kostet das? – “naïve” 😀 Wirklich']);
  } finally {
    await desktop.quit();
  }
});

const QUESTION = 'Save the changes before closing?';

test('closing with unsaved work asks, and the person decides', async () => {
  const desktop = await Desktop.open(display, {
    files: [join(import.meta.dirname, '../../assets/samples/b2b-onboarding.scenario.json')],
  });
  try {
    await desktop.find('#board article');
    await desktop.focus('#board');
    await desktop.type('n', 'One more', Key.ESCAPE);
    await eventually(async () => (await cards(desktop)).includes('One more'), 'no card');
    await desktop.press('ctrl+q');
    await desktop.dialog(QUESTION);
    await display.screenshot('unsaved');
    await desktop.answer(QUESTION, 3, 3);
    assert.ok(desktop.runs(), 'Cancel stays');

    await desktop.press('ctrl+q');
    await desktop.answer(QUESTION, 1, 3);
    await desktop.choose('Save the canvas as', join(documents, 'Sample'));
    await desktop.ended();
  } finally {
    await desktop.quit();
  }
  await run(atelier, ['verify', join(documents, 'Sample.atelier')]);
});
