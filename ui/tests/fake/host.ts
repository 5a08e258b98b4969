/** A host in memory, for tests and development alone. */
import type { Platform, Receiver } from '../../src/platform';
import type { Board } from '../../src/protocol/Board';
import type { Desk } from '../../src/protocol/Desk';
import type { Answer } from '../../src/protocol/Answer';
import type { FileState } from '../../src/protocol/FileState';
import type { Floor } from '../../src/protocol/Floor';
import type { FromScreen } from '../../src/protocol/FromScreen';
import type { Patch } from '../../src/protocol/Patch';
import type { Sharing } from '../../src/protocol/Sharing';
import type { Step } from '../../src/protocol/Step';
import type { ToScreen } from '../../src/protocol/ToScreen';
import type { WaitingGuest } from '../../src/protocol/WaitingGuest';
import { FakeCanvas } from './canvas';
import { blank, crowd, journey, workshop } from './boards';
import { FakeDoor } from './door';
import { rehearsal } from './rehearsal';

export class FakeHost implements Platform {
  #receiver: Receiver | null = null;
  #canvas: FakeCanvas | null = null;
  #file: FileState = { path: null, saved: { is: 'journal' }, read_only: null };
  #n = 0;
  #accepted = 0;
  #gone = false;
  readonly #door = new FakeDoor();
  /** A replay has no more frames than this, to make it coarse. */
  frames = Infinity;
  /** Milliseconds a message takes, each way. */
  delay = 8;

  constructor(start: string | null) {
    const board = start === null ? null : this.#board(start);
    if (board) this.#canvas = new FakeCanvas(board, start === 'workshop' ? rehearsal() : []);
  }

