/**
 * Three browsers typing into one card over a bad network: two phones and the facilitator's page.
 *
 * Every letter is typed once in a card's life, so that each end can be held against what was typed
 * and deleted anywhere. ROUNDS=1000 types for a long time, SEED=… repeats a run.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { chanceFrom, SEED } from './faults/chance.js';
import { Host, skip } from './faults/host.js';
import { CLEAR, Network, ROUGH } from './faults/network.js';
import { Person } from './faults/person.js';
import { BROWSER } from './stage.js';

const ROUNDS = Number(process.env.ROUNDS ?? 8);
/** Rounds on one card: beyond, letters run out and texts are longer than any card's. */
const ON_ONE_CARD = 50;
const AWAY = '127.0.0.2';
/** All ends are equal within this time after the last key, or the letters are lost. */
const SETTLES_MS = 45_000;

/** What stands in a page's text field. */
const FIELD = "document.querySelector('textarea')?.value ?? ''";

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Host} */
let host;
before(async () => {
  if (skip) return;
  browser = await chromium.launch(BROWSER);
  host = await Host.start();
});
after(async () => {
  if (skip) return;
  await browser.close();
  await host.clear();
});

/** Letters that nobody else types: every third of the common Chinese ones and the Korean ones. */
function alphabet(/** @type {number} */ third) {
  const all = [
    ...Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    ...Array.from({ length: 0x9f00 - 0x4e00 }, (_, at) => String.fromCodePoint(0x4e00 + at)),
    ...Array.from({ length: 0xd7a0 - 0xac00 }, (_, at) => String.fromCodePoint(0xac00 + at)),
  ];
  return all.filter((_, at) => at % 3 === third);
}

/**
 * What this page's own hands put in and took out, noted at the key, before anybody else's letters
 * can come between.
 */
const NOTES = `
  globalThis.hands = { put: [], taken: [] };
  let before = '';
  addEventListener('beforeinput', (event) => { before = event.target.value; }, true);
  addEventListener('input', (event) => {
    if (event.target.tagName !== 'TEXTAREA') return;
    const [old, now] = [new Set(before), new Set(event.target.value)];
    for (const letter of now) if (!old.has(letter)) globalThis.hands.put.push(letter);
    for (const letter of old) if (!now.has(letter)) globalThis.hands.taken.push(letter);
  }, true);
`;

/**
 * @param {string} address
 * @param {import('playwright-core').BrowserContextOptions} view
 */
async function open(address, view) {
  const context = await browser.newContext(view);
  const page = await context.newPage();
  await page.addInitScript(NOTES);
  page.setDefaultTimeout(20_000);
  await page.goto(address);
  return page;
}

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

async function phone(/** @type {string} */ name) {
  const page = await open(host.pageAs('participant', AWAY), PHONE);
  await page.getByLabel('Your name').fill(name);
  await page.getByText('Customers', { exact: true }).click();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('navigation').waitFor();
  return page;
}

/** Opens a card's text for writing on the page of a participant. */
async function writesOnPhone(/** @type {Page} */ page, /** @type {string} */ text) {
  await page.getByRole('navigation').getByRole('button', { name: 'Cards' }).click();
  await page.getByRole('button').filter({ hasText: text }).first().click();
  await page.getByRole('button', { name: 'Edit', exact: false }).first().click();
  await page.locator('.sheet textarea, [role=dialog] textarea').first().focus();
}

