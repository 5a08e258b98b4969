import type { Card } from '../protocol/Card';
import type { Frame } from '../protocol/Frame';
import type { Group } from '../protocol/Group';
import type { Replay } from '../protocol/Replay';
import type { Side } from '../protocol/Side';
import type { Outline } from '../session/canvas.svelte';

/** Values by the log entry from which they held, in the order of entries. */
class Course<T> {
  readonly #entries: number[] = [];
  readonly #values: T[] = [];

  set(entry: number, value: T): void {
    const at = after(this.#entries, entry);
    if (this.#entries[at - 1] === entry) this.#values[at - 1] = value;
    else {
      this.#entries.splice(at, 0, entry);
      this.#values.splice(at, 0, value);
    }
  }

  at(entry: number): T | undefined {
    return this.#values[after(this.#entries, entry) - 1];
  }
}

/** How many of these ascending numbers are no greater than another. */
function after(numbers: readonly number[], most: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A canvas through its whole log, so that any moment of it can be shown at once. It stops at some
 * entries only; between two stops it is made finer with [`add`] where somebody looks closely.
 */
export class Film {
  readonly first: number;
  readonly last: number;
  /** Entries at which the film stops, the beginning first. */
  #stops: number[];
  readonly #frames = new Map<number, Frame>();
  readonly #cards = new Map<string, Course<Card>>();
  readonly #outlines = new Course<Outline>();
  readonly #people = new Map<string, Course<number | null>>();
  readonly #sides = new Map<Side, Course<number | null>>();

  constructor(replay: Replay) {
    this.first = replay.first;
    this.last = replay.last;
    this.#stops = [replay.first];
    for (const card of replay.start.cards) this.#course(this.#cards, card.id).set(replay.first, card);
    this.#outlines.set(replay.first, replay.start);
    this.add(replay);
  }

  /** Takes in more stops, of any part of the film. */
  add(replay: Replay): void {
    let outline = this.#outlines.at(replay.first) ?? replay.start;
    for (const frame of replay.frames) {
      const { entry } = frame;
      this.#frames.set(entry, frame);
      for (const change of frame.cards) {
        const course = this.#course(this.#cards, change.id);
        // A card's first version has all its fields.
        course.set(entry, { ...course.at(entry - 1), ...change } as Card);
      }
      for (const { person, of_1000 } of frame.shares) this.#course(this.#people, person).set(entry, of_1000);
      for (const { side, of_1000 } of frame.sides) this.#course(this.#sides, side).set(entry, of_1000);
      const next = redrawn(outline, frame);
      if (next !== outline) this.#outlines.set(entry, next);
      outline = next;
    }
    this.#stops = [...new Set([...this.#stops, ...replay.frames.map((frame) => frame.entry)])].sort(
      (a, b) => a - b,
    );
  }

  #course<K, T>(courses: Map<K, Course<T>>, key: K): Course<T> {
    const known = courses.get(key);
    if (known) return known;
    const course = new Course<T>();
    courses.set(key, course);
    return course;
  }

  get stops(): readonly number[] {
    return this.#stops;
  }

  /** The number of the last stop that is no later than an entry. */
  stopAt(entry: number): number {
    return Math.max(0, after(this.#stops, entry) - 1);
  }

  /** What was done last at a stop; nothing at the beginning. */
  frame(entry: number): Frame | undefined {
    return this.#frames.get(entry);
  }

  card(id: string, entry: number): Card | undefined {
    return this.#cards.get(id)?.at(entry);
  }

  /** Every card that ever was. */
  get cards(): Iterable<string> {
    return this.#cards.keys();
  }

  /** The cards that are others at one of two entries than at the other. */
  changed(from: number, to: number): Set<string> {
    const [early, late] = from < to ? [from, to] : [to, from];
    const ids = new Set<string>();
    for (let stop = after(this.#stops, early); stop < after(this.#stops, late); stop += 1) {
      for (const card of this.#frames.get(this.#stops[stop] ?? 0)?.cards ?? []) ids.add(card.id);
    }
    return ids;
  }

  outline(entry: number): Outline | undefined {
    return this.#outlines.at(entry);
  }

  person(id: string, entry: number): number | null {
    return this.#people.get(id)?.at(entry) ?? null;
  }

  side(side: Side, entry: number): number | null {
    return this.#sides.get(side)?.at(entry) ?? null;
  }

  /** When a stop was, in milliseconds since the beginning. */
  time(entry: number): number {
    return this.frame(entry)?.at_ms ?? 0;
  }
}

/** The outline after a frame; the same object where nothing of it changed. */
function redrawn(outline: Outline, frame: Frame): Outline {
  const { title, purpose, people, stages, lanes, groups } = frame;
  const same = [title, purpose, people, stages, lanes].every((one) => one === undefined);
  if (same && groups.length === 0) return outline;
  return {
    title: title ?? outline.title,
    purpose: purpose ?? outline.purpose,
    people: people ?? outline.people,
    stages: stages ?? outline.stages,
    lanes: lanes ?? outline.lanes,
    groups: groups.length === 0 ? outline.groups : renamed(outline.groups, groups),
  };
}

function renamed(groups: readonly Group[], changed: readonly Group[]): Group[] {
  const all = new Map(groups.map((group) => [group.id, group]));
  for (const group of changed) all.set(group.id, group);
  return [...all.values()];
}
