import { SvelteMap } from 'svelte/reactivity';
import type { FromScreen } from '../protocol/FromScreen';
import type { Pointed } from '../protocol/Pointed';
import type { Pointer } from '../protocol/Pointer';
import type { Shelf } from './outbox';

/** Told ten times a second at most. */
const PAUSE_MS = 100;
/** Whoever has not moved for so long is not shown. */
const STILL_MS = 4_000;
const KEY = 'atelier.pointers';

/**
 * Where others point, and telling them where this screen's person does: both or neither, as the
 * person wants.
 */
export class Pointing {
  /** Where others point just now, by device. */
  readonly others = new SvelteMap<number, Pointer & { at: Pointed }>();
  wanted = $state(true);

  readonly #shelf: Shelf;
  readonly #send: (message: FromScreen) => void;
  readonly #person: () => string | null;
  readonly #fading = new Map<number, ReturnType<typeof setTimeout>>();
  /** A board is open on this screen. */
  #open = false;
  #at: Pointed | null = null;
  #told: string | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(shelf: Shelf, send: (message: FromScreen) => void, person: () => string | null) {
    this.#shelf = shelf;
    this.#send = send;
    this.#person = person;
    this.wanted = shelf.getItem(KEY) !== 'off';
  }

  /** A board opens; gives back how to close it. */
  open(): () => void {
    this.#open = true;
    this.renew();
    return () => {
      this.#open = false;
      this.#stop();
    };
  }

  want(wanted: boolean): void {
    this.wanted = wanted;
    this.#shelf.setItem(KEY, wanted ? 'on' : 'off');
    if (wanted) this.renew();
    else this.#stop();
  }

  /** The host has to be told anew: this line is another. */
  renew(): void {
    if (this.#open && this.wanted) this.#say(null);
  }

  /** The pointer is there now, or not on the board any more. */
  to(at: Pointed | null): void {
    if (!this.#open || !this.wanted) return;
    this.#at = at;
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined;
      if (JSON.stringify(this.#at) !== this.#told) this.#say(this.#at);
    }, PAUSE_MS);
  }

  heard(people: readonly Pointer[]): void {
    if (!this.#open || !this.wanted) return;
    for (const { device, person, at } of people) {
      clearTimeout(this.#fading.get(device));
      if (at === null) {
        this.others.delete(device);
        continue;
      }
      this.others.set(device, { device, person, at });
      const gone = () => this.others.delete(device);
      this.#fading.set(device, setTimeout(gone, STILL_MS));
    }
  }

  #say(at: Pointed | null): void {
    this.#told = JSON.stringify(at);
    const person = this.#person();
    this.#send({
      type: 'point',
      shows: this.#open && this.wanted,
      ...(person ? { person } : {}),
      ...(at ? { at } : {}),
    });
  }

  #stop(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#at = null;
    this.others.clear();
    this.#say(null);
  }
}
