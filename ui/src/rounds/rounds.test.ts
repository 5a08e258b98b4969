import { describe, expect, it } from 'vitest';
import type { Round } from '../protocol/Round';
import { Ballots } from '../session/ballots.svelte';
import { alike, overlap, wordsOf } from './alike';
import { resultsOf, sidesTold } from './results';
import { suggestBudget } from './suggest';

describe('how many votes are suggested', () => {
  it('is about a quarter of the cards, at least three', () => {
    expect(suggestBudget(20)).toEqual({ budget: 5, per_card: 2, because: 'quarter' });
    expect(suggestBudget(8)).toEqual({ budget: 3, per_card: 1, because: 'least' });
  });

  it('never lets one choose everything, nor takes all afternoon', () => {
    expect(suggestBudget(3).budget).toBe(2);
    expect(suggestBudget(1).budget).toBe(1);
    expect(suggestBudget(200).budget).toBe(12);
  });
});

describe('cards that are alike', () => {
  const cards = (...texts: string[]) => texts.map((text, at) => ({ id: String(at), text }));

  it('share most of their words, whatever their case and order', () => {
    expect(overlap(wordsOf('One named person'), wordsOf('one named PERSON!'))).toBe(1);
    expect(overlap(wordsOf('a b c'), wordsOf('b c d'))).toBe(0.5);
    expect(overlap(wordsOf(''), wordsOf(''))).toBe(0);
  });

  it('are found in sets', () => {
    const found = alike(
      cards(
        'A named person for the first 90 days',
        'Show the price of year two',
        'One named person for the first 90 days',
        'A named person for the first 100 days',
        'Show the price of year two beside year one',
        'Welcome video',
      ),
    );
    expect(found).toEqual([
      ['0', '2', '3'],
      ['1', '4'],
    ]);
  });

  it('are not those that have only small words in common', () => {
    expect(alike(cards('The price of the second year', 'The name of the first person'))).toEqual([]);
    expect(alike(cards('', ''))).toEqual([]);
  });

  it('are the same as when every pair is compared', () => {
    const words = ['price', 'year', 'call', 'name', 'first', 'date', 'step', 'fax'];
    let state = 7;
    const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const many = cards(
      ...Array.from({ length: 120 }, () => words.filter(() => chance() < 0.5).join(' ') || 'nothing'),
    );
    const pairs = many.flatMap((a, at) =>
      many
        .slice(at + 1)
        .filter((b) => overlap(wordsOf(a.text), wordsOf(b.text)) >= 0.6)
        .map((b) => [a, b]),
    );
    const sets = alike(many);
    const setOf = (id: string) => sets.findIndex((set) => set.includes(id));
    for (const [a, b] of pairs) expect(setOf(a?.id ?? '')).toBe(setOf(b?.id ?? ''));
    for (const set of sets)
      for (const id of set) expect(pairs.some((pair) => pair.some((one) => one.id === id))).toBe(true);
  });

  it('are found among thousands at once', () => {
    const many = cards(
      ...Array.from(
        { length: 2_000 },
        (_, at) => `The idea number ${String(at)} about step ${String(at % 97)} of the journey`,
      ),
    );
    const began = performance.now();
    alike(many);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('what came of a round', () => {
  const round: Round = {
    id: 'r',
    asks: { is: 'votes', budget: 3, per_card: 2, own_cards: true },
    cards: ['a', 'b', 'c'],
    result: {
      voters: 6,
      proxies: 1,
      sums: [
        { card: 'a', side: null, n: 2, values: [2, 0, 0] },
        { card: 'b', side: null, n: 4, values: [5, 0, 0] },
        { card: 'b', side: 'staff', n: 3, values: [4, 0, 0] },
      ],
    },
  };

  it('is told the most first, with the sides that can be told apart', () => {
    expect(resultsOf(round).map((one) => one.card)).toEqual(['b', 'a']);
    expect(sidesTold(round)).toEqual(['staff']);
    expect(resultsOf(round)[0]?.sides.staff?.values[0]).toBe(4);
  });
});

describe('ballots given here', () => {
  const vote = (votes: number) => ({ by: 'anna', do: 'vote', card: 'c', votes }) as const;

  it('count at once, and from the one before', () => {
    const ballots = new Ballots();
    ballots.expect(1, vote(1));
    ballots.expect(2, vote(2));
    expect(ballots.of('anna', 'c')?.[0]).toBe(2);
    // The answer to the first must not take back the second.
    ballots.told([{ person: 'anna', card: 'c', values: [1, 0, 0] }]);
    ballots.acked(1);
    expect(ballots.of('anna', 'c')?.[0]).toBe(2);
  });

  it('are taken back when they are refused', () => {
    const ballots = new Ballots();
    ballots.told([{ person: 'anna', card: 'c', values: [1, 0, 0] }]);
    ballots.expect(3, vote(9));
    ballots.refused(3);
    expect(ballots.of('anna', 'c')?.[0]).toBe(1);
    ballots.expect(4, vote(0));
    expect(ballots.of('anna', 'c')).toBeNull();
  });

  it('are those of whom they were given for', () => {
    const ballots = new Ballots();
    ballots.expect(1, { by: 'mara', for: 'kwame', do: 'vote', card: 'c', votes: 1 });
    expect(ballots.of('kwame', 'c')?.[0]).toBe(1);
    expect(ballots.of('mara', 'c')).toBeNull();
  });
});
