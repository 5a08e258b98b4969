/** The stand-in's closing questions: answers are kept apart until they are closed. */
import type { Asking } from '../../src/protocol/Asking';
import type { Feelings } from '../../src/protocol/Feelings';
import type { FeelingsSum } from '../../src/protocol/FeelingsSum';
import type { Person } from '../../src/protocol/Person';
import type { Side } from '../../src/protocol/Side';
import type { Step } from '../../src/protocol/Step';

type Answer = Extract<Step, { do: 'feel' }>;

export class FakeFeelings {
  #open = false;
  readonly #answers = new Map<string, Answer>();
  told: Feelings | null = null;

  /** Takes a step that is about them; gives back whether it was one. */
  take(step: Step, people: readonly Person[]): boolean {
    if (step.do === 'open_feelings') {
      this.#open = true;
      this.#answers.clear();
      this.told = null;
    } else if (step.do === 'feel') this.#answers.set(step.by ?? '', step);
    else if (step.do === 'close_feelings') {
      this.#open = false;
      this.told = this.#tell(people);
    } else return false;
    return true;
  }

  asking(people: readonly Person[]): Asking | undefined {
    if (!this.#open && this.told === null) return undefined;
    const of = people.filter((person) => person.name !== null).length;
    return { open: this.#open, answered: this.#answers.size, of };
  }

  #tell(people: readonly Person[]): Feelings {
    const sideOf = new Map(people.map((person) => [person.id, person.side]));
    const all = [...this.#answers];
    const sum = (side: Side | null): FeelingsSum | null => {
      const own = all.filter(([person]) => side === null || sideOf.get(person) === side);
      if (own.length < 3) return null;
      return {
        side,
        n: own.length,
        items: [0, 1, 2, 3, 4, 5].map((item) =>
          own.reduce((total, [, answer]) => total + (answer.items[item] ?? 0), 0),
        ),
        estimates_of_1000: own.reduce((total, [, answer]) => total + answer.estimate, 0),
      };
    };
    return {
      entry: 1,
      answered: all.length,
      all: sum(null),
      sides: (['customer', 'staff', 'other'] as const).flatMap((side) => sum(side) ?? []),
      shared: all
        .filter(([, answer]) => answer.share)
        .map(([id, answer]) => ({ id, items: [...answer.items], estimate_of_1000: answer.estimate })),
    };
  }
}
