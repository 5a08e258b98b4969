/** The stand-in's shares: words alone, capped per origin, with plain numbers. */
import type { Board } from '../../src/protocol/Board';
import type { Card } from '../../src/protocol/Card';
import type { Certainty } from '../../src/protocol/Certainty';
import type { Explanation } from '../../src/protocol/Explanation';
import type { PersonShare } from '../../src/protocol/PersonShare';
import type { Report } from '../../src/protocol/Report';
import type { Scope } from '../../src/protocol/Scope';
import type { Side } from '../../src/protocol/Side';
import type { Views } from '../../src/protocol/Views';

/** A letter as it stands. */
export interface Standing {
  letter: string;
  voice: string;
  entry: number;
  origin: string;
  certainty: Certainty;
}

export interface Stand {
  board: Board;
  standing: (card: string) => readonly Standing[];
}

export const COUNTS = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const SIDES: Side[] = ['customer', 'staff', 'other'];

export function result(board: Board, scope: Scope): Card[] {
  const states = scope === 'decided' ? ['decided'] : ['open', 'decided'];
  return board.cards.filter((card) => !card.deleted && states.includes(card.state));
}

export function explain(stand: Stand, person: string, scope: Scope, cap = 40): Explanation {
  const origins = new Map<string, Explanation['words'][number]>();
  for (const card of result(stand.board, scope)) {
    stand.standing(card.id).forEach((mark, at) => {
      if (mark.voice !== person) return;
      const origin = origins.get(mark.origin) ?? {
        origin: `card ${mark.origin}`,
        letters: '0',
        points: '0',
        runs: [],
      };
      origins.set(mark.origin, origin);
      const counted = COUNTS.test(mark.letter) ? 1 : 0;
      origin.letters = String(Number(origin.letters) + counted);
      origin.points = String(Math.min(cap, Number(origin.letters)));
      const run = origin.runs.at(-1);
      if (run?.card === card.id && run.to === at && run.entry === mark.entry) {
        run.to += 1;
        run.letters += counted;
      } else {
        origin.runs.push({
          text: `card ${card.id}`,
          card: card.id,
          from: at,
          to: at + 1,
          letters: counted,
          voices: 1,
          entry: mark.entry,
          at_ms: mark.entry * 41_000,
          certainty: mark.certainty,
        });
      }
    });
  }
  const words = [...origins.values()];
  const points = words.reduce((sum, origin) => sum + Number(origin.points), 0);
  return {
    id: person,
    points: String(points),
    words,
    facts: [],
    held_back: { structure: '0', lineage: '0' },
  };
}

