/**
 * What goes wrong in a room, with figures: a killed host, a cut network, a device that never reads,
 * one that talks nonsense, a closed tab. LONG=1 lets each of them last a minute.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { chanceFrom, SEED } from './faults/chance.js';
import { Host, skip } from './faults/host.js';
import { Line } from './faults/line.js';
import { Network } from './faults/network.js';
import { Person } from './faults/person.js';
import { BROWSER } from './stage.js';

const LONG = process.env.LONG !== undefined;
const SECOND = 1000;
/**
 * Whoever has to wait for another's device waits for a minute. Less than this is the machine that the
 * tests run on; how much it is stands in the figures.
 */
const SLOWED_MS = 1000;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Host} */
let host;
/** @type {Person} */
let lead;
/** @type {Person[]} */
let people = [];
before(async () => {
  if (!skip) browser = await chromium.launch(BROWSER);
});
after(async () => {
  if (!skip) await browser.close();
});
beforeEach(async () => {
  if (skip) return;
  host = await Host.start();
  lead = await new Person(() => host.lineAs('facilitator'), 'Lead', 'staff').come();
  await lead.desk({ verb: 'let_all_in', on: true });
});
afterEach(async () => {
  if (skip) return;
  for (const person of [lead, ...people]) person.leave();
  people = [];
  await host.clear();
});

/**
 * So many people come in; each way is the address of one.
 *
 * @param {number} count
 * @param {(at: number) => string} way
 */
async function come(count, way = () => '127.0.0.1') {
  people = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      new Person(
        () => host.lineAs('participant', way(at)),
        `Person ${String(at)}`,
        at % 3 === 0 ? 'staff' : 'customer',
      ).come(),
    ),
  );
}

/**
 * Everybody adds cards, one each `pause` milliseconds, until told to stop. Gives back the texts that
 * were sent, and those that the host had acknowledged by then.
 *
 * @param {Person[]} who
 * @param {number} pause
 */
function writing(who, pause) {
  let on = true;
  /** @type {{ text: string, card: string, at: number, by: Person }[]} */
  const sent = [];
  const { stages, lanes } = lead.snapshot?.board ?? { stages: [], lanes: [] };
  const ends = who.map(async (person, at) => {
    for (let number = 0; on; number += 1) {
      const [stage, lane] = [stages[at % stages.length]?.id ?? '', lanes[0]?.id ?? ''];
      const card = `${String(at)}-${randomBytes(6).toString('hex')}`;
      const text = `${person.name}, thought ${String(number)}`;
      sent.push({ text, card, at: performance.now(), by: person });
      person.do({ do: 'add', card, stage, lane, text });
      await wait(pause * (0.5 + Math.random()));
    }
  });
  return {
    sent,
    stop: async () => {
      on = false;
      await Promise.all(ends);
    },
  };
}

/**
 * All of it is with everybody, once.
 *
 * @param {{ text: string, card: string }[]} sent
 */
async function allThereOnce(sent) {
  const wanted = sent.map((one) => one.text).sort();
  for (const person of [lead, ...people]) {
    await person.until(() => person.drained, 'everything is acknowledged', 60 * SECOND);
    await person.until(() => sent.every((one) => person.cards.has(one.card)), 'sees every card', 60 * SECOND);
    assert.deepEqual([...person.cards.values()].map((card) => card.text).sort(), wanted, person.name);
    assert.deepEqual(person.refused, [], person.name);
  }
}

/**
 * A part of the times, sorted.
 *
 * @param {number[]} times
 * @param {number} part
 */
function at(times, part) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** @param {number[]} times */
function figures(times) {
  const [p50, p95] = [at(times, 0.5), at(times, 0.95)].map((time) => time.toFixed(1));
  return `p50 ${p50 ?? ''} ms, p95 ${p95 ?? ''} ms, longest ${Math.max(...times).toFixed(0)} ms`;
}

/**
 * How long cards take from one to another while something else goes on.
 *
 * @param {number} ms
 */
