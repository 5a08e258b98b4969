import { newId } from './id';
import { sha256 } from './sha256';

const KEY = 'atelier.claims';

/**
 * The secrets of cards that were written on this device without a name. The host knows only their
 * SHA-256, so that nobody but this device can say later whose they are.
 */
export class Claims {
  readonly #secrets: Record<string, string>;

  constructor() {
    this.#secrets = kept();
  }

  /** Draws a secret for a new card; gives back what the host may know of it. */
  draw(card: string): string {
    const secret = newId();
    this.#secrets[card] = secret;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#secrets));
    } catch {
      // Storage is full or closed: the card can be claimed as long as this page is open.
    }
    return sha256(secret);
  }

  /** The secret of a card that was written here without a name. */
  secret(card: string): string | undefined {
    return this.#secrets[card];
  }
}

function kept(): Record<string, string> {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? {} : (JSON.parse(text) as Record<string, string>);
  } catch {
    return {};
  }
}