/** Whole per mille that add up, by the largest remainder. */
export function perMille(parts: readonly number[]): (number | null)[] {
  const total = parts.reduce((sum, one) => sum + one, 0);
  if (total === 0) return parts.map(() => null);
  const exact = parts.map((part) => (part * 1000) / total);
  const whole = exact.map(Math.floor);
  const missing = 1000 - whole.reduce((sum, one) => sum + one, 0);
  const order = exact
    .map((part, at) => ({ at, rest: part % 1 }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order.slice(0, missing)) whole[at] = (whole[at] ?? 0) + 1;
  return whole;
}

function points(stand: Stand, scope: Scope, cap = 40): number[] {
  return stand.board.people.map((person) => Number(explain(stand, person.id, scope, cap).points));
}

export function report(stand: Stand, scope: Scope): Report {
  const { people, cards } = stand.board;
  const own = points(stand, scope);
  const total = own.reduce((sum, one) => sum + one, 0);
  const shares = perMille(own);
  const asked = cards.filter((card) => !card.deleted && (card.votes.length > 0 || card.ratings.length > 0));
  const rows: PersonShare[] = people.map((person, p) => {
    const of_1000 = shares[p] ?? null;
    const unsure = explain(stand, person.id, scope).words.reduce(
      (sum, origin) =>
        sum + origin.runs.reduce((runs, run) => runs + (run.certainty === 'confirmed' ? 0 : run.letters), 0),
      0,
    );
    const low = of_1000 === null ? 0 : Math.max(0, of_1000 - Math.ceil((unsure * 1000) / total));
    const given = asked.reduce((sum, card) => {
      const voted = card.votes.some((vote) => vote.person === person.id);
      const rated = card.ratings.some((rating) => rating.person === person.id);
      return sum + (voted ? 1 : 0) + (rated ? 1 : 0);
    }, 0);
    const offered = asked.reduce(
      (sum, card) => sum + (card.votes.length > 0 ? 1 : 0) + (card.ratings.length > 0 ? 1 : 0),
      0,
    );
    return {
      id: person.id,
      name: person.name,
      side: person.side,
      letters: String(own[p]),
      points: String(own[p]),
      words: String(own[p]),
      structure: '0',
      lineage: '0',
      share: of_1000 === null ? null : { of_1000, low_of_1000: low, high_of_1000: of_1000 },
      had_a_say: { given, offered },
      feels_mine: null,
    };
  });
  const heads = SIDES.map((side) => people.filter((one) => one.side === side).length);
  const headShares = perMille(heads);
  const part = own.map((one) => one / Math.max(1, total));
  const entropy = -part.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);
  const equal = 1 / Math.max(1, people.length);
  return {
    scope,
    params: { cap: 40, fact: 5, match: 20 },
    total: String(total),
    people: rows,
    outside: [{ id: 'tidy', letters: 12 }],
    sides: SIDES.map((side, s) => ({
      side,
      points: String(own.reduce((sum, one, p) => sum + (people[p]?.side === side ? one : 0), 0)),
      of_1000: total === 0 ? null : sumOf(people.map((one, p) => (one.side === side ? shares[p] : 0))),
      heads: heads[s] ?? 0,
      heads_of_1000: headShares[s] ?? 0,
    })),
    balance: {
      effective_owners: total === 0 ? 0 : round3(Math.exp(entropy)),
      hoover: total === 0 ? 0 : round3(part.reduce((sum, p) => sum + Math.abs(p - equal), 0) / 2),
    },
  };
}

export function views(stand: Stand, scope: Scope): Views {
  const { people } = stand.board;
  const ways = [20, 40, 80, Infinity].map((cap) => perMille(points(stand, scope, cap)));
  const cards = people.map(() => 0);
  for (const card of result(stand.board, scope)) {
    const letters = stand.standing(card.id).filter((mark) => COUNTS.test(mark.letter));
    const named = letters.filter((mark) => people.some((person) => person.id === mark.voice));
    people.forEach((person, p) => {
      const own = named.filter((mark) => mark.voice === person.id).length;
      cards[p] = (cards[p] ?? 0) + (named.length === 0 ? 0 : own / named.length);
    });
  }
  const equal = perMille(cards);
  const shares = perMille(points(stand, scope));
  const robust = people.map((person, p) => {
    const all = ways.map((way) => way[p] ?? 0);
    return { id: person.id, low_of_1000: Math.min(...all), high_of_1000: Math.max(...all) };
  });
  return {
    robust,
    equal_cards: {
      cards: Math.round(cards.reduce((sum, one) => sum + one, 0)),
      people: people.map((person, p) => ({
        id: person.id,
        cards: String(Math.round(cards[p] ?? 0)),
        of_1000: equal[p] ?? null,
      })),
      sides: SIDES.map((side) => ({
        side,
        cards: String(Math.round(sumOf(people.map((one, p) => (one.side === side ? cards[p] : 0))))),
        of_1000:
          (equal[0] ?? null) === null
            ? null
            : sumOf(people.map((one, p) => (one.side === side ? equal[p] : 0))),
      })),
      differs: people.some((_, p) => Math.abs((equal[p] ?? 0) - (shares[p] ?? 0)) > 50),
    },
  };
}

function sumOf(parts: readonly (number | null | undefined)[]): number {
  return parts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
