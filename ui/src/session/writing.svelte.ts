import type { Session } from './session.svelte';
import { Manuscript, type Adopted } from './manuscript';

/** Keystrokes within this time go out as one edit. */
const GATHER_MS = 40;
/** A pause this long ends a typing burst: the next undo takes back what came after it. */
const BURST_PAUSE_MS = 1_500;

/** Where and as what a card begins. */
export interface Fresh {
  stage: string;
  lane: string;
  kind: string | null;
  /** Without a name: it goes out as a whole when it is written, so that nothing leads back. */
  unnamed: boolean;
}

interface Open {
  manuscript: Manuscript;
  /** The text field is open; otherwise the text only waits for its last acknowledgment. */
  editing: boolean;
  gesture: number;
  typedAt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  counts: number[];
  adopted: ((adopted: Adopted) => void) | undefined;
  /** Where a card stands that the host does not know yet. */
  newIn: Fresh | null;
}

/** The texts that are being written at this screen, by card. */
export class Writing {
  readonly #session: Session;
  readonly #open = new Map<string, Open>();
  /** The card whose text field is open. */
  card = $state<string | null>(null);
  /** A card that is being written and was never sent: where it will stand. */
  fresh = $state.raw<(Fresh & { id: string }) | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Opens a new card for writing. It goes to the host with its first letters. */
  beginNew(stage: string, lane: string, as: Partial<Pick<Fresh, 'kind' | 'unnamed'>> = {}): string {
    this.end();
    const id = this.#session.newId();
    const { phase } = this.#session.agenda.current ?? {};
    const fresh = { stage, lane, kind: null, unnamed: phase?.plan.writing === 'anonymous', ...as };
    this.#enter(id, '', fresh);
    this.fresh = { id, ...fresh };
    return id;
  }

  begin(card: string): void {
    if (this.card === card) return;
    this.end();
    const known = this.#open.get(card);
    if (known) known.editing = true;
    else this.#enter(card, this.#session.canvas.cards.get(card)?.text ?? '', null);
    this.card = card;
    this.#session.here(card, true);
  }

  /** The text field shows `adopted` whenever another person's letters came in. */
  listen(card: string, adopted: (adopted: Adopted) => void): void {
    const open = this.#open.get(card);
    if (open) open.adopted = adopted;
  }

  text(card: string): string {
    return this.#open.get(card)?.manuscript.local ?? this.#session.canvas.cards.get(card)?.text ?? '';
  }

  caret(card: string): number {
    return this.#open.get(card)?.manuscript.caret ?? 0;
  }

  type(card: string, text: string, caret: number): void {
    const open = this.#open.get(card);
    if (!open) return;
    const now = performance.now();
    if (now - open.typedAt > BURST_PAUSE_MS) {
      this.#flush(card, open);
      open.gesture = this.#session.gesture();
    } else if (!open.manuscript.joins(text, caret)) this.#flush(card, open);
    open.typedAt = now;
    open.manuscript.type(text, caret);
    if (!open.newIn) this.#session.canvas.write(card, open.manuscript.local);
    open.timer ??= setTimeout(() => {
      this.#flush(card, open);
    }, GATHER_MS);
  }

  /** The caret moved without a letter being typed. */
  place(card: string, caret: number): void {
    const open = this.#open.get(card);
    if (!open) return;
    // Where the caret stood tells which of several equal letters was typed.
    if (caret !== open.manuscript.caret) this.#flush(card, open);
    open.manuscript.caret = caret;
  }

  /** A word is being composed with an input method: nothing goes out until it stands. */
  compose(card: string, composing: boolean): void {
    const open = this.#open.get(card);
    if (!open) return;
    // What was typed before may stand elsewhere.
    if (composing) this.#flush(card, open);
    open.manuscript.composing = composing;
    if (composing) return;
    this.#flush(card, open);
    this.#show(open, open.manuscript.settle());
  }

