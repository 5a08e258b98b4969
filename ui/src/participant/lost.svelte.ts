import type { Problem } from '../protocol/Problem';
import type { Step } from '../protocol/Step';
import { newId } from '../session/id';
import type { Shelf } from '../session/outbox';

const KEY = 'atelier.lost';
const MOST = 50;

/** Words that did not get onto the canvas, and why. */
export interface LostWords {
  id: string;
  text: string;
  problem: Problem;
  step: Step;
}

/** What the host refused, with its words, until somebody has done something about it. */
export class Lost {
  readonly #shelf: Shelf;
  words = $state.raw<readonly LostWords[]>([]);

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
    try {
      this.words = JSON.parse(shelf.getItem(KEY) ?? '[]') as LostWords[];
    } catch {
      // What cannot be read is nothing.
    }
  }

  /** Keeps what was written. Of one text that is refused stroke by stroke the first is the whole. */
  keep(step: Step, problem: Problem, text: string): void {
    const again = (one: LostWords) =>
      step.do === 'edit' && one.step.do === 'edit' && one.step.card === step.card;
    if (text.trim() === '' || this.words.some(again)) return;
    this.#keep([{ id: newId(), text, problem, step }, ...this.words].slice(0, MOST));
  }

  drop(id: string): void {
    this.#keep(this.words.filter((one) => one.id !== id));
  }

  #keep(words: readonly LostWords[]): void {
    this.words = words;
    try {
      this.#shelf.setItem(KEY, JSON.stringify(words));
    } catch {
      // The shelf is full or closed: they stay as long as the page.
    }
  }
}
