import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Board } from '../protocol/Board';
import type { Card } from '../protocol/Card';
import type { Group } from '../protocol/Group';
import type { Line } from '../protocol/Line';
import type { ListChange } from '../protocol/ListChange';
import type { Patch } from '../protocol/Patch';
import type { Person } from '../protocol/Person';
import type { Phase } from '../protocol/Phase';
import type { PhaseNow } from '../protocol/PhaseNow';
import type { Round } from '../protocol/Round';
import type { Step } from '../protocol/Step';
import type { TextChange } from '../protocol/TextChange';
import { colour } from '../people/look';
import { foresee, foreseenCards, type Surroundings } from './foresight';
import { byRank } from './rank';

/** A step that is on its way, by its number. */
interface Pending {
  count: number;
  step: Step;
}

/** What a canvas is besides its cards. */
export interface Outline {
  title: string;
  purpose: string;
  people: Person[];
  stages: Line[];
  lanes: Line[];
  groups: readonly Group[];
}

/** A canvas as it was at some time. */
export interface Past {
  outline: Outline;
  card: (id: string) => Card | undefined;
}

export function cellKey(stage: string, lane: string): string {
  return `${stage}\n${lane}`;
}

function changed<T>(list: T[], { at, delete: gone, insert }: ListChange<T>): T[] {
  return [...list.slice(0, at), ...insert, ...list.slice(at + gone)];
}

/** A card with what was written on it. */
function written(card: Card, { at, delete: gone, insert, letters }: TextChange): Card {
  return {
    ...card,
    text: card.text.slice(0, at) + insert + card.text.slice(at + gone),
    letters: changed(card.letters, letters),
  };
}

/**
 * The canvas as this screen shows it: what the host said, with what was done here and is still on
 * its way on top. Each card is reactive by itself, so that a patch redraws only what it changed.
 */
export class Canvas implements Surroundings {
  title = $state('');
  purpose = $state('');
  feeling = $state(55);
  /** Everybody, each once. */
  people = $state.raw<Person[]>([]);
  /** Every seat: somebody may have two. */
  seats = $state.raw<Person[]>([]);
  stages = $state.raw<Line[]>([]);
  lanes = $state.raw<Line[]>([]);
  agenda = $state.raw<Phase[]>([]);
  /** The phase that is on. */
  phase = $state.raw<PhaseNow | null>(null);
  /** Rounds of voting and rating, the last one last. */
  rounds = $state.raw<Round[]>([]);
  /** Grows with every change to any card or group: for what depends on all of them. */
  private version = $state(0);
  readonly cards = new SvelteMap<string, Card>();
  readonly groups = new SvelteMap<string, Group>();
  /** Cards that nobody but this screen's people see, until they are revealed. */
  readonly drafts = new SvelteSet<string>();

  /** What the host says now, whatever time is shown. */
  #present: Outline = { title: '', purpose: '', people: [], stages: [], lanes: [], groups: [] };
  #past: Past | null = null;
  readonly #truth = new Map<string, Card>();
  readonly #pending = new Map<string, Pending[]>();
  /** Texts that are being written at this screen, over what the host says. */
  readonly #writing = new Map<string, string>();
  readonly #cells = new Map<string, Set<string>>();
  readonly #sorted = new Map<string, Card[]>();
  readonly #incoming = new Map<string, Set<string>>();

