/** How a participant speaks with each of the hosts, in the messages that its real clients send. */
import { MARKER, card, marker, markerAt, random } from './plan.js';
import { decoding, encoding, sync, yjs } from './yjs.js';

/**
 * @typedef {object} Heard
 * @property {number} count
 * @property {Int32Array} markers the first `count` of them are those in the frame
 *
 * @typedef {object} Talk
 * @property {() => void} greet
 * @property {(frame: Buffer) => Heard} hear
 * @property {(edit: number) => void} edit
 *
 * @typedef {object} Seat
 * @property {import('./plan.js').Plan} plan
 * @property {number} person
 * @property {import('./wire.js').Wire} wire
 * @property {() => void} isIn to be called when everything was received that there was
 * @property {(what: string) => void} complain
 */

/**
 * @typedef {object} Told
 * @property {Cards} [patch]
 * @property {{ board: Cards }} [snapshot]
 *
 * @typedef {object} Cards
 * @property {{ id: string, text: string }[]} [cards]
 * @property {Text[]} [texts]
 *
 * @typedef {object} Text
 * @property {string} card
 * @property {number} at
 * @property {number} delete
 * @property {string} insert
 */

const NOTHING = { count: 0, markers: new Int32Array(0) };

// ── Atelier ──────────────────────────────────────────────────────────────────────────────────────

/**
 * @typedef {object} Read
 * @property {Buffer} rest the frame from behind its number on, which is another for each recipient
 * @property {Heard} heard
 * @property {Map<string, number>} letters of each card in the frame
 */

/** @type {(json: string) => Told} */
const read = JSON.parse;
const CARDS = Buffer.from('"cards":[');
const TEXTS = Buffer.from('"texts":[');

/** Frames as they come, each read once: most recipients get the same. */
class Frames {
  /** @type {Read[]} */
  #last = [];
  /**
   * The texts of all cards, as whoever has had all frames knows them.
   *
   * @type {Map<string, string>}
   */
  #texts = new Map();

  /**
   * @param {Buffer} rest
   * @param {string} begin what stands before it
   */
  read(rest, begin) {
    if (rest.indexOf(CARDS) < 0 && rest.indexOf(TEXTS) < 0) return EMPTY;
    // The newest first: who is slower than others still gets those before.
    for (const last of this.#last) {
      if (last.rest.length === rest.length && last.rest.equals(rest)) return last;
    }
    const next = { rest: Buffer.from(rest), ...this.#take(`${begin}0${rest.toString()}`) };
    this.#last.unshift(next);
    if (this.#last.length > 2048) this.#last.pop();
    return next;
  }

  /** @param {string} json */
  #take(json) {
    const told = read(json);
    /** @type {Cards} */
    const { cards = [], texts = [] } = told.patch ?? told.snapshot?.board ?? {};
    /** @type {number[]} */
    const found = [];
    /** @type {Map<string, number>} */
    const letters = new Map();
    /** @type {(id: string, text: string, from: number, to: number) => void} */
    const stands = (id, text, from, to) => {
      this.#texts.set(id, text);
      letters.set(id, text.length);
      const bytes = Buffer.from(text.slice(from - (from % MARKER), to + MARKER));
      for (let at = 0; at < bytes.length; at += MARKER) {
        const no = markerAt(bytes, at);
        if (no >= 0) found.push(no);
      }
    };
    for (const { id, text } of cards) stands(id, text, 0, text.length);
    for (const { card, at, delete: gone, insert } of texts) {
      const before = this.#texts.get(card) ?? '';
      const text = before.slice(0, at) + insert + before.slice(at + gone);
      // What is new may begin or end within a marker, where its neighbour has the same figures.
      stands(card, text, at, at + insert.length);
    }
    return { heard: { count: found.length, markers: Int32Array.from(found) }, letters };
  }
}

const EMPTY = {
  rest: Buffer.alloc(0),
  heard: NOTHING,
  letters: /** @type {Map<string, number>} */ (new Map()),
};
const frames = new Frames();
const PATCH = Buffer.from('{"type":"patch","patch":{"n":');
const CANVAS = Buffer.from('{"type":"canvas","snapshot":{"n":');
const DOOR = Buffer.from('{"type":"door"');
const REFUSED = Buffer.from('{"type":"refused"');
const NOTICE = Buffer.from('{"type":"notice"');
const AWAY = Buffer.from('{"type":"sent_away"');
const YOU = Buffer.from('"you":{');

/**
 * @param {Buffer} bytes
 * @param {Buffer} start
 */
function begins(bytes, start) {
  return bytes.length >= start.length && bytes.compare(start, 0, start.length, 0, start.length) === 0;
}

/** @implements {Talk} */
export class Atelier {
  #seat;
  #id = '';
  /** The number of the last patch, as it goes back with each command. */
  #seen = 0;
  #card = '';
  /** Letters on the card, as this participant saw it last. */
  #letters = 0;
  #asked = false;

