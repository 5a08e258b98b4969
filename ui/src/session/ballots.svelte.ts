import type { OwnBallot } from '../protocol/OwnBallot';
import type { Step } from '../protocol/Step';

type Values = OwnBallot['values'];

/** Whose vote or rating a step is. */
function giver(step: Step): string | null {
  const voice = typeof step.for === 'string' ? step.for : step.for?.[0];
  return voice ?? step.by ?? null;
}

function same(a: OwnBallot, b: OwnBallot): boolean {
  return a.person === b.person && a.card === b.card;
}

/**
 * What was given at this screen in the round that is open: as the host said, with what is on its
 * way on top, so that a second press of + counts from the first.
 */
export class Ballots {
  #told = $state.raw<OwnBallot[]>([]);
  #pending = $state.raw<{ count: number; ballot: OwnBallot }[]>([]);

  readonly list: readonly OwnBallot[] = $derived.by(() => {
    let list = this.#told;
    for (const { ballot } of this.#pending) {
      list = list.filter((one) => !same(one, ballot));
      if (ballot.values[0] > 0) list = [...list, ballot];
    }
    return list;
  });

  /** What somebody has given a card. */
  of(person: string | null, card: string): Values | null {
    return this.list.find((one) => one.person === person && one.card === card)?.values ?? null;
  }

  told(ballots: OwnBallot[]): void {
    this.#told = ballots;
  }

  /** Another canvas, or another look at it. */
  renewed(ballots: OwnBallot[]): void {
    this.#told = ballots;
    this.#pending = [];
  }

  /** Somebody votes or rates in the round; the host has not answered yet. */
  expect(count: number, step: Step): void {
    const person = giver(step);
    if (person === null || (step.do !== 'vote' && step.do !== 'rate')) return;
    const values: Values = step.do === 'vote' ? [step.votes, 0, 0] : [step.expected, step.worked, step.felt];
    this.#pending = [...this.#pending, { count, ballot: { person, card: step.card, values } }];
  }

  /** Commands up to this one are decided. */
  acked(count: number): void {
    if (this.#pending.length > 0) this.#pending = this.#pending.filter((one) => one.count > count);
  }

  refused(count: number): void {
    if (this.#pending.length > 0) this.#pending = this.#pending.filter((one) => one.count !== count);
  }
}
