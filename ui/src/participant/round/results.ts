import type { CardSum } from '../../protocol/CardSum';
import type { Round } from '../../protocol/Round';
import type { Side } from '../../protocol/Side';

/** What one card got in a round of votes: in all, and by sides as far as that is told. */
export interface VotesOf {
  card: string;
  votes: number;
  sides: { side: Side; votes: number }[];
}

/** What one moment was rated by one side, or by everybody: means from 1 to 7. */
export interface RatingOf {
  card: string;
  by: { side: Side | null; n: number; expected: number; worked: number; felt: number }[];
}

const SIDES: Side[] = ['customer', 'staff', 'other'];

function sumsOf(round: Round, card: string): CardSum[] {
  return (round.result?.sums ?? []).filter((sum) => sum.card === card);
}

/** The cards with votes, the most first; equal ones in the order of the round. */
export function votesIn(round: Round): VotesOf[] {
  const told = new Set(round.result?.sums.flatMap((sum) => sum.side ?? []) ?? []);
  return round.cards
    .map((card) => {
      const sums = sumsOf(round, card);
      const of = (side: Side | null) => sums.find((sum) => sum.side === side)?.values[0] ?? 0;
      const sides = SIDES.filter((side) => told.has(side)).map((side) => ({ side, votes: of(side) }));
      const all = sums.some((sum) => sum.side === null)
        ? of(null)
        : sides.reduce((sum, side) => sum + side.votes, 0);
      return { card, votes: all, sides };
    })
    .filter((one) => one.votes > 0)
    .sort((one, other) => other.votes - one.votes);
}

/** The rated cards in the order of the round. */
export function ratingsIn(round: Round): RatingOf[] {
  return round.cards.flatMap((card) => {
    const by = sumsOf(round, card)
      .filter((sum) => sum.n > 0)
      .map(({ side, n, values: [expected, worked, felt] }) => ({
        side,
        n,
        expected: expected / n,
        worked: worked / n,
        felt: felt / n,
      }));
    return by.length === 0 ? [] : [{ card, by }];
  });
}
