/**
 * A small stand-in for the workshop, for tests and development alone: enough of the commands to
 * try a screen on, none of the rules that make shares exact.
 */
import type { Board } from '../../src/protocol/Board';
import type { Card } from '../../src/protocol/Card';
import type { Line } from '../../src/protocol/Line';
import type { ListChange } from '../../src/protocol/ListChange';
import type { Patch } from '../../src/protocol/Patch';
import type { Person } from '../../src/protocol/Person';
import type { Scope } from '../../src/protocol/Scope';
import type { Step } from '../../src/protocol/Step';
import type { Certainty } from '../../src/protocol/Certainty';
import { sha256 } from '../../src/session/sha256';
import { graphemes } from '../../src/text/graphemes';
import { FakeFeelings } from './feelings';
import { FakeWorkshop } from './workshop';
import { experienceOf } from './experience';
import { crowdReplay, History } from './history';
import { COUNTS, explain, report, views, type Stand, type Standing } from './ownership';

interface Mark extends Standing {
  /** The patch it came with, and whose it was. */
  born: Event;
  died: Event | null;
}

interface Event {
  n: number;
  client: string;
}

/** What an author had seen. */
export interface View {
  seen: number;
  client: string;
  /** The number of the patch that the step becomes. */
  n: number;
}

function sees(view: View, event: Event | null): boolean {
  return event !== null && (event.n <= view.seen || event.client === view.client);
}

interface State {
  board: Board;
  texts: Map<string, Mark[]>;
}

interface Refusal {
  code: string;
  says: string;
  way_out: string;
}

export class FakeCanvas {
  #state: State;
  #before: { gesture: string; person: string; state: State; what: string; card: string | null }[] = [];
  #entry = 0;
  #rank = 0;
  #view: View = { seen: 0, client: '', n: 0 };
  #certainty: Certainty = 'confirmed';
  /** What would claim cards without a name. */
  readonly #claims = new Map<string, string>();
  readonly #feelings = new FakeFeelings();
  readonly workshop = new FakeWorkshop();
  /** Pictures in base64, by what stands for their SHA-256. */
  readonly pictures = new Map<string, { mime: string; data: string }>();
  readonly #history: History;

  constructor(board: Board, rehearsed: readonly Step[] = []) {
    const texts = new Map<string, Mark[]>();
    this.#state = { board, texts };
    this.#history = new History({ ...board, cards: [] });
    for (const card of board.cards) {
      this.#entry += 1;
      const by = card.creators[0] ?? 'template';
      texts.set(card.id, this.#marks(card.text, by, card.id));
      card.rank = this.#nextRank();
      this.#count(card);
      if (this.#large) continue;
      const { id, stage, lane, text } = card;
      this.#note({ do: 'add', by, card: id, stage, lane, text }, { n: 0, cards: [card] });
    }
    rehearsed.forEach((step, at) => this.do(step, `rehearsed ${String(at)}`, { seen: 0, client: '', n: 0 }));
  }

  /** Too many cards to count everything anew with every step. */
  get #large(): boolean {
    return this.#state.board.cards.length > 300;
  }

  get #stand(): Stand {
    return { board: this.#state.board, standing: (card) => this.#alive(card) };
  }

  #note(step: Step, patch: Patch): void {
    // Shares of the first cards are told now and then: counting is the slow part.
    const told = this.#entry > 80 || this.#entry % 4 === 0;
    this.#history.note(step, patch, told && !this.#large ? this.report('board') : null);
  }

