import type { FromScreen } from '../protocol/FromScreen';

/** A numbered command on its way to the host. */
export type Letter = Extract<FromScreen, { type: 'do' }>;

/** The part of web storage that the outbox needs. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

interface Kept {
  client: string | null;
  count: number;
  gesture: number;
  letters: Letter[];
}

/**
 * What was done here and is not yet on the host's disk. Numbered from 1 without gaps, kept
 * across a reload of the page, resent after a break, accepted by the host once.
 */
export class Outbox {
  readonly #shelf: Shelf;
  readonly #key: string;
  #kept: Kept = { client: null, count: 0, gesture: 0, letters: [] };

  constructor(shelf: Shelf, key: string) {
    this.#shelf = shelf;
    this.#key = key;
    const kept = shelf.getItem(key);
    if (kept) this.#kept = JSON.parse(kept) as Kept;
  }

  /** Who the host said this screen is. */
  get client(): string | null {
    return this.#kept.client;
  }

  get letters(): readonly Letter[] {
    return this.#kept.letters;
  }

  /** A new number for commands that belong together. */
  gesture(): number {
    this.#kept.gesture += 1;
    return this.#kept.gesture;
  }

  /** Numbers a command and keeps it. */
  add(letter: Omit<Letter, 'type' | 'count'>): Letter {
    this.#kept.count += 1;
    const numbered: Letter = { type: 'do', count: this.#kept.count, ...letter };
    this.#kept.letters.push(numbered);
    this.#keep();
    return numbered;
  }

  /** Commands up to `count` are on disk; gives back those. */
  acked(count: number): Letter[] {
    const done = this.#kept.letters.filter((letter) => letter.count <= count);
    if (done.length > 0) {
      this.#kept.letters = this.#kept.letters.filter((letter) => letter.count > count);
      this.#keep();
    }
    return done;
  }

  /** One command was refused; gives it back. */
  refused(count: number): Letter | undefined {
    const letter = this.#kept.letters.find((one) => one.count === count);
    this.#kept.letters = this.#kept.letters.filter((one) => one.count !== count);
    this.#keep();
    return letter;
  }

  /**
   * The host said who this screen is on the open canvas, and what it has from it; gives back what
   * to resend. A host that knows this screen under another name has another canvas open: what
   * waits was meant for the one before, and is given back as `stranded`.
   */
  welcomed(client: string, accepted: number): { resend: readonly Letter[]; stranded: readonly Letter[] } {
    let stranded: Letter[] = [];
    if (client === this.#kept.client) {
      this.#kept.letters = this.#kept.letters.filter((letter) => letter.count > accepted);
      this.#kept.count = Math.max(this.#kept.count, accepted);
    } else {
      stranded = this.#kept.letters;
      this.#kept = { ...this.#kept, client, count: accepted, letters: [] };
    }
    this.#keep();
    return { resend: this.#kept.letters, stranded };
  }

  #keep(): void {
    try {
      this.#shelf.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // The shelf is full or closed: what waits stays in memory, and only a reload would lose it.
    }
  }
}
