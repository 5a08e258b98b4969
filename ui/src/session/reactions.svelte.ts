import { SvelteMap } from 'svelte/reactivity';
import type { FromScreen } from '../protocol/FromScreen';
import type { Reaction } from '../protocol/Reaction';
import type { Sign } from '../protocol/Sign';

export const SIGNS: readonly Sign[] = ['like', 'idea', 'question', 'cheer'];
/** A sign is shown for so long after it was given last. */
const SHOWN_MS = 5_000;

function keyOf(card: string | null, sign: Sign): string {
  return JSON.stringify([card, sign]);
}

/** Signs given just now, to cards and to the room: how many, never by whom. */
export class Reactions {
  /** By what they are given to and what they say. */
  readonly shown = new SvelteMap<string, Reaction>();

  readonly #send: (message: FromScreen) => void;
  readonly #fading = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(send: (message: FromScreen) => void) {
    this.#send = send;
  }

  /** Gives a sign to a card, or to the room. */
  give(sign: Sign, card: string | null): void {
    this.#send({ type: 'react', sign, ...(card === null ? {} : { card }) });
  }

  heard(given: readonly Reaction[]): void {
    for (const { sign, card, count } of given) {
      const key = keyOf(card, sign);
      clearTimeout(this.#fading.get(key));
      this.shown.set(key, { sign, card, count: (this.shown.get(key)?.count ?? 0) + count });
      this.#fading.set(
        key,
        setTimeout(() => this.shown.delete(key), SHOWN_MS),
      );
    }
  }

  /** What was given to a card, or to the room; one sign always before the other, however they came. */
  of(card: string | null): Reaction[] {
    return SIGNS.flatMap((sign) => this.shown.get(keyOf(card, sign)) ?? []);
  }

  /** Another canvas is open. */
  clear(): void {
    for (const timer of this.#fading.values()) clearTimeout(timer);
    this.#fading.clear();
    this.shown.clear();
  }
}
