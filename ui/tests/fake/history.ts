/** The stand-in's log: every step with what it left, for replay and for what became of ideas. */
import type { Board } from '../../src/protocol/Board';
import type { Frame } from '../../src/protocol/Frame';
import type { Idea } from '../../src/protocol/Idea';
import type { Patch } from '../../src/protocol/Patch';
import type { Replay } from '../../src/protocol/Replay';
import type { Report } from '../../src/protocol/Report';
import type { Step } from '../../src/protocol/Step';
import { graphemes } from '../../src/text/graphemes';
import { COUNTS, result, type Stand } from './ownership';
import { newCard } from './canvas';

export const ENTRY_MS = 41_000;

interface Noted {
  step: Step;
  patch: Patch;
  report: Report | null;
}

export class History {
  readonly #start: Board;
  readonly #noted: Noted[] = [];

  constructor(start: Board) {
    this.#start = structuredClone(start);
  }

  note(step: Step, patch: Patch, report: Report | null): void {
    this.#noted.push(structuredClone({ step, patch, report }));
  }

  get last(): number {
    return this.#noted.length;
  }

  replay(from: number, to: number, most: number): Replay {
    const last = Math.min(to, this.#noted.length);
    const count = Math.max(1, Math.min(most, last - from));
    const frames: Frame[] = [];
    let held = new Map<string, number | null>();
    let at = from;
    for (let f = 1; f <= count; f += 1) {
      const end = from + Math.round(((last - from) * f) / count);
      const part = this.#noted.slice(at, end);
      at = end;
      const final = part.at(-1);
      if (!final) continue;
      const cards = new Map(part.flatMap((one) => (one.patch.cards ?? []).map((card) => [card.id, card])));
      const groups = new Map(
        part.flatMap((one) => (one.patch.groups ?? []).map((group) => [group.id, group])),
      );
      const outline: Pick<Frame, 'title' | 'purpose' | 'people' | 'stages' | 'lanes'> = {};
      for (const { patch } of part) {
        if (patch.title !== undefined) outline.title = patch.title;
        if (patch.purpose !== undefined) outline.purpose = patch.purpose;
        if (patch.people) outline.people = patch.people.insert;
        if (patch.stages) outline.stages = patch.stages;
        if (patch.lanes) outline.lanes = patch.lanes;
      }
      const report = part.findLast((one) => one.report !== null)?.report;
      const now = new Map(report?.people.map((one) => [one.id, one.share?.of_1000 ?? null]));
      frames.push({
        entry: end,
        at_ms: end * ENTRY_MS,
        by: final.step.by ?? null,
        what: final.step.do,
        card: 'card' in final.step ? final.step.card : 'from' in final.step ? final.step.from : null,
        cards: [...cards.values()],
        groups: [...groups.values()],
        ...outline,
        shares: [...now]
          .filter(([person, of_1000]) => f === 1 || held.get(person) !== of_1000)
          .map(([person, of_1000]) => ({ person, of_1000 })),
        sides: (report?.sides ?? []).map(({ side, of_1000 }) => ({ side, of_1000 })),
      });
      if (report) held = now;
    }
    return { first: from, last, start: this.#boardAt(from), frames };
  }

  #boardAt(entry: number): Board {
    const board = structuredClone(this.#start);
    for (const { patch } of this.#noted.slice(0, entry)) {
      for (const card of patch.cards ?? []) {
        const at = board.cards.findIndex((one) => one.id === card.id);
        if (at < 0) board.cards.push(card);
        else board.cards[at] = card;
      }
      if (patch.groups) board.groups = patch.groups;
      if (patch.people) board.people = patch.people.insert;
    }
    return board;
  }

  ideas(person: string, stand: Stand): Idea[] {
    return this.#noted.flatMap(({ step }, at): Idea[] => {
      const made = step.do === 'add' && (step.for ?? step.by) === person;
      const card = made ? stand.board.cards.find((one) => one.id === step.card) : undefined;
      if (!made || !card) return [];
      const about = this.#noted.filter((one) => 'card' in one.step && one.step.card === card.id);
      const ended = about.findLast(({ step: { do: what } }) => ['state', 'delete', 'merge'].includes(what));
      const fate = card.merged_into
        ? 'merged'
        : card.deleted
          ? 'deleted'
          : card.state === 'open'
            ? 'living'
            : card.state;
      const texts = result(stand.board, 'board').flatMap((one) => stand.standing(one.id));
      return [
        {
          card: card.id,
          text: step.text.slice(0, 120),
          entry: at + 1,
          at_ms: (at + 1) * ENTRY_MS,
          fate,
          state: card.state,
          reason: card.reason ?? null,
          by: fate === 'living' || fate === 'decided' ? null : (ended?.step.by ?? null),
          fate_entry: ended ? this.#noted.indexOf(ended) + 1 : null,
          fate_at_ms: ended ? (this.#noted.indexOf(ended) + 1) * ENTRY_MS : null,
          moved: about.some((one) => one.step.do === 'move'),
          into: card.merged_into,
          letters_written: graphemes(step.text).filter((letter) => COUNTS.test(letter)).length,
          letters_living: texts.filter(
            (mark) => mark.voice === person && mark.origin === card.id && COUNTS.test(mark.letter),
          ).length,
          edited_by: [
            ...new Set(
              stand
                .standing(card.id)
                .map((mark) => mark.voice)
                .filter((voice) => voice !== person),
            ),
          ],
          built_on_by: stand.board.cards
            .filter((one) => one.links.some((link) => link.to === card.id && link.kind === 'builds_on'))
            .map((one) => one.id),
        },
      ];
    });
  }
}

/** A long replay of a large board, made up: adds, then edits, moves and decisions all over it. */
export function crowdReplay(board: Board, from: number, to: number, most: number, entries: number): Replay {
  const last = Math.min(to, entries);
  const count = Math.max(1, Math.min(most, last - from));
  const cards = board.cards.map((card) => ({ ...card, stage: 's1' }));
  const frames: Frame[] = [];
  const born = (entry: number) => Math.min(cards.length, Math.floor((entry * cards.length) / (entries / 2)));
  const start = { ...board, cards: structuredClone(cards.slice(0, born(from))) };
  let at = from;
  for (let f = 1; f <= count; f += 1) {
    const end = from + Math.round(((last - from) * f) / count);
    const changed = new Set<number>();
    for (let c = born(at); c < born(end); c += 1) changed.add(c);
    for (let e = at; e < end; e += 1) {
      const c = (e * 7919) % Math.max(1, born(end));
      const card = cards[c];
      if (!card) continue;
      changed.add(c);
      if (e % 4 === 0) card.stage = `s${String(((e * 31) % 5) + 1)}`;
      else if (e % 4 === 1) card.text = `${card.text.slice(0, 40)} ${String(e)}`;
      else if (e % 17 === 0) card.state = card.state === 'open' ? 'decided' : 'open';
    }
    at = end;
    const parts = [420, 170, 130, 120, 160].map(
      (part, p) => part + Math.round(90 * Math.sin(end / 9_000 + p)),
    );
    const sum = parts.reduce((a, b) => a + b, 0);
    const shares = [...parts, 1000 - sum].map((of_1000, p) => ({
      person: board.people[p]?.id ?? '',
      of_1000,
    }));
    const customers = shares
      .filter((one) => board.people.find((person) => person.id === one.person)?.side === 'customer')
      .reduce((all, one) => all + one.of_1000, 0);
    frames.push({
      entry: end,
      at_ms: end * 300,
      by: board.people[end % board.people.length]?.id ?? null,
      what: ['move', 'edit', 'edit', 'vote'][end % 4] ?? 'edit',
      card: cards[[...changed][0] ?? 0]?.id ?? null,
      cards: [...changed].map((c) => structuredClone(cards[c] ?? newCard('', '', '', '', ''))),
      groups: [],
      shares,
      sides: [
        { side: 'customer', of_1000: customers },
        { side: 'staff', of_1000: 1000 - customers },
        { side: 'other', of_1000: 0 },
      ],
    });
  }
  return { first: from, last, start, frames };
}