async function measured(ms) {
  const [watcher, ...writers] = people;
  assert(watcher);
  /** @type {Map<string, number>} */
  const seen = new Map();
  watcher.sees = (card) => {
    if (!seen.has(card.id)) seen.set(card.id, performance.now());
  };
  const written = writing(writers, 100);
  await wait(ms);
  await written.stop();
  await watcher.until(() => written.sent.every((one) => seen.has(one.card)), 'sees every card');
  const times = written.sent.map((one) => (seen.get(one.card) ?? NaN) - one.at);
  return { times, sent: written.sent };
}

test('a host killed while people write comes back with all of it', { skip, timeout: 120_000 }, async (t) => {
  await come(10);
  const kills = LONG ? 10 : 3;
  const seats = people.map((person) => person.seat);
  const backAgain = [];
  const began = [];
  let onTheWay = 0;
  const written = writing(people, 60);
  for (let kill = 0; kill < kills; kill += 1) {
    const some = written.sent.length + 60 + Math.floor(Math.random() * 60);
    while (written.sent.length < some) await wait(10);
    await host.end('SIGKILL');
    const acked = written.sent.filter(
      (one) => !one.by.outbox.some((letter) => 'card' in letter.step && letter.step.card === one.card),
    );
    onTheWay += written.sent.length - acked.length;
    // People go on writing while there is nobody.
    await wait(500);
    const from = performance.now();
    await host.begin();
    began.push(performance.now() - from);
    const looker = await new Person(() => host.lineAs('facilitator'), 'Looker', 'staff').come();
    for (const one of acked) assert(looker.cards.has(one.card), `${one.text} was acknowledged and is gone`);
    looker.leave();
    await Promise.all([lead, ...people].map((person) => person.until(() => person.open, 'is back')));
    backAgain.push(performance.now() - from);
  }
  await written.stop();
  await allThereOnce(written.sent);
  assert.deepEqual(
    people.map((person) => person.seat),
    seats,
    'everybody has the seat they had',
  );
  const resent = people.reduce((sum, person) => sum + person.resent, 0);
  t.diagnostic(
    `${String(kills)} kills, ${String(written.sent.length)} cards of 10 people, ${String(onTheWay)} not acknowledged at a kill, ${String(resent)} sent again: all there, once`,
  );
  t.diagnostic(`the host answers after ${figures(began)}; everybody is back after ${figures(backAgain)}`);
  await host.end('SIGINT');
  await host.verify();
});

test(
  'half of the people are cut off, and what they wrote comes once',
  { skip, timeout: 200_000 },
  async (t) => {
    const silent = await Network.open(host.port, '127.0.0.2', chanceFrom(SEED));
    const torn = await Network.open(host.port, '127.0.0.3', chanceFrom(SEED + 1));
    t.after(() => {
      silent.close();
      torn.close();
    });
    // The connections of one half of those cut off break, the other half's just say nothing.
    await come(12, (at) => ['127.0.0.1', '127.0.0.2', '127.0.0.1', '127.0.0.3'][at % 4] ?? '');
    const away = people.filter((_, at) => at % 2 === 1);
    const here = people.filter((_, at) => at % 2 === 0);
    const written = writing(people, 400);
    await wait(SECOND);
    silent.cut(false);
    torn.cut(true);
    const cutAt = performance.now();
    await wait(LONG ? 60 * SECOND : 5 * SECOND);
    const waiting = away.reduce((sum, person) => sum + person.outbox.length, 0);
    assert(away.every((person) => person.outbox.length > 0));
    // Those who are here have worked on without a pause.
    await Promise.all(here.map((person) => person.until(() => person.outbox.length < 5, 'works on')));
    silent.heal();
    torn.heal();
    const from = performance.now();
    await written.stop();
    await Promise.all(away.map((person) => person.until(() => person.drained, 'has sent all', 60 * SECOND)));
    const back = performance.now() - from;
    await allThereOnce(written.sent);
    t.diagnostic(
      `cut off for ${((from - cutAt) / SECOND).toFixed(0)} s: ${String(waiting)} cards waited in 6 outboxes; all ${String(written.sent.length)} are there, once, ${back.toFixed(0)} ms after the network is back`,
    );
    await host.end('SIGINT');
    await host.verify();
  },
);

/**
 * A picture of noise with one pixel, as large as wanted: its bytes are in a chunk for nobody.
 *
 * @param {number} bytes
 */
