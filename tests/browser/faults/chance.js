/** Chance that can be had again: every run says its seed, and SEED=… plays it once more. */

/**
 * Numbers from 0 to 1 (mulberry32).
 *
 * @param {number} seed
 */
export function chanceFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