  /** Takes in everything anew. */
  renew(board: Board): void {
    this.#past = null;
    this.feeling = board.feeling;
    this.agenda = board.agenda ?? [];
    this.phase = board.phase ?? null;
    this.rounds = board.rounds ?? [];
    this.cards.clear();
    this.groups.clear();
    this.drafts.clear();
    for (const index of [this.#truth, this.#pending, this.#cells, this.#sorted, this.#incoming])
      index.clear();
    this.#present = board;
    this.#outline(board);
    for (const card of board.cards) this.#truth.set(card.id, card);
    for (const card of board.cards) this.#show(card.id);
    this.version += 1;
  }

  /** Takes in what changed; gives back the ids of the cards that did. */
  apply(patch: Patch): string[] {
    const { title, purpose, people, stages, lanes } = this.#present;
    this.#present = {
      title: patch.title ?? title,
      purpose: patch.purpose ?? purpose,
      people: patch.people ? changed(people, patch.people) : people,
      stages: patch.stages ?? stages,
      lanes: patch.lanes ?? lanes,
      groups: patch.groups ? withGroups(this.#present.groups, patch.groups) : this.#present.groups,
    };
    if (patch.feeling !== undefined) this.feeling = patch.feeling;
    if (patch.agenda) this.agenda = patch.agenda;
    if (patch.phase) this.phase = patch.phase[0] ?? null;
    if (patch.rounds) this.rounds = patch.rounds;
    for (const card of patch.cards ?? []) this.#truth.set(card.id, card);
    const texts = patch.texts ?? [];
    for (const change of texts) {
      const card = this.#truth.get(change.card);
      if (card) this.#truth.set(card.id, written(card, change));
    }
    const gone = patch.gone ?? [];
    for (const id of gone) this.#truth.delete(id);
    const ids = [
      ...(patch.cards ?? []).map((card) => card.id),
      ...texts.map((change) => change.card),
      ...gone,
    ];
    if (this.#past === null) {
      this.#lines(this.#present);
      for (const group of patch.groups ?? []) this.groups.set(group.id, group);
      for (const id of ids) this.#show(id);
      if (ids.length > 0 || patch.groups) this.version += 1;
    }
    return ids;
  }

  /** Shows another time: `changed` are the cards that were others then than in what is shown. */
  pose(past: Past, changed: Iterable<string>): void {
    this.#past = past;
    this.#outline(past.outline);
    for (const id of changed) this.#show(id);
    this.version += 1;
  }

  /** Shows the present again. */
  unpose(): void {
    if (this.#past === null) return;
    this.#past = null;
    this.#outline(this.#present);
    for (const id of new Set([...this.cards.keys(), ...this.#truth.keys(), ...this.#pending.keys()]))
      this.#show(id);
    this.version += 1;
  }

  /** Every card that the host has told of. */
  get told(): Iterable<string> {
    return this.#truth.keys();
  }

  #outline(outline: Outline): void {
    this.#lines(outline);
    for (const group of outline.groups)
      if (this.groups.get(group.id) !== group) this.groups.set(group.id, group);
  }

  #lines(outline: Outline): void {
    this.title = outline.title;
    this.purpose = outline.purpose;
    if (this.seats !== outline.people) {
      this.seats = outline.people;
      this.people = outline.people.filter((seat) => seat.same_as === undefined);
    }
    this.stages = outline.stages;
    this.lanes = outline.lanes;
  }

  /** Shows at once what a step will do. */
  expect(count: number, step: Step): void {
    const ids = foreseenCards(step);
    for (const id of ids) {
      const waiting = this.#pending.get(id) ?? [];
      waiting.push({ count, step });
      this.#pending.set(id, waiting);
      this.#show(id);
    }
    if (step.do === 'group' && step.name !== undefined && !this.groups.has(step.group)) {
      this.groups.set(step.group, { id: step.group, name: step.name });
    }
    const renamed = renamedGroup(step);
    if (renamed && this.groups.has(renamed.id)) {
      this.groups.set(renamed.id, renamed);
      this.version += 1;
    }
    if (ids.length > 0) this.version += 1;
  }

  /** The host has decided about a step, one way or the other: only its word counts from here. */
  settle(count: number, step: Step): void {
    const ids = foreseenCards(step);
    for (const id of ids) {
      const waiting = this.#pending.get(id)?.filter((one) => one.count !== count) ?? [];
      if (waiting.length > 0) this.#pending.set(id, waiting);
      else this.#pending.delete(id);
      this.#show(id);
    }
    const renamed = renamedGroup(step);
    if (renamed) {
      const told = this.#present.groups.find((one) => one.id === renamed.id);
      if (told && this.#past === null) this.groups.set(told.id, told);
      this.version += 1;
    }
    if (ids.length > 0) this.version += 1;
  }

  /** Shows the text that is being written on a card here; null when the host's counts again. */
  write(id: string, text: string | null): void {
    if (text === null) this.#writing.delete(id);
    else this.#writing.set(id, text);
    this.#show(id);
    this.version += 1;
  }

  /** The text of a card as the host last said it. */
  hostText(id: string): string | undefined {
    return this.#truth.get(id)?.text;
  }

  /** Whether the host knows the card, or only this screen does so far. */
  known(id: string): boolean {
    return this.#truth.has(id);
  }

  /** The round that is open. */
  get round(): Round | null {
    const last = this.rounds.at(-1);
    return last && !last.result ? last : null;
  }

  /** What each card got in the last voting round that is closed. */
  readonly #chosen: ReadonlyMap<string, number> | null = $derived.by(() => {
    const last = this.rounds.findLast((round) => round.asks.is === 'votes' && round.result !== undefined);
    if (!last?.result) return null;
    const got = new Map(last.cards.map((card) => [card, 0]));
    for (const { card, side, values } of last.result.sums) if (side === null) got.set(card, values[0]);
    return got;
  });

  /**
   * The votes that a card shows: of the last round it was in, else those given openly. While a
   * round asks for it, none: they would lead people.
   */
  votes(card: Card): number {
    if (this.round?.asks.is === 'votes' && this.asked(card.id)) return 0;
    return this.#chosen?.get(card.id) ?? card.votes.reduce((sum, vote) => sum + vote.votes, 0);
  }

  /** What somebody writes now is theirs alone until it is revealed. */
  get hidden(): boolean {
    const phase = this.agenda.find((one) => one.id === this.phase?.phase);
    return phase !== undefined && phase.plan.writing !== 'open';
  }

  /** In the round that is open, what people give this card is told to nobody. */
  asked(card: string): boolean {
    return this.round?.cards.includes(card) ?? false;
  }

  /** Each person's colour. */
  readonly #colours: ReadonlyMap<string, string> = $derived(
    new Map(this.people.map((person) => [person.id, colour(this.people, person.id)])),
  );

  colour(person: string): string {
    return this.#colours.get(person) ?? 'var(--other)';
  }

  /** Makes whoever reads this depend on all cards and groups. */
  watch(): number {
    return this.version;
  }

  /** The living cards of a cell in their order. */
  inCell(stage: string, lane: string): readonly Card[] {
    this.watch();
    const key = cellKey(stage, lane);
    const known = this.#sorted.get(key);
    if (known) return known;
    const cards: Card[] = [];
    for (const id of this.#cells.get(key) ?? []) {
      const card = this.cards.get(id);
      if (card) cards.push(card);
    }
    cards.sort(byRank);
    this.#sorted.set(key, cards);
    return cards;
  }

  /** Living cards with a link to this one. */
  linkedFrom(id: string): Card[] {
    this.watch();
    const from: Card[] = [];
    for (const other of this.#incoming.get(id) ?? []) {
      const card = this.cards.get(other);
      if (card && !card.deleted) from.push(card);
    }
    return from;
  }

  /** Every living card, in the order of stages, lanes and ranks. */
  living(): Card[] {
    const all: Card[] = [];
    for (const stage of this.stages)
      for (const lane of this.lanes) all.push(...this.inCell(stage.id, lane.id));
    return all;
  }

  person(id: string | null | undefined): Person | undefined {
    return id ? this.seats.find((person) => person.id === id) : undefined;
  }

  #show(id: string): void {
    const card = this.#past ? this.#then(id, this.#past) : this.#now(id);
    const before = this.cards.get(id);
    if (before) this.#unplace(before);
    if (card?.private && !card.deleted) this.drafts.add(id);
    else this.drafts.delete(id);
    if (!card) {
      this.cards.delete(id);
      return;
    }
    this.cards.set(id, card);
    this.#place(card);
  }

  #then(id: string, past: Past): Card | undefined {
    const card = past.card(id);
    return card?.undone ? undefined : card;
  }

