/** Somebody with a device and no screen: what a page says to the host, and what it keeps of it. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Line } from './line.js';

/**
 * What the tests look at of what a host says; the rest is passed on as it is.
 *
 * @typedef {{ id: string, text: string, private?: boolean, votes: { votes: number }[] }} Card
 * @typedef {{ id: string, name: string }} Named
 * @typedef {{ side: string | null, values: [number, number, number] }} Sum
 * @typedef {{ id: string, result?: { voters: number, sums: Sum[] } }} Round
 * @typedef {object} Board
 * @property {Card[]} cards
 * @property {Named[]} stages
 * @property {Named[]} lanes
 * @property {Named[]} people
 * @property {{ phase: string }} [phase]
 * @property {Round[]} [rounds]
 *
 * @typedef {object} Snapshot
 * @property {number} n
 * @property {Board} board
 * @property {{ person: string | null }} you
 * @property {{ person: string }[]} [ballots]
 * @property {object | null} shares
 *
 * @typedef {object} Patch
 * @property {number} n
 * @property {Card[]} [cards]
 * @property {string[]} [gone]
 * @property {Named[]} [stages]
 * @property {Named[]} [lanes]
 * @property {{ at: number, delete: number, insert: Named[] }} [people]
 * @property {{ card: string, at: number, delete: number, insert: string }[]} [texts]
 * @property {Round[]} [rounds]
 * @property {{ phase: string }[]} [phase]
 * @property {{ person: string }[]} [ballots]
 * @property {{ person: string | null }} [you]
 * @property {object} [shares]
 *
 * @typedef {{ type: 'welcome', client: string, accepted: number }
 *   | { type: 'door', door: { state: string } }
 *   | { type: 'canvas', snapshot: Snapshot, now_ms: number }
 *   | { type: 'patch', patch: Patch }
 *   | { type: 'ack', count: number }
 *   | { type: 'refused', count: number, problem: { code: string } }
 *   | { type: 'answer', id: number, answer: unknown }
 *   | { type: 'failed', id: number, problem: { code: string } }} ToScreen
 *
 * @typedef {{ do: string, by?: string, card?: string } & Record<string, unknown>} Step
 * @typedef {{ type: 'do', count: number, gesture: number, seen: number, step: Step }} Letter
 */

export class Person {
  name;
  side;
  /** @type {() => string} */
  #address;
  /** @type {Line | null} */
  #line = null;
  /** @type {string | undefined} */
  #client;
  #count = 0;
  #ids = 0;
  #left = false;
  #failures = 0;
  /** @type {Letter[]} */
  outbox = [];
  open = false;
  n = 0;
  breaks = 0;
  resent = 0;
  /** @type {Map<string, Card>} */
  cards = new Map();
  /** @type {Snapshot | null} */
  snapshot = null;
  /** The canvas's time when it came, in milliseconds. */
  now = NaN;
  /** @type {{ count: number, code: string }[]} */
  refused = [];
  /** @type {Map<number, { resolve: (answer: unknown) => void, reject: (error: Error) => void }>} */
  #asked = new Map();
  /** @type {Set<() => void>} */
  #waiting = new Set();
  /** Told of every card that comes. @type {(card: Card) => void} */
  sees = () => undefined;

  /**
   * @param {() => string} address
   * @param {string} name
   * @param {'customer' | 'staff'} side
   */
  constructor(address, name, side) {
    this.#address = address;
    this.name = name;
    this.side = side;
  }

  /** Comes, and comes again whenever the line breaks. */
  async come() {
    await this.#connect();
    await this.until(() => this.snapshot !== null, 'comes in');
    return this;
  }

  leave() {
    this.#left = true;
    this.#line?.end();
  }

  get hasLeft() {
    return this.#left;
  }

  get line() {
    return this.#line;
  }

  get seat() {
    return this.snapshot?.you.person ?? null;
  }

  /** What was done here and is not acknowledged. */
  get drained() {
    return this.open && this.outbox.length === 0;
  }

  /**
   * @param {Step} step
   * @param {number} [seen] what the author had seen
   */
  do(step, seen = this.n) {
    this.#count += 1;
    /** @type {Letter} */
    const letter = {
      type: 'do',
      count: this.#count,
      gesture: this.#count,
      seen,
      step: this.seat === null || step.by ? step : { ...step, by: this.seat },
    };
    this.outbox.push(letter);
    if (this.open) this.#line?.say(letter);
    return this.#count;
  }

  /** Does it and waits until it is on the host's disk. @param {Step} step */
  async did(step) {
    const count = this.do(step);
    await this.until(() => this.outbox.every((letter) => letter.count !== count), `acknowledges ${step.do}`);
    const refused = this.refused.find((one) => one.count === count);
    if (refused) throw new Error(`${this.name}: ${step.do} was refused: ${refused.code}`);
  }

