import { createSubscriber } from 'svelte/reactivity';

/**
 * The canvas's clock as this screen knows it. The host's time came with the canvas and goes on
 * here; the device's own date is never asked, since dates of devices differ.
 */
export class Clock {
  #host = 0;
  #here = 0;
  readonly #monotonic: () => number;
  /** Whoever reads the time in an effect is told every second, and nothing ticks for nobody. */
  readonly #watched = createSubscriber((update) => {
    const ticking = setInterval(update, 1_000);
    this.#update = update;
    return () => {
      clearInterval(ticking);
    };
  });
  #update: () => void = () => undefined;

  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  /** The host has said what time it is. */
  set(ms: number): void {
    this.#host = ms;
    this.#here = this.#monotonic();
    this.#update();
  }

  /** Milliseconds since the canvas began. */
  get now(): number {
    this.#watched();
    return this.#host + this.#monotonic() - this.#here;
  }
}
