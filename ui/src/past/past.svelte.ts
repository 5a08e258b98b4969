import type { Frame } from '../protocol/Frame';
import type { Scope } from '../protocol/Scope';
import type { Side } from '../protocol/Side';
import { HostProblem } from '../session/problem';
import type { Session } from '../session/session.svelte';
import { Film } from './film';

/** As many stops as a slider has pixels, about. */
const STOPS = 1_000;
/** A whole film plays for about this long. */
const PLAY_MS = 45_000;
const LEAST_TICK = 33;
const MOST_TICK = 700;

/** Looking back: the canvas and the shares as they were after any log entry. */
export class Past {
  readonly #session: Session;
  film = $state.raw<Film | null>(null);
  /** The host is winding the film. */
  winding = $state(false);
  /** The log entry after which the canvas is shown. */
  at = $state(0);
  playing = $state(false);
  /** Milliseconds between two stops while playing. */
  tick = $state(MOST_TICK);
  /** Whose line is drawn beside the sides'. */
  person = $state<string | null>(null);
  /** Entries at which the film stops, the beginning first. */
  stops = $state.raw<readonly number[]>([]);
  #scope: Scope = 'board';
  #wanted: number | null = null;
  #drawing = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Another film is on its way; an earlier one comes too late. */
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The past is shown, or about to be. */
  get on(): boolean {
    return this.film !== null || this.winding;
  }

  /** The moment that is shown; nothing at the very beginning. */
  get moment(): Frame | undefined {
    return this.film?.frame(this.at);
  }

  personShare(id: string): number | null {
    return this.film?.person(id, this.at) ?? null;
  }

  sideShare(side: Side): number | null {
    return this.film?.side(side, this.at) ?? null;
  }

  /** Opens the past at the present's end. */
  async enter(scope: Scope): Promise<void> {
    if (this.on) return;
    this.#session.writing.end();
    this.winding = true;
    this.#scope = scope;
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const answer = await this.#session.ask({ about: 'replay', scope, from: 0, to: MOST, frames: STOPS });
      if (asked !== this.#asked || answer.about !== 'replay') return;
      const film = new Film(answer.replay);
      this.film = film;
      this.stops = film.stops;
      this.at = film.last;
      this.#pose(new Set([...this.#session.canvas.told, ...film.cards]));
    } catch (error) {
      if (!(error instanceof HostProblem)) throw error;
      this.#session.listener.trouble?.(error.problem);
    } finally {
      if (asked === this.#asked) this.winding = false;
    }
  }

  /** Back to now. */
  leave(): void {
    this.#asked += 1;
    this.pause();
    cancelAnimationFrame(this.#drawing);
    this.#wanted = null;
    this.film = null;
    this.stops = [];
    this.winding = false;
    this.person = null;
    this.#session.canvas.unpose();
  }

  /** Goes to the stop at an entry; of several wishes within one frame of the screen the last counts. */
  seek(entry: number): void {
    if (this.#wanted === null) {
      this.#drawing = requestAnimationFrame(() => {
        const wanted = this.#wanted;
        this.#wanted = null;
        if (wanted !== null) this.#go(wanted);
      });
    }
    this.#wanted = entry;
  }

  /** Goes some stops on or back. */
  skip(by: number): void {
    this.pause();
    const stop = (this.film?.stopAt(this.at) ?? 0) + by;
    const entry = this.stops[Math.max(0, Math.min(this.stops.length - 1, stop))];
    if (entry !== undefined) this.#go(entry);
  }

  /** Goes exactly one entry on or back: where the film is coarse, the host is asked for more. */
  async step(by: 1 | -1): Promise<void> {
    this.pause();
    const { film } = this;
    if (!film) return;
    const stop = film.stopAt(this.at);
    const [from, to] = by > 0 ? [this.at, film.stops[stop + 1]] : [film.stops[stop - 1], this.at];
    if (from === undefined || to === undefined) return;
    if (to - from > 1) await this.#look(film, from, to);
    if (this.film === film) this.skip(by);
  }

  play(): void {
    const { film } = this;
    if (!film || this.playing) return;
    if (this.at >= film.last) this.#go(film.first);
    this.playing = true;
    this.tick = Math.min(MOST_TICK, Math.max(LEAST_TICK, PLAY_MS / this.stops.length));
    this.#timer = setInterval(() => {
      const next = this.stops[film.stopAt(this.at) + 1];
      if (next === undefined) this.pause();
      else this.#go(next);
    }, this.tick);
  }

  pause(): void {
    clearInterval(this.#timer);
    this.playing = false;
  }

  async #look(film: Film, from: number, to: number): Promise<void> {
    try {
      const answer = await this.#session.ask({
        about: 'replay',
        scope: this.#scope,
        from,
        to,
        frames: STOPS,
      });
      if (answer.about !== 'replay') return;
      film.add(answer.replay);
      this.stops = film.stops;
    } catch (error) {
      // The host is gone: the coarser stops are still there.
      if (!(error instanceof HostProblem)) throw error;
    }
  }

  #go(entry: number): void {
    const { film } = this;
    if (!film) return;
    const to = film.stops[film.stopAt(entry)] ?? film.first;
    if (to === this.at) return;
    const changed = film.changed(this.at, to);
    this.at = to;
    this.#pose(changed);
  }

  #pose(changed: Set<string>): void {
    const { film, at } = this;
    const outline = film?.outline(at);
    if (film && outline) this.#session.canvas.pose({ outline, card: (id) => film.card(id, at) }, changed);
  }
}

/** The end of the log, wherever that is. */
const MOST = 4_294_967_295;