function pictureOf(bytes) {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  return Buffer.concat([Buffer.from(pixel, 'base64'), randomBytes(bytes)]);
}

test('a device that never reads slows nobody', { skip, timeout: 200_000 }, async (t) => {
  await come(12);
  const ms = LONG ? 60 * SECOND : 4 * SECOND;
  const without = await measured(ms);
  // Three who ask for a picture of a megabyte again and again, and read none of the answers.
  const { stages, lanes } = lead.snapshot?.board ?? { stages: [], lanes: [] };
  const on = { card: 'pictured', stage: stages[0]?.id ?? '', lane: lanes[0]?.id ?? '' };
  await lead.did({ do: 'add', ...on, text: 'Pictured' });
  const picture = pictureOf(1 << 20);
  await lead.did({
    do: 'attach',
    card: 'pictured',
    name: 'large.png',
    mime: 'image/png',
    data: picture.toString('base64'),
  });
  const before = host.memory;
  const deaf = await Promise.all(
    Array.from({ length: 3 }, async (_, at) => {
      const person = new Person(() => host.lineAs('participant'), `Deaf ${String(at)}`, 'customer');
      await person.come();
      person.line?.deafen();
      const sha256 = createHash('sha256').update(picture).digest('hex');
      for (let id = 1; id <= 100; id += 1)
        person.say({ type: 'ask', id, ask: { about: 'attachment', sha256 } });
      return person;
    }),
  );
  const withThem = await measured(ms);
  const grew = host.memory - before;
  people.push(...deaf);
  t.diagnostic(`without: ${figures(without.times)}; with three who never read: ${figures(withThem.times)}`);
  t.diagnostic(
    `host memory ${before.toFixed(1)} MB, and ${grew.toFixed(1)} MB more after ${String(withThem.sent.length)} cards`,
  );
  assert(at(withThem.times, 0.95) < SLOWED_MS, figures(withThem.times));
  // They asked for 400 MB.
  assert(grew < 150, `${grew.toFixed(0)} MB wait for those who never read`);
  people = people.filter((person) => !deaf.includes(person));
  for (const person of deaf) person.leave();
  await allThereOnce([...without.sent, ...withThem.sent, { text: 'Pictured', card: 'pictured' }]);
});

/**
 * Says something that no page says. What ends a line comes seldom, so that the rest is heard too.
 *
 * @param {Line} line
 * @param {number} broken how probably it is no frame at all
 */
function nonsense(line, broken) {
  if (Math.random() < broken) {
    // Not UTF-8, an unknown kind of frame, no frame at all.
    const [kind, bytes] = /** @type {[number, Buffer][]} */ ([
      [1, Buffer.from([0xff, 0xfe])],
      [11, randomBytes(10)],
      [-1, randomBytes(500)],
    ])[Math.floor(Math.random() * 3)] ?? [11, Buffer.alloc(1)];
    if (kind < 0) line.raw(bytes);
    else line.frame(kind, bytes);
    return;
  }
  const texts = [
    '{"type":"do","count":-1}',
    randomBytes(200).toString('base64'),
    '['.repeat(20_000),
    JSON.stringify({ type: 'hello', client: 'x'.repeat(5000) }),
    JSON.stringify({ type: 'desk', id: 1, desk: { verb: 'share', on: false } }),
    JSON.stringify({ type: 'join', name: '\u0000\u202e', side: 'customer', seat: '../../etc' }),
  ];
  const text = texts[Math.floor(Math.random() * (texts.length + 1))];
  if (text === undefined) line.frame(2, randomBytes(2000));
  else line.frame(1, Buffer.from(text));
}

