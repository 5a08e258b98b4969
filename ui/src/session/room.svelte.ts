import type { Command } from '../protocol/Command';
import type { Desk } from '../protocol/Desk';
import type { Door } from '../protocol/Door';
import type { Floor } from '../protocol/Floor';
import type { OwnBallot } from '../protocol/OwnBallot';
import type { Patch } from '../protocol/Patch';
import type { Problem } from '../protocol/Problem';
import type { Sharing } from '../protocol/Sharing';
import type { Side } from '../protocol/Side';
import type { Signal } from '../protocol/Signal';
import type { Snapshot } from '../protocol/Snapshot';
import type { ToScreen } from '../protocol/ToScreen';
import type { WaitingGuest } from '../protocol/WaitingGuest';
import type { You } from '../protocol/You';
import type { FromScreen } from '../protocol/FromScreen';
import { Ballots } from './ballots.svelte';
import { Clock } from './clock';
import { NOTHING_ON } from './floor';
import type { Session } from './session.svelte';

/** The people around the canvas: who this screen is among them, and what goes on in the room. */
export class Room {
  you = $state.raw<You>({ role: 'facilitator', person: null });
  floor = $state.raw<Floor>(NOTHING_ON);
  /** How the workshop is open to devices on the network; null until the host has said. */
  sharing = $state.raw<Sharing | null>(null);
  /** Who waits to be let in. */
  guests = $state.raw<WaitingGuest[]>([]);
  /** What stands before coming in, on a device without a seat. */
  door = $state.raw<Door | null>(null);
  /** Why this device was sent away. */
  sentAway = $state.raw<Problem | null>(null);
  readonly clock = new Clock();
  readonly given = new Ballots();

  readonly #session: Session;
  readonly #send: (message: FromScreen) => void;

  constructor(session: Session, send: (message: FromScreen) => void) {
    this.#session = session;
    this.#send = send;
  }

  /** What was given here in the round that is open. */
  get ballots(): readonly OwnBallot[] {
    return this.given.list;
  }

  readonly #lockedCards: ReadonlySet<string> = $derived(new Set(this.floor.locked_cards));
  readonly #lockedLines: ReadonlySet<string> = $derived(new Set(this.floor.locked_lines));

  /** Only facilitators change the card, the stage or the lane with this id. */
  locked(id: string): boolean {
    return this.#lockedCards.has(id) || this.#lockedLines.has(id);
  }

  /** This screen leads the workshop. */
  get leads(): boolean {
    return this.you.role === 'facilitator';
  }

  /** Says something to the room that is not about the canvas. */
  signal(signal: Signal): void {
    this.#send({ type: 'signal', signal });
  }

  /** Asks to be let in. */
  join(name: string, side: Side, seat?: string): void {
    this.#send({ type: 'join', name, side, ...(seat === undefined ? {} : { seat }) });
  }

  /**
   * Does what leads the workshop, in a facilitator's name: at a shared machine somebody else may be
   * speaking just now. Gives back the command's number.
   */
  lead(command: Command): number {
    const { canvas, speaking } = this.#session;
    const own = canvas.person(speaking.by);
    const by = own?.facilitator ? own : canvas.people.find((person) => person.facilitator);
    return this.#session.do(command, by ? { step: { by: by.id } } : {});
  }

  /** Something at the door; a refusal is told as trouble. Gives back whether it was done. */
  async atDoor(desk: Desk): Promise<boolean> {
    try {
      await this.#session.desk(desk);
      return true;
    } catch (error) {
      this.#session.troubled(error);
      return false;
    }
  }

  renewed(snapshot: Snapshot, now_ms: number): void {
    this.clock.set(now_ms);
    this.you = snapshot.you;
    this.floor = snapshot.floor;
    this.given.renewed(snapshot.ballots ?? []);
    this.door = null;
    this.sentAway = null;
  }

  patched(patch: Patch): void {
    if (patch.you) this.you = patch.you;
    if (patch.floor) this.floor = patch.floor;
    if (patch.ballots) this.given.told(patch.ballots);
  }

  /** Takes in what is said about the door; tells whether the message was about that. */
  told(message: ToScreen): boolean {
    switch (message.type) {
      case 'door':
        this.door = message.door;
        return true;
      case 'waiting':
        this.guests = message.guests;
        return true;
      case 'sharing':
        this.sharing = message.sharing;
        return true;
      case 'sent_away':
        this.sentAway = message.problem;
        return true;
      default:
        return false;
    }
  }
}
