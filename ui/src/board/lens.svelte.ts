import type { Certainty } from '../protocol/Certainty';
import type { Explanation } from '../protocol/Explanation';
import type { Scope } from '../protocol/Scope';
import type { Session } from '../session/session.svelte';

/** Letters of one person on a card, as first and last-plus-one grapheme. */
export interface Stretch {
  from: number;
  to: number;
  person: string;
  certainty: Certainty;
}

/** Shows whose letters stand where: they light up, everything else fades. */
export class Lens {
  readonly #session: Session;
  /** The people whose letters are lit; empty when the lens is off. */
  people = $state.raw<readonly string[]>([]);
  scope = $state<Scope>('board');
  explanations = $state.raw<ReadonlyMap<string, Explanation>>(new Map());
  #asked = 0;

  readonly stretches: ReadonlyMap<string, Stretch[]> = $derived.by(() => {
    const byCard = new Map<string, Stretch[]>();
    for (const person of this.people) {
      for (const origin of this.explanations.get(person)?.words ?? []) {
        for (const run of origin.runs) {
          if (run.card === null) continue;
          const stretches = byCard.get(run.card) ?? [];
          stretches.push({ from: run.from, to: run.to, person, certainty: run.certainty });
          byCard.set(run.card, stretches);
        }
      }
    }
    for (const stretches of byCard.values()) stretches.sort((a, b) => a.from - b.from);
    return byCard;
  });

  constructor(session: Session) {
    this.#session = session;
  }

  get on(): boolean {
    return this.people.length > 0;
  }

  /** Lights the letters of these people. */
  async light(people: readonly string[]): Promise<void> {
    this.people = people;
    await this.refresh();
  }

  off(): void {
    this.people = [];
  }

  /** Asks anew, after the canvas has changed. */
  async refresh(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const found = new Map<string, Explanation>();
    for (const person of this.people) {
      const answer = await this.#session.ask({ about: 'explain', person, scope: this.scope });
      if (asked !== this.#asked) return;
      if (answer.about === 'explain') found.set(person, answer.explanation);
    }
    this.explanations = found;
  }
}
