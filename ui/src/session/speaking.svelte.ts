import type { Command } from '../protocol/Command';
import type { Step } from '../protocol/Step';
import type { Canvas } from './canvas.svelte';
import type { Shelf } from './outbox';

const KEY = 'atelier.speaking';

/** Which commands write letters and so have a voice. */
const VOICED = new Set<Command['do']>([
  'add',
  'edit',
  'set_text',
  'transfer',
  'copy',
  'split',
  'merge',
  'group',
  'move',
  'link',
  'rename',
  'promise',
  'add_stage',
  'add_lane',
  'rate',
]);
/** Which commands can be tidying up. */
const TIDY = new Set<Command['do']>([
  'add',
  'edit',
  'set_text',
  'transfer',
  'copy',
  'split',
  'merge',
  'group',
  'ungroup',
  'move',
  'link',
  'rename',
  'add_stage',
  'add_lane',
]);

/** Who acts at this screen just now, and for whom: several people may share one machine. */
export class Speaking {
  /** The person whose hands these are; null until somebody is chosen. */
  by = $state<string | null>(null);
  /** Whose words they write down; empty when they speak for themselves. */
  voices = $state.raw<string[]>([]);
  /** A facilitator's wish to tidy up without adding to anybody's share. */
  tidyWanted = $state(true);

  readonly #canvas: Canvas;
  readonly #shelf: Shelf;

  constructor(canvas: Canvas, shelf: Shelf) {
    this.#canvas = canvas;
    this.#shelf = shelf;
    this.by = shelf.getItem(KEY);
  }

  /** Tidying is on: only for a facilitator who writes for nobody. */
  get tidy(): boolean {
    return this.tidyWanted && this.voices.length === 0 && this.#canvas.person(this.by)?.facilitator === true;
  }

  /** Whose words count for what is written now. */
  get voice(): string | null {
    return this.voices[0] ?? this.by;
  }

  choose(person: string): void {
    this.by = person;
    this.voices = [];
    this.#shelf.setItem(KEY, person);
  }

  writeFor(people: string[]): void {
    this.voices = people.filter((person) => person !== this.by);
  }

  /** This device belongs to one seat. */
  sit(person: string | null): void {
    this.by = person;
    this.voices = [];
  }

  /** After another canvas was opened: whoever spoke may not be seated there. */
  check(): void {
    const seated = (id: string) =>
      this.#canvas.people.some((person) => person.id === id && person.name !== null);
    if (this.by !== null && !seated(this.by)) this.by = null;
    this.by ??= this.#canvas.people.find((person) => person.facilitator)?.id ?? null;
    this.voices = this.voices.filter(seated);
  }

  /** Who does a command, for whom, and whether as tidying up. */
  signature(command: Command): Pick<Step, 'by' | 'for' | 'tidy'> {
    const signature: Pick<Step, 'by' | 'for' | 'tidy'> = {};
    if (this.by !== null) signature.by = this.by;
    if (command.do === 'add' && command.anonymous) return signature;
    if (this.voices.length > 0 && VOICED.has(command.do)) {
      signature.for = this.voices.length === 1 ? (this.voices[0] ?? '') : this.voices;
    }
    if (this.tidy && TIDY.has(command.do)) signature.tidy = true;
    return signature;
  }
}
