/** Who writes what, where and when: the same for every host. */

/** People who write on the same card. */
export const TABLE = 10;
/** Milliseconds between two edits of one person: two a second. */
export const PAUSE = 500;
/** What one edit brings, in letters: `#0001a2f7#`. */
export const MARKER = 10;

/**
 * @typedef {object} Plan
 * @property {number} people
 * @property {number} seconds
 * @property {number} edits of each person
 * @property {number} each how many of a person's edits go to a card before the next card
 */

/**
 * @param {number} people
 * @param {number} seconds
 * @param {number} letters how many letters a card gets
 * @returns {Plan}
 */
export function plan(people, seconds, letters) {
  const each = Math.max(1, Math.round(letters / MARKER / TABLE));
  return { people, seconds, edits: Math.round((seconds * 1000) / PAUSE), each };
}

/**
 * The names of all cards that will be written on.
 *
 * @param {Plan} plan
 */
export function cards(plan) {
  const names = [];
  for (let table = 0; table < Math.ceil(plan.people / TABLE); table += 1) {
    for (let no = 0; no < Math.ceil(plan.edits / plan.each); no += 1) names.push(`t${table}c${no}`);
  }
  return names;
}

/**
 * The card that a person's edit goes to.
 *
 * @param {Plan} plan
 * @param {number} person
 * @param {number} edit
 */
export function card(plan, person, edit) {
  return `t${Math.floor(person / TABLE)}c${Math.floor(edit / plan.each)}`;
}

/**
 * When a person's first edit is due, in milliseconds from the beginning. All are spread evenly, and
 * those at one table are not side by side.
 *
 * @param {Plan} plan
 * @param {number} person
 */
export function phase(plan, person) {
  let step = Math.round(plan.people * 0.618);
  while (divisor(step, plan.people) !== 1) step += 1;
  const chance = random(person);
  return (((person * step) % plan.people) + chance) * (PAUSE / plan.people);
}

/**
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
function divisor(a, b) {
  return b === 0 ? a : divisor(b, a % b);
}

/**
 * A number from 0 to 1 that is the same for the same seed.
 *
 * @param {number} seed
 */
export function random(seed) {
  let mixed = Math.imul(seed + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** @param {number} no */
export function marker(no) {
  return `#${no.toString(16).padStart(8, '0')}#`;
}

const HASH = 0x23;

/**
 * The number of the marker that begins here, or -1.
 *
 * @param {Uint8Array} bytes
 * @param {number} at
 */
export function markerAt(bytes, at) {
  if (bytes[at] !== HASH || bytes[at + MARKER - 1] !== HASH) return -1;
  let no = 0;
  for (let i = at + 1; i < at + MARKER - 1; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) no = no * 16 + byte - 0x30;
    else if (byte >= 0x61 && byte <= 0x66) no = no * 16 + byte - 0x57;
    else return -1;
  }
  return no;
}