/** One thing that hands do in a text field. */
async function act(
  /** @type {Page} */ page,
  /** @type {() => number} */ chance,
  /** @type {() => string} */ letter,
) {
  const what = chance();
  const some = (/** @type {number} */ most) => 1 + Math.floor(chance() * most);
  const letters = (/** @type {number} */ count) => Array.from({ length: count }, letter).join('');
  if (what < 0.45) await page.keyboard.type(letters(some(6)), { delay: 8 });
  else if (what < 0.6) await page.keyboard.insertText(letters(some(12)));
  else if (what < 0.75) {
    for (let left = some(4); left > 0; left -= 1) await page.keyboard.press('Backspace');
  } else if (what < 0.82) {
    for (let left = some(3); left > 0; left -= 1) await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Delete');
  } else if (what < 0.88) {
    // Pasted over a selection: deleted and inserted in one.
    for (let left = some(3); left > 0; left -= 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.insertText(letters(some(5)));
  } else {
    const part = chance();
    await page.evaluate((part) => {
      const field = globalThis.document.activeElement;
      if (!(field instanceof HTMLTextAreaElement)) throw new Error('the field is closed');
      const at = Math.floor(part * (field.value.length + 1));
      field.setSelectionRange(at, at);
    }, part);
  }
}

test(
  `three browsers type into one card over a delayed, lossy network, ${String(ROUNDS)} times`,
  { skip, timeout: 60_000 + ROUNDS * 20_000 },
  async (t) => {
    t.diagnostic(`SEED=${String(SEED)}`);
    const chance = chanceFrom(SEED);
    const network = await Network.open(host.port, AWAY, chanceFrom(SEED + 1));
    t.after(() => {
      network.close();
    });
    const lead = await new Person(() => host.lineAs('facilitator'), 'Lead', 'staff').come();
    t.after(() => {
      lead.leave();
    });
    await lead.desk({ verb: 'let_all_in', on: true });
    const tom = await open(host.pageAs('facilitator', AWAY), { viewport: { width: 1280, height: 800 } });
    await tom.getByLabel('Your name').fill('Tom');
    await tom.getByText('Staff', { exact: true }).first().click();
    await tom.getByRole('button', { name: 'Begin' }).click();
    const pages = [await phone('Anna'), await phone('Ben'), tom];
    const tomSits = lead.snapshot?.board.people.find((person) => person.name === 'Tom')?.id ?? '';
    const stage = lead.snapshot?.board.stages[0]?.id ?? '';
    const lane = lead.snapshot?.board.lanes[0]?.id ?? '';

    /** @type {number[]} */
    const took = [];
    let typed = 0;
    let deleted = 0;
    const began = performance.now();
    for (let round = 0, card = ''; round < ROUNDS; round += 1) {
      const fresh = round % ON_ONE_CARD === 0;
      if (fresh) {
        network.weather = CLEAR;
        const before = card;
        card = `typing-${String(round)}`;
        const text = `0${String(round)}`;
        await lead.did({ do: 'add', by: tomSits, card, stage, lane, text });
        for (const page of pages.slice(0, 2)) {
          await page.reload();
          await page.getByRole('navigation').waitFor();
          await writesOnPhone(page, text);
        }
        await tom.keyboard.press('Escape');
        if (before !== '') await lead.did({ do: 'delete', by: tomSits, card: before });
        await tom.locator(`[id="card-${card}"], article[id$="${card}"]`).first().dblclick();
        await tom.locator('article textarea').focus();
        for (const page of pages) await page.evaluate('hands.put.length = hands.taken.length = 0');
        network.weather = ROUGH;
      }
      const start = `0${String(round - (round % ON_ONE_CARD))}`;
      await Promise.all(
        pages.map(async (page, at) => {
          const letters = alphabet(at).slice((round % ON_ONE_CARD) * 120);
          const own = chanceFrom(Math.floor(chance() * 2 ** 31));
          for (let left = 5; left > 0; left -= 1) {
            await act(page, own, () => letters.shift() ?? '');
            await wait(own() * 60);
          }
        }),
      );
      const done = performance.now();
      /** @type {{ put: string[], taken: string[] }[]} */
      const hands = await Promise.all(pages.map((page) => page.evaluate('hands')));
      const put = hands.flatMap((hand) => hand.put);
      const taken = new Set(hands.flatMap((hand) => hand.taken));
      assert.equal(new Set(put).size, put.length, 'each letter is typed once');
      const whole = [...new Set(start), ...put].filter((letter) => !taken.has(letter)).sort();
      const ends = async () => {
        /** @type {string[]} */
        const fields = await Promise.all(pages.map((page) => page.evaluate(FIELD)));
        return [...fields, lead.cards.get(card)?.text ?? ''];
      };
      let shown = await ends();
      const equal = () =>
        shown.every((text) => text === shown[0]) &&
        JSON.stringify(
          Array.from(shown[0] ?? '')
            .filter(unlikeStart(start))
            .sort(),
        ) === JSON.stringify(whole.filter((letter) => !start.includes(letter)));
      while (!equal() && performance.now() < done + SETTLES_MS) {
        await wait(25);
        shown = await ends();
      }
      took.push(performance.now() - done);
      if (!equal()) {
        const expected = new Set(whole);
        const said = shown.map((text, at) => {
          const letters = Array.from(text);
          return `${['Anna', 'Ben', 'Tom', 'host'][at] ?? ''}: ${String(letters.length)} letters, missing "${whole
            .filter((letter) => !letters.includes(letter))
            .join('')}", too many "${letters
            .filter((letter, i) => !expected.has(letter) || letters.indexOf(letter) !== i)
            .join('')}"`;
        });
        const waiting = await Promise.all(
          pages.map((page) => page.evaluate("localStorage.getItem('atelier.outbox')")),
        );
        assert.fail(
          `SEED=${String(SEED)}, round ${String(round)}:\n${said.join('\n')}\n${waiting.map((one) => String(one).slice(0, 600)).join('\n')}`,
        );
      }
      if (round % ON_ONE_CARD === ON_ONE_CARD - 1 || round === ROUNDS - 1) {
        typed += put.length;
        deleted += taken.size;
        if (ROUNDS > ON_ONE_CARD) process.stderr.write(`${String(round + 1)} rounds\n`);
      }
    }
    took.sort((one, other) => one - other);
    const at = (/** @type {number} */ part) => Math.round(took[Math.floor(took.length * part)] ?? 0);
    t.diagnostic(
      `${String(ROUNDS)} rounds in ${String(Math.round((performance.now() - began) / 1000))} s: ${String(typed)} letters typed, ${String(deleted)} deleted, the rest there once`,
    );
    t.diagnostic(
      `${String(network.chunks)} chunks, ${String(network.lost)} retransmitted, ${String(network.broken)} connections broken; equal after the last key: p50 ${String(at(0.5))} ms, p95 ${String(at(0.95))} ms`,
    );
    lead.leave();
    await Promise.all(pages.map((page) => page.close()));
    await host.end('SIGINT');
    await host.verify();
  },
);

/** The digits that a card began with are nobody's letters. */
function unlikeStart(/** @type {string} */ start) {
  return (/** @type {string} */ letter) => !start.includes(letter);
}
