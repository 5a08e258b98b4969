/** The stand-in's scores: plain numbers, good enough to look at. */
import type { Board } from '../../src/protocol/Board';
import type { Card } from '../../src/protocol/Card';
import type { Experience } from '../../src/protocol/Experience';
import type { Score } from '../../src/protocol/Score';

export function experienceOf(board: Board): Experience {
  const score = (card: Card, side: string): Score | null => {
    const own = card.ratings.filter((one) =>
      board.people.some((person) => person.id === one.person && person.side === side),
    );
    if (own.length === 0) return null;
    const mean = (of: (one: (typeof own)[number]) => number) =>
      own.reduce((sum, one) => sum + of(one), 0) / own.length;
    const expected = mean((one) => one.expected);
    const feeling = board.feeling / 100;
    const perceived = mean((one) => (1 - feeling) * one.worked + feeling * one.felt);
    return {
      n: own.length,
      expected: tenths(expected),
      perceived: tenths(perceived),
      gap: tenths(perceived - expected),
    };
  };
  const moments = board.stages.flatMap((stage) =>
    board.cards
      .filter((card) => card.stage === stage.id && card.ratings.length > 0 && !card.deleted)
      .map((card) => {
        const customers = score(card, 'customer');
        const staff = score(card, 'staff');
        const gap = customers ? number(customers.gap) : 0;
        const blind =
          customers && staff ? tenths(number(staff.perceived) - number(customers.perceived)) : null;
        return {
          card: card.id,
          stage: stage.id,
          customers,
          staff,
          blind_spot: blind,
          wow: gap >= 1 && (customers?.n ?? 0) > 1,
          pain: gap <= -1 && (customers?.n ?? 0) > 1,
        };
      }),
  );
  const stages = board.stages.map((stage) => {
    const own = moments.flatMap((moment) =>
      moment.stage === stage.id && moment.customers ? [number(moment.customers.perceived)] : [],
    );
    return {
      stage: stage.id,
      perceived: own.length > 0 ? tenths(own.reduce((a, b) => a + b, 0) / own.length) : null,
      gap: null,
    };
  });
  const rated = moments.flatMap((moment) => (moment.customers ? [number(moment.customers.perceived)] : []));
  const peak = rated.toSorted((a, b) => Math.abs(b - 4) - Math.abs(a - 4))[0];
  const end = rated.at(-1);
  return {
    params: { feeling: board.feeling },
    moments,
    stages,
    journey: {
      peak: peak == null ? null : tenths(peak),
      end: end == null ? null : tenths(end),
      peak_end: peak == null || end == null ? null : tenths((peak + end) / 2),
    },
  };
}

function tenths(value: number): string {
  const top = Math.round(value * 10);
  return top % 10 === 0 ? String(top / 10) : `${String(top)}/10`;
}

function number(text: string): number {
  const [top, bottom] = text.split('/').map(Number);
  return (top ?? 0) / (bottom ?? 1);
}