  report(scope: Scope) {
    const { told } = this.#feelings;
    const whole = report(this.#stand, scope);
    if (told === null) return whole;
    const shared = new Map(told.shared.map((one) => [one.id, one.estimate_of_1000]));
    const people = whole.people.map((one) => ({ ...one, feels_mine: shared.get(one.id) ?? null }));
    return { ...whole, people, feelings: told };
  }

  get asking() {
    return this.#feelings.asking(this.#state.board.people);
  }

  explain(person: string, scope: Scope) {
    return explain(this.#stand, person, scope);
  }

  views(scope: Scope) {
    return views(this.#stand, scope);
  }

  experience() {
    return experienceOf(this.#state.board);
  }

  ideas(person: string) {
    return this.#history.ideas(person, this.#stand);
  }

  replay(from: number, to: number, most: number) {
    if (this.#large) return crowdReplay(this.board, from, to, most, this.#state.board.cards.length * 20);
    return this.#history.replay(from, to, most);
  }

  get board(): Board {
    return structuredClone(this.#state.board);
  }

  undoStates() {
    return this.#state.board.people.map((person) => {
      const last = this.#before.findLast((one) => one.person === person.id);
      return { person: person.id, undo: last ? { what: last.what, card: last.card } : null, redo: null };
    });
  }

  /** Does a step; gives back what changed. */
  do(step: Step, gesture: string, view: View): Patch | Refusal {
    this.#view = view;
    const { board } = this.#state;
    const kept = structuredClone(this.#state);
    if (step.do === 'undo') {
      const last = this.#before.findLast((one) => one.person === step.by);
      if (!last) return { code: 'nothing-to-undo', says: 'There is nothing to undo.', way_out: '' };
      while (this.#before.length > 0) if (this.#before.pop()?.gesture === last.gesture) break;
      this.#state = last.state;
      const { phase, people, ...board } = structuredClone(last.state.board);
      const cards = this.#withLost(kept.board.cards);
      const outline = { phase: phase ? [phase] : [], people: everybody(people) };
      const back: Patch = { ...board, ...outline, n: 0, cards };
      this.#note(step, back);
      return back;
    }
    this.#entry += 1;
    this.#certainty = step.for === undefined ? 'confirmed' : 'attributed';
    const voice =
      typeof step.for === 'string'
        ? step.for
        : (step.for?.[0] ?? (step.tidy ? 'tidy' : step.by) ?? 'template');
    const changed = this.#apply(step, voice, board);
    if ('code' in changed) return changed;
    const open = this.#before.at(-1);
    if (open?.gesture !== gesture) {
      const card = 'card' in step ? step.card : null;
      this.#before.push({ gesture, person: step.by ?? '', state: kept, what: step.do, card });
    }
    for (const card of changed.cards ?? []) this.#count(card);
    if (!this.#large) this.#note(step, changed);
    return structuredClone(changed);
  }

  /** Cards that an undo took away are told as deleted. */
  #withLost(before: Card[]): Card[] {
    const now = new Map(this.#state.board.cards.map((card) => [card.id, card]));
    return before.map((card) =>
      structuredClone(now.get(card.id) ?? { ...card, deleted: true, undone: true }),
    );
  }

  #apply(step: Step, voice: string, board: Board): Patch | Refusal {
    const n = 0;
    const find = (id: string) => board.cards.find((card) => card.id === id);
    const refuse = (says: string): Refusal => ({ code: 'refused', says, way_out: 'Nothing was changed.' });
    const ledBy = this.workshop.take(step, board, this.#view.client);
    if (ledBy) return ledBy;
    if (step.do === 'person') {
      board.people.push({
        id: step.id,
        name: step.name,
        side: step.side,
        facilitator: step.facilitator ?? false,
      });
      return { n, people: everybody(board.people) };
    }
    if (step.do === 'change_person') {
      board.people = board.people.map((one) =>
        one.id === step.id
          ? { id: step.id, name: step.name, side: step.side, facilitator: step.facilitator }
          : one,
      );
      return { n, people: everybody(board.people) };
    }
    if (step.do === 'rename') {
      if (step.what === 'title' || step.what === 'purpose') {
        board[step.what] = step.text;
        return { n, [step.what]: step.text };
      }
      const list = step.what === 'stage' ? board.stages : step.what === 'lane' ? board.lanes : board.groups;
      const line = list.find((one) => one.id === step.id);
      if (line) line.name = step.text;
      return { n, stages: board.stages, lanes: board.lanes, groups: board.groups };
    }
    if (this.#feelings.take(step, board.people)) {
      const { asking } = this;
      return { n, ...(asking ? { feelings: asking } : {}) };
    }
    if (step.do === 'feeling') return { n, feeling: (board.feeling = step.percent) };
    const lines = this.#lines(step, board);
    if (lines) return lines;
    if (step.do === 'group') {
      if (!board.groups.some((one) => one.id === step.group))
        board.groups.push({ id: step.group, name: step.name ?? '' });
      const cards = step.cards.flatMap((id) => find(id) ?? []);
      for (const card of cards) card.group = step.group;
      return { n, groups: board.groups, cards };
    }
    if (step.do === 'ungroup') {
      const cards = step.cards.flatMap((id) => find(id) ?? []);
      for (const card of cards) card.group = null;
      return { n, cards };
    }
    if (step.do === 'link' || step.do === 'unlink') {
      const card = find(step.from);
      if (!card) return refuse('This card is not there.');
      card.links = card.links.filter((link) => link.to !== step.to || link.kind !== step.kind);
      if (step.do === 'link') card.links.push({ to: step.to, kind: step.kind });
      return { n, cards: [card] };
    }
    if (step.do === 'add') {
      if (step.text.includes('refuse me')) return refuse('This card was refused.');
      const unnamed = board.people.filter((person) => person.name === null).length + 1;
      const own = step.anonymous ? `anonymous ${String(unnamed)}` : voice;
      if (step.anonymous) {
        board.people.push({ id: own, name: null, side: null, facilitator: false });
        this.#claims.set(step.card, step.claim ?? '');
      }
      const card = newCard(step.card, step.stage, step.lane, this.#nextRank(), own);
      card.kind = step.kind ?? null;
      this.#state.texts.set(card.id, this.#marks(step.text, own, card.id));
      if (this.workshop.writing(board) !== 'open') {
        card.private = true;
        if (this.#view.client === 'other') {
          this.#count(card);
          this.workshop.hide(card);
          return { n };
        }
      }
      board.cards.push(card);
      return { n, cards: [card], ...(step.anonymous ? { people: everybody(board.people) } : {}) };
    }
    if (!('card' in step)) return refuse('The stand-in does not know this.');
    const card = find(step.card);
    if (!card || (card.deleted && step.do !== 'restore')) return refuse('This card is not there any more.');
    return this.#onCard(step, card, voice, find) ?? refuse('The stand-in does not know this.');
  }

  #onCard(step: Step, card: Card, voice: string, find: (id: string) => Card | undefined): Patch | null {
    const n = 0;
    const texts = this.#state.texts;
    const text = texts.get(card.id) ?? [];
    switch (step.do) {
      case 'edit':
        this.#edit(text, step, voice);
        break;
      case 'move':
        card.stage = step.stage;
        card.lane = step.lane;
        card.rank = this.#rankBefore(card, step.before);
        break;
      case 'state':
        card.state = step.state;
        delete card.reason;
        if (step.reason !== undefined) card.reason = step.reason;
        break;
      case 'delete':
        card.deleted = true;
        break;
      case 'restore':
        card.deleted = false;
        break;
      case 'vote':
        card.votes = card.votes.filter((vote) => vote.person !== step.by);
        if (step.votes > 0) card.votes.push({ person: step.by ?? '', votes: step.votes });
        break;
      case 'rate':
        card.ratings = card.ratings.filter((one) => one.person !== voice);
        card.ratings.push({ person: voice, expected: step.expected, worked: step.worked, felt: step.felt });
        break;
      case 'promise':
        card.promises.push({ text: step.text, owner: step.owner, due: step.due });
        break;
      case 'claim': {
        if (sha256(step.secret) !== this.#claims.get(card.id)) return null;
        const [unnamed] = card.creators;
        const people = this.#state.board.people;
        const person = people.find((one) => one.id === unnamed);
        if (person && step.by) person.claimed_by = step.by;
        for (const mark of text) if (mark.voice === unnamed) mark.voice = step.by ?? '';
        card.creators = [step.by ?? ''];
        return { n, cards: [card], people: everybody(people) };
      }
      case 'reassign':
        for (const mark of this.#alive(card.id).slice(step.at, step.at + step.length))
          mark.voice = step.to[0] ?? mark.voice;
        break;
      case 'attach': {
        const sha = sha256(step.data);
        this.pictures.set(sha, { mime: step.mime, data: step.data });
        const bytes = Math.floor((step.data.length * 3) / 4);
        const one = { sha256: sha, name: step.name, mime: step.mime, bytes, by: [voice] };
        card.attachments = [...(card.attachments ?? []).filter((other) => other.sha256 !== sha), one];
        break;
      }
      case 'detach':
        card.attachments = (card.attachments ?? []).filter((one) => one.sha256 !== step.sha256);
        break;
      case 'confirm':
        for (const mark of text) if (mark.voice === voice) mark.certainty = 'confirmed';
        break;
      case 'copy':
      case 'split': {
        const made = {
          ...structuredClone(card),
          id: step.as,
          links: [],
          votes: [],
          ratings: [],
          promises: [],
        };
        made.rank = `${card.rank}5`;
        const own =
          step.do === 'copy'
            ? text
            : text.splice(text.indexOf(this.#alive(card.id)[step.at] ?? ({} as Mark)));
        texts.set(made.id, structuredClone(own));
        this.#state.board.cards.push(made);
        return { n, cards: [card, made] };
      }
      case 'merge': {
        const into = find(step.into);
        if (!into) return null;
        texts.get(into.id)?.push(...this.#marks(' ', voice, into.id), ...text.splice(0));
        card.deleted = true;
        card.merged_into = into.id;
        return { n, cards: [card, into] };
      }
      default:
        return null;
    }
    return { n, cards: [card] };
  }

  #lines(step: Step, board: Board): Patch | null {
    const n = 0;
    const place = (list: Line[], line: Line, before: string | undefined) => {
      const at = list.findIndex((one) => one.id === before);
      list.splice(at < 0 ? list.length : at, 0, line);
    };
    switch (step.do) {
      case 'add_stage':
        place(board.stages, { id: step.stage, name: step.name }, step.before);
        return { n, stages: board.stages };
      case 'add_lane':
        place(board.lanes, { id: step.lane, name: step.name }, step.before);
        return { n, lanes: board.lanes };
      case 'remove_stage':
        board.stages = board.stages.filter((one) => one.id !== step.stage);
        return { n, stages: board.stages };
      case 'remove_lane':
        board.lanes = board.lanes.filter((one) => one.id !== step.lane);
        return { n, lanes: board.lanes };
      case 'reorder_stage':
      case 'reorder_lane': {
        const list = step.do === 'reorder_stage' ? board.stages : board.lanes;
        const id = step.do === 'reorder_stage' ? step.stage : step.lane;
        const line = list.splice(
          list.findIndex((one) => one.id === id),
          1,
        )[0];
        if (line) place(list, line, step.before);
        return { n, stages: board.stages, lanes: board.lanes };
      }
      default:
        return null;
    }
  }

  /** Positions count the letters that the author saw; dead letters keep their place. */
  #edit(text: Mark[], step: Extract<Step, { do: 'edit' }>, voice: string): void {
    const view = this.#view;
    const visible = text.filter((mark) => sees(view, mark.born) && !sees(view, mark.died));
    const left = visible[step.at - 1];
    for (const mark of visible.slice(step.at, step.at + step.delete)) {
      mark.died ??= { n: view.n, client: view.client };
    }
    const at = left ? text.indexOf(left) + 1 : 0;
    text.splice(at, 0, ...this.#marks(step.insert, voice, step.card));
  }

  #alive(card: string): Mark[] {
    return (this.#state.texts.get(card) ?? []).filter((mark) => mark.died === null);
  }

  #marks(text: string, voice: string, origin: string): Mark[] {
    const born = { n: this.#view.n, client: this.#view.client };
    const certainty = this.#certainty;
    const entry = this.#entry;
    return graphemes(text).map((letter) => ({ letter, voice, entry, origin, certainty, born, died: null }));
  }

  #nextRank(): string {
    this.#rank += 1;
    return `a${this.#rank.toString().padStart(6, '0')}`;
  }

  #rankBefore(card: Card, before: string | undefined): string {
    const cell = this.#state.board.cards
      .filter(
        (one) => one.stage === card.stage && one.lane === card.lane && one.id !== card.id && !one.deleted,
      )
      .sort((a, b) => (a.rank < b.rank ? -1 : 1));
    const at = cell.findIndex((one) => one.id === before);
    if (at < 0) return this.#nextRank();
    const left = cell[at - 1]?.rank ?? '';
    return left === ''
      ? `A${(999_999 - this.#entry).toString()}`
      : `${left}${(this.#rank += 1).toString().padStart(6, '0')}`;
  }

  #count(card: Card): void {
    const marks = this.#alive(card.id);
    card.text = marks.map((mark) => mark.letter).join('');
    card.letters = this.#state.board.people
      .map((person) => ({
        person: person.id,
        letters: marks.filter((mark) => mark.voice === person.id && COUNTS.test(mark.letter)).length,
      }))
      .filter((one) => one.letters > 0);
  }
}

/** All people anew, however many there were. */
function everybody(people: Person[]): ListChange<Person> {
  return { at: 0, delete: Number.MAX_SAFE_INTEGER, insert: people };
}

export function newCard(id: string, stage: string, lane: string, rank: string, creator: string): Card {
  return {
    id,
    text: '',
    kind: null,
    stage,
    lane,
    rank,
    state: 'open',
    deleted: false,
    undone: false,
    merged_into: null,
    group: null,
    creators: [creator],
    letters: [],
    links: [],
    votes: [],
    ratings: [],
    promises: [],
  };
}
