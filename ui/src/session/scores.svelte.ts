import type { Experience } from '../protocol/Experience';
import type { Moment } from '../protocol/Moment';
import type { Session } from './session.svelte';

const GATHER_MS = 150;

/** How the experience is, as the host computes it from the ratings. */
export class Scores {
  readonly #session: Session;
  experience = $state.raw<Experience | null>(null);
  /** The rated cards, by id. */
  readonly moments: ReadonlyMap<string, Moment> = $derived(
    new Map(this.experience?.moments.map((moment) => [moment.card, moment])),
  );
  /** A page that shows no scores asks for none. */
  wanted = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Cards changed: those with ratings may have changed the scores. */
  changed(cards: readonly string[]): void {
    const { canvas } = this.#session;
    const rated = (id: string) => this.moments.has(id) || (canvas.cards.get(id)?.ratings.length ?? 0) > 0;
    if (cards.some(rated)) this.#later();
  }

  /** Another canvas. */
  renew(): void {
    this.experience = null;
    this.#later();
  }

  #later(): void {
    if (this.#timer !== undefined || !this.wanted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#ask();
    }, GATHER_MS);
  }

  async #ask(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const answer = await this.#session.ask({ about: 'experience' });
      if (asked === this.#asked && answer.about === 'experience') this.experience = answer.experience;
    } catch {
      // The host is gone; the snapshot after it is back asks again.
    }
  }
}
