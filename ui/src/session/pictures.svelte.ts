import { SvelteMap } from 'svelte/reactivity';
import { HostProblem } from './problem';
import type { Session } from './session.svelte';

/** As many pictures are kept ready to be shown; older ones are asked for again. */
const KEPT = 200;

/** The pictures on cards, as addresses that a page can show. The host has their bytes. */
export class Pictures {
  readonly #session: Session;
  readonly #addresses = new SvelteMap<string, string>();
  readonly #asked = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Where a picture is to be had; nothing until it has come. */
  address(sha256: string): string | undefined {
    return this.#addresses.get(sha256);
  }

  /** Asks for a picture that is going to be looked at. */
  want(sha256: string): void {
    if (this.#addresses.has(sha256) || this.#asked.has(sha256)) return;
    this.#asked.add(sha256);
    void this.#ask(sha256);
  }

  /** Another canvas. */
  clear(): void {
    for (const address of this.#addresses.values()) URL.revokeObjectURL(address);
    this.#addresses.clear();
    this.#asked.clear();
  }

  async #ask(sha256: string): Promise<void> {
    try {
      const answer = await this.#session.ask({ about: 'attachment', sha256 });
      if (answer.about !== 'attachment' || !this.#asked.has(sha256)) return;
      const bytes = Uint8Array.from(atob(answer.data), (letter) => letter.charCodeAt(0));
      this.#addresses.set(sha256, URL.createObjectURL(new Blob([bytes], { type: answer.mime })));
      for (const [oldest, address] of this.#addresses) {
        if (this.#addresses.size <= KEPT) break;
        URL.revokeObjectURL(address);
        this.#addresses.delete(oldest);
      }
    } catch (error) {
      // The host is gone, or has no such picture: it is asked for again when it is looked at again.
      if (!(error instanceof HostProblem)) throw error;
    } finally {
      this.#asked.delete(sha256);
    }
  }
}
