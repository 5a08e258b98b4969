import { untrack } from 'svelte';
import type { OwnBallot } from '../protocol/OwnBallot';
import type { Round } from '../protocol/Round';
import type { Step } from '../protocol/Step';
import type { Session } from '../session/session.svelte';

type Values = OwnBallot['values'];

/** What this device's person gives in the round that is open: shown at once, until it is refused. */
export class Ballots {
  readonly #session: Session;
  /** What is on its way, by card. */
  #cast = $state.raw<ReadonlyMap<string, Values>>(new Map());

  constructor(session: Session) {
    this.#session = session;
  }

  get round(): Round | null {
    return this.#session.canvas.round;
  }

  /** What a card was given; nothing where that is nothing. */
  of(card: string): Values | null {
    const cast = this.#cast.get(card) ?? this.#told(card);
    return cast && cast[0] > 0 ? cast : null;
  }

  /** How many votes were given in all. */
  get spent(): number {
    return this.round?.cards.reduce((sum, card) => sum + (this.of(card)?.[0] ?? 0), 0) ?? 0;
  }

  /** How many cards were given something. */
  get done(): number {
    return this.round?.cards.filter((card) => this.of(card) !== null).length ?? 0;
  }

  vote(card: string, votes: number): void {
    this.#session.do({ do: 'vote', card, votes });
    this.#show(card, [votes, 0, 0]);
  }

  rate(card: string, [expected, worked, felt]: Values): void {
    this.#session.do({ do: 'rate', card, expected, worked, felt });
    this.#show(card, [expected, worked, felt]);
  }

  /** The host has told these: its word counts where it agrees or nothing is on its way. */
  told(ballots: readonly OwnBallot[], waiting: number): void {
    const same = (one: Values, other: Values) => one.every((value, at) => value === other[at]);
    const nothing: Values = [0, 0, 0];
    const cast = untrack(() => this.#cast);
    const still = [...cast].filter(
      ([card, values]) =>
        waiting > 0 && !same(values, ballots.find((one) => one.card === card)?.values ?? nothing),
    );
    if (still.length !== cast.size) this.#cast = new Map(still);
  }

  /** A ballot was refused. */
  lost(step: Step): void {
    if (step.do === 'vote' || step.do === 'rate') this.#forget(step.card);
  }

  /** Another round. */
  clear(): void {
    if (this.#cast.size > 0) this.#cast = new Map();
  }

  #told(card: string): Values | null {
    const { room, speaking } = this.#session;
    return (
      room.ballots.find((one) => one.card === card && one.person === (speaking.by ?? ''))?.values ?? null
    );
  }

  #show(card: string, values: Values): void {
    this.#cast = new Map([...this.#cast, [card, values]]);
  }

  #forget(card: string): void {
    const cast = new Map(this.#cast);
    if (cast.delete(card)) this.#cast = cast;
  }
}
