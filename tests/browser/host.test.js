/** The screens on the real host: what only the two together can get wrong. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { BROWSER } from './stage.js';

const TARGET = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/atelier/target');
const ATELIER = join(TARGET, 'debug/atelier');
const skip = existsSync(ATELIER) ? false : 'the program is not built';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string} */
let data;
/** @type {import('node:child_process').ChildProcess[]} */
const started = [];
before(async () => {
  browser = await chromium.launch(BROWSER);
  data = await mkdtemp(join(tmpdir(), 'atelier-host-'));
});
after(async () => {
  for (const host of started) host.kill('SIGKILL');
  await browser.close();
  await rm(data, { recursive: true });
});

/**
 * Starts a host; gives back its address and how to end it.
 *
 * @param {string[]} more
 * @returns {Promise<{ address: string, end: (signal?: NodeJS.Signals) => Promise<void> }>}
 */
async function serve(more) {
  const host = spawn(ATELIER, ['serve', ...more], { env: { ...process.env, XDG_DATA_HOME: data } });
  started.push(host);
  /** @type {Promise<void>} */
  const gone = new Promise((resolve) => {
    host.once('exit', () => {
      resolve();
    });
  });
  /** @type {string} */
  const address = await new Promise((resolve, reject) => {
    let said = '';
    host.stdout.on('data', (part) => {
      said += String(part);
      const found = /http:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    host.once('exit', () => {
      reject(new Error(`the host ended: ${said}`));
    });
  });
  return {
    address,
    end: async (signal = 'SIGINT') => {
      host.kill(signal);
      await gone;
    },
  };
}

/** @param {string} address */
async function screen(address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(address);
  await page.waitForSelector('#board');
  return page;
}

test('two screens typing in one card end with the same text and lose nothing', { skip }, async () => {
  const host = await serve(['--open', 'sample', '--port', '0']);
  const [one, two] = [await screen(host.address), await screen(host.address)];
  await one.keyboard.press('2');
  await one.keyboard.press('ArrowRight');
  await one.keyboard.press('n');
  await one.keyboard.type('in the middle');
  const card = `#${(await one.locator('article:has(textarea)').getAttribute('id')) ?? ''}`;
  await two.keyboard.press('3');
  await two.locator(card).getByText('in the middle').dblclick();
  await two.locator('textarea').press('Home');
  await Promise.all([
    one.keyboard.type(', and the first goes on behind it', { delay: 45 }),
    two.keyboard.type('the second goes before it, ', { delay: 60 }),
  ]);
  const whole = 'the second goes before it, in the middle, and the first goes on behind it';
  for (const page of [one, two]) {
    await page.waitForFunction(
      (text) => globalThis.document.querySelector('textarea')?.value === text,
      whole,
    );
  }
  await host.end();
});

test(
  'a killed host comes back with everything that was acknowledged, and takes what waited',
  { skip },
  async () => {
    const file = join(data, 'killed.atelier');
    const first = await serve(['--open', 'journey', '--port', '0']);
    await first.end();
    const made = spawn(ATELIER, ['new', 'journey', '-o', file, '--title', 'Killed']);
    await new Promise((resolve) => {
      made.once('exit', resolve);
    });
    const port = String(20_000 + Math.floor(Math.random() * 20_000));
    const host = await serve([file, '--port', port]);
    const page = await screen(host.address);
    await page.getByLabel('Your name').fill('Mara');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Close this panel' }).click();
    await page.locator('#board').focus();
    await page.keyboard.press('n');
    await page.keyboard.type('before');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    await host.end('SIGKILL');
    await page.getByRole('alert').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.type('while it was gone');
    await page.keyboard.press('Escape');
    const again = await serve([file, '--port', port]);
    const token = new URL(again.address).searchParams.get('token');
    const old = new URL(host.address).searchParams.get('token');
    // A host that draws a new token asks for its new address; one that keeps it is found by itself.
    if (token !== old) await page.goto(again.address);
    await page.getByText('while it was gone').first().waitFor();
    await page.getByText('before', { exact: true }).first().waitFor();
    assert.equal(await page.locator('article').count(), 2);
    await again.end();
  },
);
