import type { Shelf } from '../session/outbox';

const KEY = 'atelier.drafts';

/** Where a card goes that is not written yet. */
export interface Place {
  stage: string;
  lane: string;
}

interface Kept {
  texts: Record<string, string>;
  place: Place | null;
}

/**
 * What is being written on this device and was not given away yet. Kept with each keystroke, so
 * that a closed tab or a sleeping phone loses nothing.
 */
export class Drafts {
  readonly #shelf: Shelf;
  #kept = $state.raw<Kept>({ texts: {}, place: null });

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
    try {
      const kept = shelf.getItem(KEY);
      if (kept) this.#kept = JSON.parse(kept) as Kept;
    } catch {
      // What cannot be read is nothing.
    }
  }

  /** The text of a draft: `card` for the next card, `on <id>` for a comment. */
  text(of: string): string {
    return this.#kept.texts[of] ?? '';
  }

  write(of: string, text: string): void {
    const texts = { ...this.#kept.texts, [of]: text };
    if (text === '') Reflect.deleteProperty(texts, of);
    this.#keep({ ...this.#kept, texts });
  }

  /** Where the last card went. */
  get place(): Place | null {
    return this.#kept.place;
  }

  goTo(place: Place): void {
    this.#keep({ ...this.#kept, place });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    try {
      this.#shelf.setItem(KEY, JSON.stringify(kept));
    } catch {
      // The shelf is full or closed: the draft lives as long as the page.
    }
  }
}
