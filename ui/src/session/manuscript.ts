import { graphemes, plainLines } from '../text/graphemes';
import { mapCaret, smallestEdit, type Edit } from '../text/edit';

/** An edit on its way, with what its author had seen. */
export interface Writing {
  edit: Edit;
  seen: number;
}

/** The host's text replaces the local one: the new text and where the caret belongs in it. */
export interface Adopted {
  text: string;
  caret: number;
}

/**
 * The text of one card while somebody at this screen writes on it.
 *
 * The host reads positions in the view "entries up to `seen` and this client's own since". So
 * as long as own edits are on their way, the local text must hold nothing of others, and `seen`
 * stays at what the text is based on. Once all own edits are acknowledged, and the host's text
 * with them in it has arrived, the host's text is adopted and `seen` moves on.
 */
export class Manuscript {
  /** What the text field shows. */
  local: string;
  /** The grapheme before which the caret stands in `local`. */
  caret: number;
  #sent: string;
  #seen: number;
  #host: string;
  #hostSeen: number;
  #lastCount = 0;
  #acked = 0;
  composing = false;

  constructor(text: string, seen: number) {
    this.local = text;
    this.#sent = text;
    this.#host = text;
    this.#seen = seen;
    this.#hostSeen = seen;
    this.caret = graphemes(text).length;
  }

  /** The person typed: the field's new text, and the caret in graphemes. */
  type(text: string, caret: number): void {
    this.local = plainLines(text);
    this.caret = caret;
  }

  /**
   * Whether this input stands beside what was not sent yet. Two places in one edit would take out
   * and put in again what stands between them: letters of others, which somebody may be deleting.
   */
  joins(text: string, caret: number): boolean {
    const before = smallestEdit(this.#sent, this.local, this.caret);
    const now = smallestEdit(this.local, plainLines(text), caret);
    if (!before || !now) return true;
    const end = before.at + graphemes(before.insert).length;
    return now.at <= end && now.at + now.delete >= before.at;
  }

  /** Something stands here that was not sent yet. */
  get unsent(): boolean {
    return this.local !== this.#sent;
  }

  /** Everything written here is with the host, and the host's text is here. */
  get drained(): boolean {
    return !this.unsent && this.#acked >= this.#lastCount;
  }

  /** The next edit to send, null when there is none or a word is still being composed. */
  next(): Writing | null {
    if (this.composing) return null;
    const edit = smallestEdit(this.#sent, this.local, this.caret);
    if (!edit) return null;
    return { edit, seen: this.#seen };
  }

  /** `next` was sent as the command `count`. */
  sent(count: number): void {
    this.#sent = this.local;
    this.#lastCount = count;
  }

  /** The host's text of the card as of `n`. */
  arrived(text: string, n: number): Adopted | null {
    this.#host = text;
    this.#hostSeen = n;
    return this.#adopt();
  }

  /** All of this client's commands up to `count` are done or refused, and on disk. */
  acked(count: number): Adopted | null {
    this.#acked = Math.max(this.#acked, count);
    return this.#adopt();
  }

  /** A whole new snapshot: positions count from there; what is not on the host yet stays. */
  renewed(text: string, n: number, waiting: boolean): Adopted | null {
    this.#host = text;
    this.#hostSeen = n;
    if (!waiting) this.#acked = this.#lastCount;
    return this.#adopt();
  }

  #adopt(): Adopted | null {
    if (this.composing || !this.drained) return null;
    this.#seen = this.#hostSeen;
    if (this.#host === this.local) return null;
    const caret = mapCaret(this.local, this.#host, this.caret);
    this.local = this.#host;
    this.#sent = this.#host;
    this.caret = caret;
    return { text: this.local, caret };
  }

  /** After a composition has ended: takes in what waited for it. */
  settle(): Adopted | null {
    return this.#adopt();
  }
}
