import type { CardSum } from '../protocol/CardSum';
import type { Round } from '../protocol/Round';
import type { Side } from '../protocol/Side';

/** What a card got: from everybody, and from each side that can be told apart. */
export interface Result {
  card: string;
  all: CardSum | null;
  sides: Partial<Record<Side, CardSum>>;
}

/** The sides that can be told apart, in the order in which they are shown. */
export function sidesTold(round: Round): Side[] {
  const told = new Set(round.result?.sums.map((sum) => sum.side));
  return (['customer', 'staff', 'other'] as const).filter((side) => told.has(side));
}

function weight({ all, sides }: Result): number {
  if (all) return all.values[0];
  return Object.values(sides).reduce((sum, side) => sum + side.n, 0);
}

/** Every card of a closed round that got something, the most first. */
export function resultsOf(round: Round): Result[] {
  const results = new Map<string, Result>();
  for (const sum of round.result?.sums ?? []) {
    const result = results.get(sum.card) ?? { card: sum.card, all: null, sides: {} };
    if (sum.side === null) result.all = sum;
    else result.sides[sum.side] = sum;
    results.set(sum.card, result);
  }
  return [...results.values()].sort((a, b) => weight(b) - weight(a));
}

/** A mean of grades, as it is shown. */
export function mean(sum: CardSum, at: 0 | 1 | 2): number {
  return sum.values[at] / sum.n;
}