  /** @param {Seat} seat */
  constructor(seat) {
    this.#seat = seat;
  }

  greet() {
    this.#seat.wire.say('{"type":"hello","client":null}');
  }

  /** @param {Buffer} frame */
  hear(frame) {
    const { complain, isIn, person, wire } = this.#seat;
    if (begins(frame, PATCH)) return this.#see(frame, PATCH.length);
    if (begins(frame, CANVAS)) {
      if (this.#id !== '') return this.#see(frame, CANVAS.length);
      const you = frame.toString('latin1', frame.lastIndexOf(YOU));
      this.#id = /"person":"([^"]*)"/.exec(you)?.[1] ?? '';
      if (this.#id === '') complain(`a seat without a name: ${you}`);
      this.#see(frame, CANVAS.length);
      isIn();
    } else if (begins(frame, DOOR) && !this.#asked) {
      this.#asked = true;
      wire.say(JSON.stringify({ type: 'join', name: `Person ${person}`, side: 'customer', seat: null }));
    } else if (begins(frame, REFUSED) || begins(frame, NOTICE) || begins(frame, AWAY)) {
      complain(frame.toString('utf8', 0, 300));
    }
    return NOTHING;
  }

  /**
   * @param {Buffer} frame
   * @param {number} at where the number is
   */
  #see(frame, at) {
    let [n, end] = [0, at];
    for (let byte = frame[end] ?? 0; byte >= 0x30 && byte <= 0x39; byte = frame[end] ?? 0) {
      n = n * 10 + byte - 0x30;
      end += 1;
    }
    this.#seen = n;
    const { heard, letters } = frames.read(frame.subarray(end), frame.toString('latin1', 0, at));
    this.#letters = letters.get(this.#card) ?? this.#letters;
    return heard;
  }

  /** @param {number} edit */
  edit(edit) {
    const { person, plan, wire } = this.#seat;
    const own = card(plan, person, edit);
    if (own !== this.#card) [this.#card, this.#letters] = [own, 0];
    const no = person * plan.edits + edit;
    const at = Math.floor(random(no) * (this.#letters / MARKER + 1)) * MARKER;
    const count = edit + 1;
    const step = `{"by":"${this.#id}","do":"edit","card":"${own}","at":${at},"insert":"${marker(no)}"}`;
    wire.say(`{"type":"do","count":${count},"seen":${this.#seen},"gesture":${count},"step":${step}}`);
  }
}

// ── Yjs ──────────────────────────────────────────────────────────────────────────────────────────

/** The document that all cards are in; on y-websocket the path. */
export const ROOM = 'workshop';
const SYNC = 0;
const AUTH = 2;
const SYNC_REPLY = 4;
const STEP_2 = 1;

/**
 * What both hosts of Yjs have in common.
 *
 * @implements {Talk}
 */
export class Yjs {
  #seat;
  #named;
  #doc = new yjs.Doc();
  /** @type {Uint8Array[]} */
  #updates = [];
  #in = false;
  /** A frame mostly has one edit, as it has come, but several may be put together. */
  #heard = { count: 0, markers: new Int32Array(1024) };

  /**
   * @param {Seat} seat
   * @param {boolean} named whether each message begins with the name of the document, as with Hocuspocus
   */
  constructor(seat, named) {
    this.#seat = seat;
    this.#named = named;
    // Written beforehand, so that preparing them takes nothing from anybody while it is measured. Where
    // somebody writes is chosen among what they wrote themselves: they do not read others' updates.
    this.#doc.on('update', (update) => {
      this.#updates.push(
        this.#message(SYNC, (encoder) => {
          sync.writeUpdate(encoder, update);
        }),
      );
    });
    const { person, plan } = seat;
    for (let edit = 0; edit < plan.edits; edit += 1) {
      const no = person * plan.edits + edit;
      const at = Math.floor(random(no) * ((edit % plan.each) + 1)) * MARKER;
      this.#doc.getText(card(plan, person, edit)).insert(at, marker(no));
    }
  }