  /** @param {object} message */
  say(message) {
    this.#line?.say(message);
  }

  /** @param {{ verb: string } & Record<string, unknown>} desk */
  desk(desk) {
    return this.#ask((id) => ({ type: 'desk', id, desk }));
  }

  /**
   * @param {() => boolean} holds
   * @param {string} what
   */
  until(holds, what, within = 30_000) {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`${this.name} waited ${String(within)} ms: ${what}`));
      }, within);
      const check = () => {
        if (!holds()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(undefined);
      };
      this.#waiting.add(check);
    });
  }

  /** @param {(id: number) => object} message */
  #ask(message) {
    this.#ids += 1;
    const id = this.#ids;
    /** @type {Promise<unknown>} */
    const answered = new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
    });
    this.say(message(id));
    return answered;
  }

  async #connect() {
    if (this.#left) return;
    try {
      this.#line = await Line.open(this.#address(), {
        hears: (text) => {
          /** @type {unknown} */
          const said = JSON.parse(text);
          this.#hears(/** @type {ToScreen} */ (said));
          for (const check of [...this.#waiting]) check();
        },
        gone: () => {
          this.#line = null;
          this.open = false;
          this.breaks += 1;
          void this.#again();
        },
      });
    } catch {
      await this.#again();
      return;
    }
    this.#failures = 0;
    if (this.hasLeft) this.#line.end();
    this.say(this.#client === undefined ? { type: 'hello' } : { type: 'hello', client: this.#client });
  }

  async #again() {
    if (this.#left) return;
    // As the pages do: twice as long each time.
    await wait(Math.min(5000, 250 * 2 ** this.#failures) * (0.5 + Math.random() / 2));
    this.#failures += 1;
    await this.#connect();
  }

  /** @param {ToScreen} message */
  #hears(message) {
    switch (message.type) {
      case 'welcome':
        this.#welcomed(message.client, message.accepted);
        return;
      case 'door':
        if (message.door.state === 'new') this.say({ type: 'join', name: this.name, side: this.side });
        return;
      case 'canvas':
        this.snapshot = message.snapshot;
        this.now = message.now_ms;
        this.n = message.snapshot.n;
        this.cards = new Map();
        this.#take(message.snapshot.board.cards);
        return;
      case 'patch':
        this.#patched(message.patch);
        return;
      case 'ack':
        this.outbox = this.outbox.filter((letter) => letter.count > message.count);
        return;
      case 'refused':
        this.outbox = this.outbox.filter((letter) => letter.count !== message.count);
        this.refused.push({ count: message.count, code: message.problem.code });
        return;
      case 'answer':
        this.#asked.get(message.id)?.resolve(message.answer);
        return;
      case 'failed':
        this.#asked.get(message.id)?.reject(new Error(message.problem.code));
        return;
      default:
    }
  }

  /**
   * @param {string} client
   * @param {number} accepted
   */
  #welcomed(client, accepted) {
    if (client !== this.#client) {
      assert.deepEqual(this.outbox, [], `${this.name} is somebody else now, and words are left over`);
      this.#count = accepted;
    }
    this.#client = client;
    this.open = true;
    this.outbox = this.outbox.filter((letter) => letter.count > accepted);
    this.resent += this.outbox.length;
    for (const letter of this.outbox) this.say(letter);
  }

  /** @param {Patch} patch */
  #patched(patch) {
    this.n = patch.n;
    for (const id of patch.gone ?? []) this.cards.delete(id);
    this.#take(patch.cards ?? []);
    for (const { card: id, at, delete: gone, insert } of patch.texts ?? []) {
      const card = this.cards.get(id);
      assert.ok(card, `${this.name} does not know what somebody writes on`);
      const text = card.text.slice(0, at) + insert + card.text.slice(at + gone);
      this.#take([{ ...card, text }]);
    }
    const { snapshot } = this;
    if (!snapshot) return;
    const { board } = snapshot;
    const { stages, lanes, rounds } = { ...board, ...patch };
    Object.assign(board, { stages, lanes, rounds });
    if (patch.people) board.people.splice(patch.people.at, patch.people.delete, ...patch.people.insert);
    if (patch.phase) {
      const [phase] = patch.phase;
      if (phase) board.phase = phase;
      else delete board.phase;
    }
    if (patch.ballots) snapshot.ballots = patch.ballots;
    if (patch.you) snapshot.you = patch.you;
    if (patch.shares) snapshot.shares = patch.shares;
  }

  /** @param {Card[]} cards */
  #take(cards) {
    for (const card of cards) {
      this.cards.set(card.id, card);
      this.sees(card);
    }
  }
}
