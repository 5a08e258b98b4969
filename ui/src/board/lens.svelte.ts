import type { Certainty } from '../protocol/Certainty';
import type { Explanation } from '../protocol/Explanation';
import type { Scope } from '../protocol/Scope';
import { HostProblem } from '../session/problem';
import type { Session } from '../session/session.svelte';

/** Changes within this time are asked about once; longer where the answer takes long. */
const GATHER_MS = 200;

/** Letters of one log entry on a card, as first and last-plus-one grapheme. */
export interface Stretch {
  from: number;
  to: number;
  /** Whose letters they are; several people may share them. */
  people: string[];
  letters: number;
  at_ms: number;
  certainty: Certainty;
}

/** Shows whose letters stand where: they light up, everything else fades. */
export class Lens {
  readonly #session: Session;
  /** Everybody's letters are lit. */
  everyone = $state(false);
  /** The one whose letters are lit. */
  person = $state<string | null>(null);
  scope = $state<Scope>('board');
  explanations = $state.raw<ReadonlyMap<string, Explanation>>(new Map());
  #asked = 0;
  #took = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The people whose letters are lit. */
  readonly people: readonly string[] = $derived.by(() => {
    if (this.everyone) return this.#session.canvas.people.map((one) => one.id);
    return this.person === null ? [] : [this.person];
  });

  readonly stretches: ReadonlyMap<string, Stretch[]> = $derived(
    stretchesOf(this.people.map((person) => this.explanations.get(person))),
  );

  constructor(session: Session) {
    this.#session = session;
  }

  get on(): boolean {
    return this.everyone || this.person !== null;
  }

  light(person: string): void {
    this.everyone = false;
    this.person = person;
    void this.#refresh();
  }

  lightAll(): void {
    this.everyone = true;
    this.person = null;
    void this.#refresh();
  }

  off(): void {
    this.everyone = false;
    this.person = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The canvas, the people or the scope are others than before. */
  changed(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        void this.#refresh();
      },
      Math.max(GATHER_MS, 3 * this.#took),
    );
  }

  async #refresh(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const began = performance.now();
    const found = new Map<string, Explanation>();
    try {
      for (const person of this.people) {
        const answer = await this.#session.ask({ about: 'explain', person, scope: this.scope });
        if (asked !== this.#asked) return;
        if (answer.about === 'explain') found.set(person, answer.explanation);
      }
    } catch (error) {
      // The banner says that the host is gone; the letters stay lit as they were.
      if (!(error instanceof HostProblem)) throw error;
      return;
    }
    this.#took = performance.now() - began;
    this.explanations = found;
  }
}

/** Who has which letters, by card, in the order of the text. */
export function stretchesOf(explanations: readonly (Explanation | undefined)[]): Map<string, Stretch[]> {
  const byCard = new Map<string, Stretch[]>();
  for (const explanation of explanations) {
    for (const run of explanation?.words.flatMap((origin) => origin.runs) ?? []) {
      if (run.card === null) continue;
      const stretches = byCard.get(run.card) ?? [];
      byCard.set(run.card, stretches);
      const { from, to, letters, at_ms, certainty } = run;
      const shared = run.voices > 1 && stretches.find((one) => one.from === from && one.to === to);
      if (shared) shared.people.push(explanation?.id ?? '');
      else stretches.push({ from, to, people: [explanation?.id ?? ''], letters, at_ms, certainty });
    }
  }
  for (const stretches of byCard.values()) stretches.sort((a, b) => a.from - b.from);
  return byCard;
}
