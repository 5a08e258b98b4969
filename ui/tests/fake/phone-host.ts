/**
 * The stand-in host as a participant's device meets it: a door before the canvas, one seat, the
 * phase's rights, and nothing told that is not this person's to know.
 */
import type { Platform, Receiver } from '../../src/platform';
import type { DoorState } from '../../src/protocol/DoorState';
import type { FromScreen } from '../../src/protocol/FromScreen';
import type { Phase } from '../../src/protocol/Phase';
import type { Problem } from '../../src/protocol/Problem';
import type { Rights } from '../../src/protocol/Rights';
import type { Signal } from '../../src/protocol/Signal';
import type { Step } from '../../src/protocol/Step';
import type { ToScreen } from '../../src/protocol/ToScreen';
import type { Writing } from '../../src/protocol/Writing';
import { FakeHost } from './host';

const ALL: Rights = {
  add: true,
  edit_own: true,
  edit_all: true,
  move: true,
  vote: true,
  rate: true,
  comment: true,
};
const NO: Rights = {
  ...ALL,
  add: false,
  edit_own: false,
  edit_all: false,
  move: false,
  vote: false,
  rate: false,
};
const OWN: Rights = { ...ALL, edit_all: false, move: false };

function phase(id: string, name: string, instruction: string, writing: Writing, rights: Rights): Phase {
  const shares = id === 'closing';
  return {
    id,
    name,
    instruction,
    plan: { minutes: 7, rights, writing, typing: false, shares, end: 'close_writing' },
  };
}

/** An agenda with a phase of each sort. */
export const AGENDA: Phase[] = [
  phase('open', 'What happens today', 'Write down each step as you live it.', 'open', ALL),
  phase('private', 'Private ideas', 'What do you wish for? One idea, one card.', 'private', OWN),
  phase('anonymous', 'What nobody says', 'Write what is hard to say with a name.', 'anonymous', OWN),
  phase('group', 'Zusammenführen, was zusammengehört', 'Read the cards and group them.', 'open', {
    ...NO,
    move: true,
  }),
  phase('vote', 'Choose', 'Give your votes to what would help you most.', 'open', { ...NO, vote: true }),
  phase('rate', 'How is it today?', 'Rate each moment as you live it.', 'open', { ...NO, rate: true }),
  phase('closing', 'Whose is it?', 'See what came of it.', 'open', NO),
];

export class FakePhone implements Platform {
  readonly host: FakeHost;
  #receiver: Receiver | null = null;
  #me: string | null;
  #guest: Extract<FromScreen, { type: 'join' }> | null = null;
  #letIn: boolean;
  /** The host is there, but not for this code. */
  refuses = false;

  constructor(canvas: string, me: string | null, letIn: boolean) {
    this.host = new FakeHost(canvas);
    this.#me = me;
    this.#letIn = letIn;
  }

  refuse(): void {
    this.refuses = true;
  }

  start(receiver: Receiver): void {
    this.#receiver = receiver;
    if (this.refuses) {
      setTimeout(() => {
        receiver.gone();
      }, this.host.delay);
      return;
    }
    this.host.start({
      connected: () => {
        receiver.connected();
      },
      gone: () => {
        receiver.gone();
      },
      message: (message) => {
        const told = this.#told(message);
        if (told) receiver.message(told);
      },
    });
  }

  stop(): void {
    // The code that was refused may be followed by one that is not.
    this.refuses = false;
    this.#receiver = null;
    this.host.stop();
  }

  send(message: FromScreen): void {
    if (message.type === 'join') {
      this.#guest = message;
      if (this.#letIn) this.admit();
      else this.door('waiting');
    } else if (message.type === 'signal') this.signal(message.signal, this.#me ?? '');
    else if (message.type === 'do') {
      const refused = this.#refusal(message.step);
      if (refused) this.tell({ type: 'refused', count: message.count, problem: refused });
      else this.host.send(message);
    } else this.host.send(message);
  }

  // --- what tests make the room do

  /** The line breaks, or comes back. */
  break(gone: boolean): void {
    this.host.break(gone);
  }

  tell(message: ToScreen): void {
    this.host.tell(message);
  }

  board() {
    return this.host.board();
  }

  other(step: Step): void {
    this.host.other(step);
  }

  /** How it stands at the door. */
  door(state: DoorState): void {
    const board = this.host.board();
    const seats = board?.people.filter((one) => ['li', 'maxi'].includes(one.id)) ?? [];
    this.#receiver?.message({
      type: 'door',
      door: { title: board?.title ?? '', seats, names_optional: true, state },
    });
  }

  /** Whoever waits is let in, on a prepared seat or a new one. */
  admit(): void {
    const guest = this.#guest;
    if (!guest) return;
    this.#me = guest.seat ?? 'you';
    if (guest.seat === undefined) {
      const name = guest.name === '' ? 'Guest 1' : guest.name;
      this.host.other({ do: 'person', id: 'you', name, side: guest.side });
    }
    this.host.room({ here: [...(this.host.floor?.here ?? []), this.#me] });
    this.host.send({ type: 'hello', client: 'client-1' });
  }

  /** A phase of the agenda begins; `over` when its time is over at once. */
  phase(id: string, over = false): void {
    if ((this.host.board()?.agenda ?? []).length === 0)
      this.other({ by: 'mara', do: 'agenda', phases: AGENDA });
    this.other({ by: 'mara', do: 'enter_phase', phase: id });
    if (over) this.other({ by: 'mara', do: 'extend_phase', minutes: -7 });
  }

  signal(signal: Signal, person = 'mara'): void {
    const { floor } = this.host;
    if (!floor) return;
    const among = (list: string[], on: boolean) =>
      on ? [...list.filter((one) => one !== person), person] : list.filter((one) => one !== person);
    if (signal.signal === 'ready') this.host.room({ ready: among(floor.ready, signal.on) });
    if (signal.signal === 'hand') this.host.room({ hands: among(floor.hands, signal.on) });
    if (signal.signal === 'lock_all') this.host.room({ all_locked: signal.on });
    if (signal.signal === 'spotlight') this.host.room({ spotlight: signal.card });
  }

  // --- what this device is told

  get #phase(): Phase | undefined {
    const board = this.host.board();
    return board?.agenda?.find((one) => one.id === board.phase?.phase);
  }

  #told(message: ToScreen): ToScreen | null {
    if (this.#me === null) {
      if (message.type === 'welcome') return message;
      if (message.type === 'canvas') this.door('new');
      return null;
    }
    const you = { role: 'participant' as const, person: this.#me };
    const shown = this.#phase?.plan.shares === true;
    if (message.type === 'canvas') {
      const { snapshot } = message;
      return { ...message, snapshot: { ...snapshot, you, shares: shown ? snapshot.shares : null } };
    }
    if (message.type === 'patch') {
      const { shares, ...patch } = message.patch;
      return { ...message, patch: shown && shares ? { ...patch, shares } : patch };
    }
    return ['waiting', 'sharing', 'file'].includes(message.type) ? null : message;
  }

  #refusal(step: Step): Problem | null {
    const board = this.host.board();
    const plan = this.#phase?.plan;
    const way_out = 'Your words are kept on this device.';
    if (this.host.floor?.all_locked) return { code: 'locked', says: 'The board is locked.', way_out };
    if (step.do !== 'add' || !plan) return null;
    if (!plan.rights.add)
      return { code: 'not-in-phase', says: 'No cards are written in this phase.', way_out };
    const now = board?.phase;
    if (now && now.began_ms + now.minutes * 60_000 <= this.host.now)
      return { code: 'time-is-up', says: 'The time for writing is over.', way_out };
    return null;
  }
}
