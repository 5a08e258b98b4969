import type { Floor } from '../protocol/Floor';

/** A room in which nothing goes on: what a screen shows until the host has said more. */
export const NOTHING_ON: Floor = {
  all_locked: false,
  locked_cards: [],
  locked_lines: [],
  ready: [],
  hands: [],
  spotlight: null,
  brought: 0,
  bring_to: null,
  follow: false,
  somebody_writes: false,
  cast: 0,
  here: [],
  rehearsal: false,
};
