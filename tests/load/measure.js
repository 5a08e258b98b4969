/** One host with so many people for so long, and what came of it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAtelier, start, used } from './hosts.js';
import { MARKER } from './plan.js';
import { now } from './wire.js';

/** Programs that the participants are spread over. */
const CROWDS = 2;
/** Milliseconds that a host may be behind before it is said not to keep up. */
const BEHIND = 10_000;
/** Milliseconds for everybody to come in. */
const COMING = 180_000;

/**
 * @typedef {object} Times in milliseconds
 * @property {number} p50
 * @property {number} p95
 * @property {number} p99
 *
 * @typedef {object} Result
 * @property {import('./hosts.js').Kind} kind
 * @property {number} people
 * @property {number} seconds
 * @property {number} delay
 * @property {string} [gaveUp] why it was stopped
 * @property {number} written edits that went out
 * @property {Times} last from sending to the last of the others
 * @property {Times} next from sending to the next participant
 * @property {number} lost edits that somebody did not hear of, or that are not there at the end
 * @property {number} doubled edits that are there twice, or that somebody was sent twice
 * @property {number} cpu seconds of the host
 * @property {number} core how much of one core that is
 * @property {number} memory MB, the most
 * @property {number} frames that one participant was sent in a second
 * @property {number} bytes in them
 * @property {number} crowd processor seconds of the participants
 * @property {number} late how much later than planned edits went out, p99
 * @property {string[]} trouble
 */

/**
 * @param {import('./hosts.js').Kind} kind
 * @param {import('./plan.js').Plan} plan
 * @param {number} delay milliseconds, there and back
 * @returns {Promise<Result>}
 */
export async function measure(kind, plan, delay) {
  const host = await start(kind, plan);
  const proxy =
    delay > 0 ? fork(join(import.meta.dirname, 'slow.js'), [String(host.port), String(delay / 2)]) : null;
  let port = host.port;
  if (proxy) {
    /** @type {unknown[]} */
    const said = await once(proxy, 'message');
    port = /** @type {{ port: number }} */ (said[0]).port;
  }
  const crowds = Array.from({ length: CROWDS }, (_, no) => {
    const [from, to] = [no, no + 1].map((part) => Math.round((part * plan.people) / CROWDS));
    return new Crowd({
      kind,
      port,
      host: `127.0.0.1:${host.port}`,
      path: host.path,
      trusts: host.trusts,
      plan,
      from: from ?? 0,
      to: to ?? 0,
    });
  });
  /** @type {Result} */
  const result = {
    kind,
    people: plan.people,
    seconds: plan.seconds,
    delay,
    written: 0,
    last: { p50: NaN, p95: NaN, p99: NaN },
    next: { p50: NaN, p95: NaN, p99: NaN },
    lost: 0,
    doubled: 0,
    cpu: 0,
    core: 0,
    memory: 0,
    frames: 0,
    bytes: 0,
    crowd: 0,
    late: 0,
    trouble: [],
  };
  try {
    const all = Promise.all(crowds.map((crowd) => crowd.in)).then(() => true);
    if (!(await Promise.race([all, wait(COMING, false, { ref: false })]))) {
      result.gaveUp = 'not everybody came in';
    } else {
      await wait(1500);
      const before = await used(host.pid);
      const begin = now() + 200;
      for (const crowd of crowds) crowd.child.send({ do: 'go', begin });
      result.gaveUp = await goOn(crowds, plan, begin);
      const took = (now() - begin) / 1000;
      const after = await used(host.pid);
      result.cpu = after.cpu - before.cpu;
      result.core = result.cpu / took;
      result.memory = after.memory;
      const texts = result.gaveUp ? null : await host.texts();
      await sum(result, crowds, plan, texts);
    }
  } catch (error) {
    result.gaveUp ??= 'it failed';
    result.trouble.push(String(error));
  } finally {
    for (const crowd of crowds) crowd.child.kill('SIGKILL');
    proxy?.disconnect();
    const kept = await host.end().catch((/** @type {unknown} */ error) => {
      result.trouble.push(String(error));
      return null;
    });
    if (kept && !result.gaveUp) compare(result, plan, kept, 'in the file');
  }
  for (const crowd of crowds) result.trouble.push(...crowd.trouble);
  return result;
}

class Crowd {
  child;
  written = 0;
  echoes = 0;
  /** @type {Set<string>} */
  trouble = new Set();
  /** @type {Promise<void>} */
  in;
  /** @type {Promise<import('./crowd.js').Counted>} */
  counted;