  #board(name: string): Board | null {
    if (name === 'blank') return blank();
    if (name === 'journey') return journey();
    if (name === 'workshop') return workshop();
    return name.startsWith('crowd') ? crowd(Number(name.slice(5)) || 2_000) : null;
  }

  start(receiver: Receiver): void {
    this.#receiver = receiver;
    setTimeout(() => {
      receiver.connected();
    }, this.delay);
  }

  stop(): void {
    this.#receiver = null;
  }

  send(message: FromScreen): void {
    const copy = structuredClone(message);
    setTimeout(() => {
      if (!this.#gone) this.#take(copy);
    }, this.delay);
  }

  /** The line breaks, or comes back. */
  break(gone: boolean): void {
    this.#gone = gone;
    if (gone) this.#receiver?.gone();
    else this.#receiver?.connected();
  }

  /** Somebody at another screen does something. */
  other(step: Step): void {
    this.#do(step, `other ${String(Math.random())}`, this.#n, 'other');
  }

  /** Says something to the screen out of turn. */
  tell(message: ToScreen): void {
    this.#say(message);
  }

  /** The room changes: somebody is ready, raises a hand, comes in. */
  room(floor: Partial<Floor>): void {
    const workshop = this.#canvas?.workshop;
    if (!workshop) return;
    workshop.floor = { ...workshop.floor, ...floor };
    this.patch({ floor: workshop.floor });
  }

  /** The door changes: somebody waits, somebody has reached an address. */
  door({ guests, ...sharing }: Partial<Sharing> & { guests?: WaitingGuest[] }): void {
    this.#door.sharing = { ...this.#door.sharing, ...sharing };
    if (guests) this.#door.guests = guests;
    this.#tellDoor();
  }

  /** Something changes by itself. */
  patch(changes: Omit<Patch, 'n'>): void {
    this.#n += 1;
    this.#say({ type: 'patch', patch: { ...changes, n: this.#n } });
  }

  /** What the host has of the room and its door. */
  get floor(): Floor | undefined {
    return this.#canvas?.workshop.floor;
  }

  get sharing(): Sharing {
    return this.#door.sharing;
  }

  /** The canvas's clock. */
  get now(): number {
    return this.#canvas?.workshop.now ?? 0;
  }

  #tellDoor(): void {
    this.#say({ type: 'sharing', sharing: this.#door.sharing });
    this.#say({ type: 'waiting', guests: this.#door.guests });
  }

  board(): Board | null {
    return this.#canvas?.board ?? null;
  }

  #say(message: ToScreen): void {
    const copy = structuredClone(message);
    setTimeout(() => {
      if (!this.#gone) this.#receiver?.message(copy);
    }, this.delay);
  }

  #take(message: FromScreen): void {
    switch (message.type) {
      case 'hello':
        this.#say({
          type: 'welcome',
          client: message.client ?? 'client-1',
          accepted: this.#accepted,
          desktop: false,
        });
        this.#open();
        return;
      case 'do': {
        if (message.count <= this.#accepted) return;
        this.#accepted = message.count;
        const { step } = message;
        const does = () => this.#do(step, `own ${String(message.gesture)}`, message.seen, 'own');
        const refused = does();
        if (refused) this.#say({ type: 'refused', count: message.count, problem: refused });
        else if (step.do === 'undo') {
          let times = 1;
          while (step.within_ms !== undefined && !does()) times += 1;
          this.#say({
            type: 'undone',
            count: message.count,
            redo: false,
            times,
            done: { what: 'edit', card: null },
          });
        }
        const { count } = message;
        setTimeout(() => {
          this.#say({ type: 'ack', count });
        }, 20);
        return;
      }
      case 'ask':
        this.#answer(message.id, () => {
          const canvas = this.#canvas;
          if (!canvas) return null;
          switch (message.ask.about) {
            case 'ownership':
              return { about: 'ownership', report: canvas.report(message.ask.scope) };
            case 'explain':
              return {
                about: 'explain',
                explanation: canvas.explain(message.ask.person, message.ask.scope),
              };
            case 'views':
              return { about: 'views', views: canvas.views(message.ask.scope) };
            case 'ideas':
              return { about: 'ideas', ideas: canvas.ideas(message.ask.person) };
            case 'replay':
              return {
                about: 'replay',
                replay: canvas.replay(
                  message.ask.from,
                  message.ask.to,
                  Math.min(this.frames, message.ask.frames),
                ),
              };
            case 'attachment': {
              const picture = canvas.pictures.get(message.ask.sha256);
              return picture ? { about: 'attachment', ...picture } : null;
            }
            case 'experience':
              return { about: 'experience', experience: canvas.experience() };
            case 'summary':
              return { about: 'text', name: 'summary.md', text: '# Summary' };
          }
        });
        return;
      case 'signal':
        this.#canvas?.workshop.signal(message.signal, 'mara');
        if (this.#canvas) this.patch({ floor: this.#canvas.workshop.floor });
        return;
      case 'join':
        return;
      case 'desk':
        this.#answer(message.id, () => this.#desk(message.desk));
        return;
      case 'here':
    }
  }

  #answer(id: number, give: () => Answer | null): void {
    const answer = give();
    if (answer) this.#say({ type: 'answer', id, answer });
    else
      this.#say({
        type: 'failed',
        id,
        problem: { code: 'unknown', says: 'The stand-in cannot do this.', way_out: '' },
      });
  }

  #desk(desk: Desk): Answer | null {
    if (desk.verb === 'admit') this.#admit(desk);
    if (this.#door.take(desk) !== null) {
      this.#tellDoor();
      return { about: 'done' };
    }
    switch (desk.verb) {
      case 'home':
        return {
          about: 'home',
          home: {
            templates: ['journey', 'service-recovery', 'blank'].map((id) => {
              const board = id === 'blank' ? blank() : journey();
              return {
                id,
                name: id,
                description: id,
                stages: board.stages.map((s) => s.name),
                lanes: board.lanes.map((l) => l.name),
              };
            }),
            recent: [
              {
                path: '/documents/Onboarding.atelier',
                title: 'Onboarding of new customers',
                opened_ms: 1_795_000_000_000,
                missing: false,
                cells: [
                  [2, 1, 0, 3, 1],
                  [0, 4, 2, 1, 0],
                  [1, 1, 6, 2, 3],
                  [0, 0, 2, 1, 0],
                  [3, 1, 2, 0, 1],
                ],
              },
              {
                path: '/documents/Reklamation.atelier',
                title: 'Donaudampfschifffahrtsgesellschaftskapitänsreklamation',
                opened_ms: 1_794_000_000_000,
                missing: true,
                cells: [
                  [1, 1],
                  [4, 0],
                  [9, 2],
                ],
              },
            ],
            recovered: [],
          },
        };
      case 'new':
        this.#canvas = new FakeCanvas({
          ...(desk.template === 'blank' ? blank() : journey()),
          title: desk.title,
        });
        this.#open();
        return { about: 'done' };
      case 'sample':
      case 'open_text':
      case 'open':
        this.#canvas = new FakeCanvas(workshop(), rehearsal());
        this.#open();
        return { about: 'done' };
      case 'download':
        return { about: 'text', name: 'canvas.atelier', text: JSON.stringify(this.#canvas?.board) };
      case 'close':
        this.#canvas = null;
        this.#say({ type: 'no_canvas' });
        return { about: 'done' };
      case 'remove':
        this.room({ here: this.floor?.here.filter((one) => one !== desk.person) ?? [] });
        return { about: 'done' };
      case 'new_from_this':
        if (this.#canvas) {
          this.#canvas = new FakeCanvas({ ...this.#canvas.board, cards: [] });
          this.#open();
        }
        return { about: 'done' };
      case 'save':
      case 'save_as':
        this.#file = { ...this.#file, path: '/documents/canvas.atelier', saved: { is: 'saved' } };
        this.#say({ type: 'file', file: this.#file });
        return { about: 'done' };
      default:
        return null;
    }
  }

  /** Whoever waited comes in: on a prepared seat, or on a new one. */
  #admit({ guest, seat }: Extract<Desk, { verb: 'admit' }>): void {
    const waiting = this.#door.guests.find((one) => one.guest === guest);
    if (!waiting) return;
    const taken = seat ?? waiting.seat;
    const id = taken ?? `guest ${String(guest)}`;
    if (taken === null) this.other({ do: 'person', id, name: waiting.name, side: waiting.side });
    this.room({ here: [...(this.floor?.here ?? []), id] });
  }

  #open(): void {
    const canvas = this.#canvas;
    if (!canvas) {
      this.#say({ type: 'no_canvas' });
      return;
    }
    this.#n += 1;
    const snapshot = {
      n: this.#n,
      board: canvas.board,
      shares: canvas.report('board'),
      undo: canvas.undoStates(),
      you: { role: 'facilitator' as const, person: null },
      floor: canvas.workshop.floor,
      ballots: canvas.workshop.ballots,
    };
    this.#say({ type: 'canvas', snapshot, file: this.#file, now_ms: canvas.workshop.now });
    this.#tellDoor();
  }

  #do(step: Step, gesture: string, seen: number, client: string) {
    const canvas = this.#canvas;
    if (!canvas) return null;
    const patch = canvas.do(step, gesture, { seen, client, n: this.#n + 1 });
    if ('code' in patch) return patch;
    this.#n += 1;
    const many = (patch.cards?.length ?? 0) > 100;
    this.#say({
      type: 'patch',
      patch: {
        ...patch,
        n: this.#n,
        undo: canvas.undoStates(),
        ...(many ? {} : { shares: canvas.report('board') }),
      },
    });
    return null;
  }
}