test('a device that talks nonsense harms nobody', { skip, timeout: 200_000 }, async (t) => {
  await come(12);
  const ms = LONG ? 60 * SECOND : 5 * SECOND;
  const without = await measured(ms);
  const before = host.memory;
  const talk = { on: true, said: 0, shut: 0 };
  const goesOn = () => talk.on;
  const babble = async () => {
    while (goesOn()) {
      const heard = { open: true };
      const line = await Line.open(host.lineAs('participant'), {
        hears: () => undefined,
        gone: () => {
          heard.open = false;
        },
      });
      while (goesOn() && heard.open) {
        // What comes first is no frame: what comes later waits until the rest was read.
        nonsense(line, talk.said < 10 ? 1 : 0.005);
        talk.said += 1;
        await wait(2);
      }
      if (!heard.open) talk.shut += 1;
      line.end();
    }
  };
  const babblers = [babble(), babble(), babble()];
  const during = await measured(ms);
  talk.on = false;
  await Promise.all(babblers);
  t.diagnostic(
    `${String(talk.said)} pieces of nonsense from three devices, ${String(talk.shut)} lines ended by the host; without: ${figures(without.times)}; meanwhile: ${figures(during.times)}`,
  );
  t.diagnostic(`host memory ${before.toFixed(1)} MB before, ${host.memory.toFixed(1)} MB after`);
  assert(talk.shut > 0, 'the host ends the line of whoever talks nonsense only');
  assert(at(during.times, 0.95) < SLOWED_MS, figures(during.times));
  await allThereOnce([...without.sent, ...during.sent]);
  await host.end('SIGINT');
  await host.verify();
});

/** A phone's page, over the network of the address `127.0.0.2`. */
async function opens(/** @type {import('playwright-core').BrowserContext} */ context) {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(host.pageAs('participant', '127.0.0.2'));
  return page;
}

async function joins(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ name) {
  await page.getByLabel('Your name').fill(name);
  await page.getByText('Customers', { exact: true }).click();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

test(
  'what was written before the tab was closed is sent when it is opened again',
  { skip, timeout: 60_000 },
  async () => {
    const network = await Network.open(host.port, '127.0.0.2', chanceFrom(SEED));
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
    const first = await opens(context);
    await joins(first, 'Anna');
    const write = first.getByRole('navigation').getByRole('button', { name: 'Write' });
    await write.click();
    network.cut(true);
    for (const text of ['Written in a lift', 'And in the cellar']) {
      await first.getByLabel('A new card').fill(text);
      await first.getByRole('button', { name: /^Add the card/ }).click();
    }
    await first.waitForFunction("JSON.parse(localStorage.getItem('atelier.outbox')).letters.length === 2");
    await first.close();
    const cards = () => [...lead.cards.values()].map((card) => card.text).sort();
    assert.deepEqual(cards(), []);
    network.heal();
    const second = await opens(context);
    await lead.until(() => lead.cards.size > 1, 'sees what waited');
    await second.waitForFunction("JSON.parse(localStorage.getItem('atelier.outbox')).letters.length === 0");
    assert.deepEqual(cards(), ['And in the cellar', 'Written in a lift']);
    // A third time there is nothing left to send.
    await second.close();
    const third = await opens(context);
    await third.getByRole('navigation').waitFor();
    await third.waitForFunction("JSON.parse(localStorage.getItem('atelier.outbox')).letters.length === 0");
    await lead.did({ do: 'rename', what: 'title', text: 'After it' });
    assert.deepEqual(cards(), ['And in the cellar', 'Written in a lift']);
    await context.close();
    network.close();
  },
);

test(
  'a phone whose line died without a word takes another',
  { skip: skip || !LONG, timeout: 90_000 },
  async (t) => {
    const network = await Network.open(host.port, '127.0.0.2', chanceFrom(SEED));
    t.after(() => {
      network.close();
    });
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
    const page = await opens(context);
    await joins(page, 'Anna');
    await page.getByRole('navigation').getByRole('button', { name: 'Write' }).click();
    network.lose();
    const from = performance.now();
    await page.getByLabel('A new card').fill('Behind the mountain');
    await page.getByRole('button', { name: /^Add the card/ }).click();
    while ((await page.evaluate("JSON.parse(localStorage.getItem('atelier.outbox')).letters.length")) !== 0) {
      assert(performance.now() < from + 60 * SECOND, 'the card has come');
      await wait(SECOND / 2);
    }
    t.diagnostic(`the card is there ${((performance.now() - from) / SECOND).toFixed(0)} s later`);
    await lead.did({ do: 'rename', what: 'title', text: 'After it' });
    assert.deepEqual(
      [...lead.cards.values()].map((card) => card.text),
      ['Behind the mountain'],
    );
    await context.close();
  },
);