  /**
   * @param {number} kind
   * @param {(encoder: import('./yjs.js').Encoder) => void} write
   */
  #message(kind, write) {
    const encoder = encoding.createEncoder();
    if (this.#named) encoding.writeVarString(encoder, ROOM);
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    return encoding.toUint8Array(encoder);
  }

  greet() {
    const { wire } = this.#seat;
    if (this.#named) {
      wire.give(
        this.#message(AUTH, (encoder) => {
          encoding.writeVarUint(encoder, 0);
          encoding.writeVarString(encoder, '');
        }),
      );
    }
    wire.give(
      this.#message(SYNC, (encoder) => {
        sync.writeSyncStep1(encoder, new yjs.Doc());
      }),
    );
  }

  /** @param {Buffer} frame */
  hear(frame) {
    const { markers } = this.#heard;
    let count = 0;
    for (let at = 1; at <= frame.length - MARKER && count < markers.length; at += 1) {
      const no = markerAt(frame, at);
      if (no < 0) continue;
      markers[count] = no;
      count += 1;
      at += MARKER - 1;
    }
    this.#heard.count = count;
    if (count > 0) return this.#heard;
    if (!this.#in) {
      const decoder = decoding.createDecoder(frame);
      if (this.#named) decoding.readVarString(decoder);
      const kind = decoding.readVarUint(decoder);
      if ((kind === SYNC || kind === SYNC_REPLY) && decoding.readVarUint(decoder) === STEP_2) {
        this.#in = true;
        this.#seat.isIn();
      }
    }
    return NOTHING;
  }

  /** @param {number} edit */
  edit(edit) {
    const update = this.#updates[edit];
    if (update) this.#seat.wire.give(update);
  }
}

/**
 * The text of every card in the room, as somebody who comes now gets it.
 *
 * @param {import('./wire.js').Wire} wire
 * @param {boolean} named
 */
export function reader(wire, named) {
  const doc = new yjs.Doc();
  const blank = { people: 1, seconds: 0, edits: 0, each: 1 };
  const talk = new Yjs(
    { plan: blank, person: 0, wire, isIn: () => undefined, complain: () => undefined },
    named,
  );
  return {
    doc,
    greet: () => {
      talk.greet();
    },
    /**
     * @param {Buffer} frame
     * @returns {boolean} whether that was all there was
     */
    hear: (frame) => {
      const decoder = decoding.createDecoder(frame);
      if (named) decoding.readVarString(decoder);
      const kind = decoding.readVarUint(decoder);
      if (kind !== SYNC && kind !== SYNC_REPLY) return false;
      return sync.readSyncMessage(decoder, encoding.createEncoder(), doc, null) === STEP_2;
    },
  };
}
