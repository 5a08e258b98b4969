import { untrack } from 'svelte';
import type { Lens } from '../board/lens.svelte';
import type { Report } from '../protocol/Report';
import type { Scope } from '../protocol/Scope';
import type { Views } from '../protocol/Views';
import { HostProblem } from '../session/problem';
import type { Session } from '../session/session.svelte';

/** Changes within this time are asked about once. */
const GATHER_MS = 200;
/** Other ways of counting cost the host more, and are looked at rather than watched. */
const VIEWS_MS = 900;

/** The shares that the panel shows, kept up with the canvas while somebody looks at them. */
export class Figures {
  readonly #session: Session;
  readonly #lens: Lens;
  #asked = $state.raw<Report | null>(null);
  #viewed = $state.raw<{ scope: Scope; views: Views } | null>(null);
  #followed: { version: number; scope: Scope; shares: Report | null } = {
    version: -1,
    scope: 'board',
    shares: null,
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #viewsTimer: ReturnType<typeof setTimeout> | undefined;

  /** Whose how much is; null until the host has said it for this scope. */
  readonly report: Report | null = $derived.by(() => {
    const asked = this.#asked?.scope === this.#lens.scope ? this.#asked : null;
    return this.#lens.scope === 'board' ? (this.#session.shares ?? asked) : asked;
  });
  /** The same result counted in other ways; null until the host has said it for this scope. */
  readonly views: Views | null = $derived.by(() =>
    this.#viewed?.scope === this.#lens.scope ? this.#viewed.views : null,
  );

  constructor(session: Session, lens: Lens) {
    this.#session = session;
    this.#lens = lens;
  }

  /** Asks anew where the canvas, the scope or the shares are others than before. */
  follow(): void {
    const { canvas, shares } = this.#session;
    const now = { version: canvas.watch(), scope: this.#lens.scope, shares };
    const { version, scope } = this.#followed;
    if (now.version === version && now.scope === scope && now.shares === this.#followed.shares) return;
    this.#followed = now;
    untrack(() => {
      this.#later();
    });
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#quietly(() => this.#askReport());
    }, GATHER_MS);
    this.#viewsTimer ??= setTimeout(
      () => {
        this.#viewsTimer = undefined;
        void this.#quietly(() => this.#askViews());
      },
      this.views === null ? GATHER_MS : VIEWS_MS,
    );
  }

  /** Nobody looks any more. */
  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#viewsTimer);
    this.#timer = undefined;
    this.#viewsTimer = undefined;
  }

  async #askReport(): Promise<void> {
    const { scope } = this.#lens;
    if (scope === 'board' && this.#session.shares !== null) return;
    const answer = await this.#session.ask({ about: 'ownership', scope });
    if (answer.about === 'ownership') this.#asked = answer.report;
  }

  async #askViews(): Promise<void> {
    const { scope } = this.#lens;
    const answer = await this.#session.ask({ about: 'views', scope });
    if (answer.about === 'views') this.#viewed = { scope, views: answer.views };
  }

  /** The banner says that the host is gone; the figures stay as they were. */
  async #quietly(ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
    } catch (error) {
      if (!(error instanceof HostProblem)) throw error;
    }
  }
}
