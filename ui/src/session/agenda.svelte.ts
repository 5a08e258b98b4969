import type { Writing } from '../protocol/Writing';
import type { Phase } from '../protocol/Phase';
import type { PhaseNow } from '../protocol/PhaseNow';
import type { Session } from './session.svelte';

/** The phase that is on, with what the agenda says of it. */
export interface Current {
  phase: Phase;
  now: PhaseNow;
  /** Its place in the agenda, from 0. */
  place: number;
}

/** Milliseconds that a phase still has; below nought when its time is over. */
export function timeLeft(phase: PhaseNow, now: number): number {
  return phase.began_ms + phase.minutes * 60_000 - now;
}

/**
 * The agenda of this screen. It travels as one list, so what was changed here and is still on its
 * way lies on top: a second change must not take back the first.
 */
export class Agenda {
  readonly #session: Session;
  #sent = $state.raw<{ count: number; phases: Phase[] } | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  get phases(): readonly Phase[] {
    return this.#sent?.phases ?? this.#session.canvas.agenda;
  }

  get current(): Current | null {
    const now = this.#session.canvas.phase;
    if (now === null) return null;
    const place = this.phases.findIndex((phase) => phase.id === now.phase);
    const phase = this.phases[place];
    return phase ? { phase, now, place } : null;
  }

  /** The phase after the one that is on; the first while none is. */
  get next(): Phase | null {
    const { current } = this;
    return this.phases[current === null ? 0 : current.place + 1] ?? null;
  }

  get previous(): Phase | null {
    const { current } = this;
    return current === null ? null : (this.phases[current.place - 1] ?? null);
  }

  /** Milliseconds that the phase still has; null while none is on. */
  get left(): number | null {
    const { current } = this;
    return current === null ? null : timeLeft(current.now, this.#session.room.clock.now);
  }

  /** What people write now is seen by them alone. */
  get hidden(): boolean {
    return this.writing !== 'open';
  }

  /** How new cards are written now. */
  get writing(): Writing {
    return this.current?.phase.plan.writing ?? 'open';
  }

  /** The last phase so far in which people wrote for themselves, and how long ago in phases. */
  get hiding(): { phase: Phase; ago: number } | null {
    const { current } = this;
    for (let place = current?.place ?? -1, ago = 0; place >= 0; place -= 1, ago += 1) {
      const phase = this.phases[place];
      if (phase && phase.plan.writing !== 'open') return { phase, ago };
    }
    return null;
  }

  /** Puts the hidden cards of everybody, or of some people, on the canvas. */
  reveal(people?: string[]): void {
    this.#session.writing.end();
    this.#session.room.lead(people === undefined ? { do: 'reveal' } : { do: 'reveal', people });
  }

  replace(phases: readonly Phase[]): void {
    const list = [...phases];
    this.#sent = { count: Infinity, phases: list };
    const count = this.#session.room.lead({ do: 'agenda', phases: list });
    this.#sent = { count, phases: list };
  }

  change(id: string, change: Partial<Omit<Phase, 'id'>>): void {
    this.replace(this.phases.map((phase) => (phase.id === id ? { ...phase, ...change } : phase)));
  }

  /** Puts a phase where it is the `to`-th of the list. */
  move(id: string, to: number): void {
    const phase = this.phases.find((one) => one.id === id);
    if (!phase) return;
    const others = this.phases.filter((one) => one.id !== id);
    others.splice(Math.max(0, Math.min(to, others.length)), 0, phase);
    this.replace(others);
  }

  add(phase: Phase, at = this.phases.length): void {
    this.replace([...this.phases.slice(0, at), phase, ...this.phases.slice(at)]);
  }

  remove(id: string): void {
    this.replace(this.phases.filter((phase) => phase.id !== id));
  }

  enter(phase: string): void {
    this.#session.writing.end();
    this.#session.room.lead({ do: 'enter_phase', phase });
  }

  extend(minutes: number): void {
    this.#session.room.lead({ do: 'extend_phase', minutes });
  }

  /** The host has decided about commands up to `count`: its list counts again. */
  settled(count: number): void {
    if (this.#sent && this.#sent.count <= count) this.#sent = null;
  }

  renewed(): void {
    this.#sent = null;
  }
}