  #now(id: string): Card | undefined {
    let card = this.#truth.get(id);
    // A card whose making was undone is as if it had never been.
    if (card?.undone) card = undefined;
    for (const { step } of this.#pending.get(id) ?? []) card = foresee(step, card, this);
    const writing = this.#writing.get(id);
    return card && writing !== undefined && writing !== card.text ? { ...card, text: writing } : card;
  }

  #place(card: Card): void {
    for (const link of card.links) {
      const from = this.#incoming.get(link.to) ?? new Set();
      from.add(card.id);
      this.#incoming.set(link.to, from);
    }
    if (card.deleted) return;
    const key = cellKey(card.stage, card.lane);
    const cell = this.#cells.get(key) ?? new Set();
    cell.add(card.id);
    this.#cells.set(key, cell);
    this.#sorted.delete(key);
  }

  #unplace(card: Card): void {
    for (const link of card.links) this.#incoming.get(link.to)?.delete(card.id);
    const key = cellKey(card.stage, card.lane);
    this.#cells.get(key)?.delete(card.id);
    this.#sorted.delete(key);
  }
}

function renamedGroup(step: Step): Group | null {
  if (step.do !== 'rename' || step.what !== 'group' || step.id === undefined) return null;
  return { id: step.id, name: step.text };
}

function withGroups(groups: readonly Group[], changed: readonly Group[]): Group[] {
  const all = new Map(groups.map((group) => [group.id, group]));
  for (const group of changed) all.set(group.id, group);
  return [...all.values()];
}