  /** Sends what waits, so that the next command comes after it. */
  flush(): void {
    for (const [card, open] of this.#open) this.#flush(card, open);
  }

  /** Closes the text field; what was written still goes out. */
  end(): void {
    const card = this.card;
    if (card === null) return;
    const open = this.#open.get(card);
    this.card = null;
    this.fresh = null;
    if (open) {
      open.manuscript.composing = false;
      open.editing = false;
      open.adopted = undefined;
      this.#flush(card, open);
      this.#leave(card, open);
    }
    this.#session.here(null, false);
  }

  /** Another canvas is open: what was being written here is not on it. */
  abandon(): void {
    for (const open of this.#open.values()) clearTimeout(open.timer);
    this.#open.clear();
    this.card = null;
    this.fresh = null;
  }

  arrived(cards: string[], n: number): void {
    for (const card of cards) {
      const open = this.#open.get(card);
      const text = this.#session.canvas.hostText(card);
      if (!open || text === undefined) continue;
      this.#take(card, open, open.manuscript.arrived(text, n));
    }
  }

  acked(count: number): void {
    for (const [card, open] of this.#open) this.#take(card, open, open.manuscript.acked(count));
  }

  refused(count: number): void {
    for (const [card, open] of this.#open) {
      if (!open.counts.includes(count)) continue;
      this.#take(card, open, open.manuscript.acked(count));
      // A refused new card takes its field along; the refusal says what was written.
      if (!this.#session.canvas.cards.has(card)) this.#close(card);
    }
  }

  renewed(n: number, waiting: Set<number>): void {
    for (const [card, open] of this.#open) {
      const text = this.#session.canvas.hostText(card);
      const still = open.counts.some((count) => waiting.has(count));
      if (text !== undefined) this.#take(card, open, open.manuscript.renewed(text, n, still));
      else if (!open.newIn && !still) this.#close(card);
    }
  }

  #enter(card: string, text: string, newIn: Open['newIn']): void {
    this.#open.set(card, {
      manuscript: new Manuscript(text, this.#session.seen),
      editing: true,
      gesture: this.#session.gesture(),
      typedAt: performance.now(),
      timer: undefined,
      counts: [],
      adopted: undefined,
      newIn,
    });
    this.card = card;
    this.#session.here(newIn?.unnamed ? null : card, true);
  }

  #flush(card: string, open: Open): void {
    clearTimeout(open.timer);
    open.timer = undefined;
    if (open.newIn?.unnamed && open.editing) return;
    const { manuscript } = open;
    const next = manuscript.next();
    if (!next) return;
    let count: number;
    if (open.newIn) {
      const { stage, lane, kind, unnamed } = open.newIn;
      const text = manuscript.local;
      const named = unnamed ? { anonymous: true, claim: this.#session.claims.draw(card) } : {};
      count = this.#session.do(
        { do: 'add', card, stage, lane, text, ...(kind === null ? {} : { kind }), ...named },
        { gesture: open.gesture },
      );
      open.newIn = null;
      if (this.fresh?.id === card) this.fresh = null;
    } else {
      const { edit, seen } = next;
      count = this.#session.do({ do: 'edit', card, ...edit }, { gesture: open.gesture, seen });
    }
    open.counts.push(count);
    manuscript.sent(count);
    this.#session.canvas.write(card, manuscript.local);
  }

  #take(card: string, open: Open, adopted: Adopted | null): void {
    this.#show(open, adopted);
    if (adopted) this.#session.canvas.write(card, adopted.text);
    if (!open.editing) this.#leave(card, open);
  }

  #show(open: Open, adopted: Adopted | null): void {
    if (adopted) open.adopted?.(adopted);
  }

  #leave(card: string, open: Open): void {
    if (open.editing || !(open.newIn || open.manuscript.drained)) return;
    this.#close(card);
  }

  #close(card: string): void {
    this.#open.delete(card);
    this.#session.canvas.write(card, null);
    if (this.card === card) this.card = null;
  }
}