  /** @param {import('./crowd.js').Coming} coming */
  constructor(coming) {
    this.child = fork(join(import.meta.dirname, 'crowd.js'), { serialization: 'advanced' });
    /** @type {Later<void>} */
    const came = new Later();
    /** @type {Later<import('./crowd.js').Counted>} */
    const counted = new Later();
    this.in = came.promise;
    this.counted = counted.promise;
    this.child.on(
      'message',
      (
        /**
         * @type {{ says: 'in' } | { says: 'trouble', what: string }
         *   | { says: 'so far', written: number, echoes: number }
         *   | { says: 'counted', counted: import('./crowd.js').Counted }}
         */ message,
      ) => {
        if (message.says === 'in') came.resolve();
        else if (message.says === 'counted') counted.resolve(message.counted);
        else if (message.says === 'trouble') {
          if (this.trouble.size < 5) this.trouble.add(message.what);
        } else [this.written, this.echoes] = [message.written, message.echoes];
      },
    );
    this.child.once('exit', () => {
      const ended = new Error('a part of the participants has ended');
      came.reject(ended);
      counted.reject(ended);
    });
    // Whoever still waits for them hears of it.
    this.in.catch(() => undefined);
    this.counted.catch(() => undefined);
    this.child.send({ do: 'come', coming });
  }
}

/**
 * A promise with what keeps it.
 *
 * @template T
 */
class Later {
  /** @type {(value: T) => void} */
  resolve = () => undefined;
  /** @type {(error: Error) => void} */
  reject = () => undefined;
  /** @type {Promise<T>} */
  promise = new Promise((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

/**
 * Waits until everything was written and heard, or until it is clear that it will not be in time.
 *
 * @param {Crowd[]} crowds
 * @param {import('./plan.js').Plan} plan
 * @param {number} begin
 * @returns {Promise<string | undefined>}
 */
async function goOn(crowds, plan, begin) {
  const others = plan.people - 1;
  const planned = plan.people * plan.edits;
  const end = begin + plan.seconds * 1000;
  let before = { echoes: 0, at: begin };
  for (;;) {
    await wait(200);
    const time = now();
    const written = crowds.reduce((sum, crowd) => sum + crowd.written, 0);
    const echoes = crowds.reduce((sum, crowd) => sum + crowd.echoes, 0);
    if (written === planned && echoes === planned * others) return undefined;
    if (echoes > before.echoes) before = { echoes, at: time };
    if (time > end + BEHIND) {
      // What does not come any more is lost; what still comes is late.
      return time - before.at > 1500 ? undefined : `still behind ${BEHIND / 1000} s after the end`;
    }
    // With a host that keeps up, as much was heard as was planned until just now.
    const heard = (echoes / others / planned) * (end - begin);
    if (time < end && time - begin - heard > BEHIND) {
      return `${BEHIND / 1000} s behind after ${Math.round((time - begin) / 1000)} s`;
    }
  }
}

/**
 * @param {Result} result
 * @param {Crowd[]} crowds
 * @param {import('./plan.js').Plan} plan
 * @param {string[] | null} texts
 */
async function sum(result, crowds, plan, texts) {
  for (const crowd of crowds) crowd.child.send({ do: 'end' });
  const parts = await Promise.all(crowds.map((crowd) => crowd.counted));
  /** @type {number[]} */
  const last = [];
  /** @type {number[]} */
  const next = [];
  for (let no = 0; no < plan.people * plan.edits; no += 1) {
    let [sent, final, neighbour, heard] = [0, 0, 0, 0];
    for (const part of parts) {
      sent = Math.max(sent, part.sent[no] ?? 0);
      final = Math.max(final, part.last[no] ?? 0);
      neighbour = Math.max(neighbour, part.next[no] ?? 0);
      heard += part.heard[no] ?? 0;
    }
    if (sent === 0) continue;
    result.written += 1;
    if (heard === plan.people - 1) last.push(final - sent);
    else if (!result.gaveUp) result.lost += 1;
    if (neighbour > 0) next.push(neighbour - sent);
  }
  result.last = times(last);
  result.next = times(next);
  for (const part of parts) {
    result.crowd += part.cpu;
    result.frames += part.frames / plan.people / plan.seconds;
    result.bytes += part.bytes / plan.people / plan.seconds;
    result.late = Math.max(result.late, part.late);
    // Of Atelier's cards a stretch may come again with what is new on both sides of it; it is not there twice.
    if (!isAtelier(result.kind)) result.doubled += part.again;
  }
  if (texts) compare(result, plan, texts, 'at the end');
}

/**
 * Whether each edit is there exactly once.
 *
 * @param {Result} result
 * @param {import('./plan.js').Plan} plan
 * @param {string[]} texts
 * @param {string} where
 */
function compare(result, plan, texts, where) {
  const there = new Uint8Array(plan.people * plan.edits);
  let letters = 0;
  for (const text of texts) {
    letters += text.length;
    for (const [, digits] of text.matchAll(/#([0-9a-f]{8})#/g)) {
      const no = parseInt(digits ?? '', 16);
      there[no] = (there[no] ?? 0) + 1;
    }
  }
  const lost = there.reduce((sum, times) => sum + Number(times === 0), 0) - (there.length - result.written);
  const doubled = there.reduce((sum, times) => sum + Number(times > 1), 0);
  if (lost !== 0 || doubled > 0 || letters !== result.written * MARKER) {
    result.trouble.push(`${where}: ${lost} lost, ${doubled} doubled, ${letters} letters`);
  }
  result.lost = Math.max(result.lost, lost);
  result.doubled += doubled;
}

/**
 * @param {number[]} all
 * @returns {Times}
 */
function times(all) {
  const sorted = Float64Array.from(all).sort();
  const at = (/** @type {number} */ part) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
