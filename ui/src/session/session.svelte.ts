import type { Answer } from '../protocol/Answer';
import type { Ask } from '../protocol/Ask';
import type { Asking } from '../protocol/Asking';
import type { Command } from '../protocol/Command';
import type { Desk } from '../protocol/Desk';
import type { Done } from '../protocol/Done';
import type { FileState } from '../protocol/FileState';
import type { FromScreen } from '../protocol/FromScreen';
import type { Presence } from '../protocol/Presence';
import type { Problem } from '../protocol/Problem';
import type { Report } from '../protocol/Report';
import type { Snapshot } from '../protocol/Snapshot';
import type { Step } from '../protocol/Step';
import type { ToScreen } from '../protocol/ToScreen';
import type { UndoState } from '../protocol/UndoState';
import type { Platform } from '../platform';
import { Past } from '../past/past.svelte';
import { Agenda } from './agenda.svelte';
import { Canvas } from './canvas.svelte';
import { Claims } from './claims';
import { Pictures } from './pictures.svelte';
import { Pointing } from './pointing.svelte';
import { HostProblem } from './problem';
import { newId } from './id';
import { Outbox, type Letter, type Shelf } from './outbox';
import { Reactions } from './reactions.svelte';
import { Room } from './room.svelte';
import { Scores } from './scores.svelte';
import { Speaking } from './speaking.svelte';
import { Writing } from './writing.svelte';

/** What a session tells the screen around it. */
export interface Listener {
  /** Something did not work. `text` is what was written and did not get onto the canvas. */
  trouble?(problem: Problem, text?: string): void;
  /** What was to be done and is not on the canvas. `text` is the whole text that stood there. */
  lost?(step: Step, problem: Problem, text: string | undefined): void;
  /** Cards changed that somebody may have changed elsewhere; they are shown next. */
  arrived?(): void;
  /** What was taken back or done again in whose name: the last of so many things. */
  undone?(redo: boolean, done: Done, times: number, by: string | null): void;
  menu?(item: string): void;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(problem: HostProblem): void;
}

/** One screen's part in the workshop: what it knows, what it does, what is on its way. */
export class Session {
  readonly canvas = new Canvas();
  readonly speaking: Speaking;
  readonly writing: Writing;
  readonly scores: Scores;
  readonly past: Past;
  readonly room: Room;
  readonly agenda: Agenda;
  readonly claims = new Claims();
  readonly pictures: Pictures;
  readonly pointing: Pointing;
  readonly reactions: Reactions;
  line = $state<'connecting' | 'open' | 'gone'>('connecting');
  /** Who this screen is on the canvas that it shows: changes with the canvas. */
  seat = $state<string | null>(null);
  /** What the host has open. */
  stage = $state<'waiting' | 'home' | 'door' | 'board'>('waiting');
  desktop = $state(false);
  file = $state.raw<FileState | null>(null);
  shares = $state.raw<Report | null>(null);
  /** How it stands with the closing questions; null until they are asked. */
  asking = $state.raw<Asking | null>(null);
  undo = $state.raw<UndoState[]>([]);
  presence = $state.raw<Presence[]>([]);
  /** Who is writing elsewhere, by card. */
  readonly writers: ReadonlyMap<string, Presence> = $derived(
    new Map(this.presence.map((one) => [one.card, one])),
  );
  /** How many commands the host does not have on disk yet. */
  waiting = $state(0);
  /** The number of the last command from here. */
  last = 0;
  listener: Listener = {};

  readonly #platform: Platform;
  readonly #outbox: Outbox;
  readonly #questions = new Map<number, Waiting>();
  #seen = 0;
  #id = 0;

  constructor(platform: Platform, shelf: Shelf) {
    this.#platform = platform;
    this.#outbox = new Outbox(shelf, 'atelier.outbox');
    this.speaking = new Speaking(this.canvas, shelf);
    this.writing = new Writing(this);
    this.scores = new Scores(this);
    this.past = new Past(this);
    const say = (message: FromScreen) => {
      if (this.line === 'open') platform.send(message);
    };
    this.room = new Room(this, say);
    this.agenda = new Agenda(this);
    this.pictures = new Pictures(this);
    this.pointing = new Pointing(shelf, say, () => this.speaking.by);
    this.reactions = new Reactions(say);
    this.waiting = this.#outbox.letters.length;
  }

  start(): void {
    this.#platform.start({
      connected: () => {
        const client = this.#outbox.client;
        this.#platform.send(client === null ? { type: 'hello' } : { type: 'hello', client });
      },
      message: (message) => {
        this.#message(message);
      },
      gone: () => {
        this.line = 'gone';
        this.presence = [];
        for (const question of this.#questions.values()) question.reject(hostGone());
        this.#questions.clear();
      },
    });
  }

  stop(): void {
    this.#platform.stop();
  }

  /** The `n` of what this screen has seen of the canvas. */
  get seen(): number {
    return this.#seen;
  }

  /** Nothing can be changed: the file is another's, the past is shown, or this is a projector. */
  get readOnly(): boolean {
    return this.file?.read_only != null || this.past.on || this.room.you.role === 'projector';
  }

  /** A number for commands that one undo takes back together. */
  gesture(): number {
    return this.#outbox.gesture();
  }

  /** Does something on the canvas as whoever speaks now; gives back the command's number. */
  do(command: Command, with_: { gesture?: number; seen?: number; step?: Partial<Step> } = {}): number {
    const step = { ...command, ...this.speaking.signature(command), ...with_.step } as Step;
    const letter = this.#outbox.add({
      seen: with_.seen ?? this.#seen,
      gesture: with_.gesture ?? this.#outbox.gesture(),
      // What somebody was promised goes along with their words, however late they arrive.
      ...(step.do === 'add' && this.agenda.hidden && { writing: this.agenda.writing }),
      step,
    });
    this.waiting = this.#outbox.letters.length;
    this.last = letter.count;
    this.canvas.expect(letter.count, step);
    if ('card' in step && this.canvas.asked(step.card)) this.room.given.expect(letter.count, step);
    if (this.line === 'open') this.#platform.send(letter);
    return letter.count;
  }

  /** Several things as one gesture. */
  doAll(commands: Command[], step: Partial<Step> = {}): void {
    const gesture = this.gesture();
    for (const command of commands) this.do(command, { gesture, step });
  }

  newId(): string {
    return newId();
  }

  /** Tells of what the host refused; anything else is a fault of the page. */
  troubled(error: unknown): void {
    if (!(error instanceof HostProblem)) throw error;
    this.listener.trouble?.(error.problem);
  }

  async ask(ask: Ask): Promise<Answer> {
    return this.#question((id) => {
      this.#platform.send({ type: 'ask', id, ask });
    });
  }

  async desk(desk: Desk): Promise<Answer> {
    return this.#question((id) => {
      this.#platform.send({ type: 'desk', id, desk });
    });
  }

  /** Tells the others whether this screen's person writes, and on which card. */
  here(at: string | null, writing: boolean): void {
    const person = this.speaking.by;
    // Where somebody writes without a name, nothing is said of who it is.
    const unnamed =
      this.writing.fresh?.unnamed === true || (at !== null && this.claims.secret(at) !== undefined);
    const card = unnamed ? null : at;
    this.#platform.send({
      type: 'here',
      ...(person ? { person } : {}),
      ...(card ? { card } : {}),
      writing,
    });
  }

  #question(send: (id: number) => void): Promise<Answer> {
    if (this.line === 'gone') return Promise.reject(hostGone());
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve, reject) => {
      this.#questions.set(id, { resolve, reject });
      send(id);
    });
  }

  #message(message: ToScreen): void {
    if (this.room.told(message)) {
      if (message.type === 'door') this.stage = 'door';
      return;
    }
    switch (message.type) {
      case 'welcome':
        this.#welcome(message.client, message.accepted, message.desktop);
        return;
      case 'canvas':
        this.#renew(message.snapshot, message.file, message.now_ms);
        return;
      case 'no_canvas':
        this.stage = 'home';
        this.file = null;
        return;
      case 'patch': {
        const { patch } = message;
        this.#seen = patch.n;
        const changed = this.canvas.apply(patch);
        this.room.patched(patch);
        if (patch.you) this.#sit();
        if (changed.length > 0) this.listener.arrived?.();
        this.writing.arrived(changed, patch.n);
        if (patch.shares) this.shares = patch.shares;
        if (patch.undo) this.undo = patch.undo;
        if (patch.feelings) this.asking = patch.feelings;
        this.scores.changed(changed);
        return;
      }
      case 'ack': {
        const done = this.#outbox.acked(message.count);
        this.waiting = this.#outbox.letters.length;
        this.writing.acked(message.count);
        this.agenda.settled(message.count);
        this.room.given.acked(message.count);
        for (const letter of done) this.canvas.settle(letter.count, letter.step);
        return;
      }
      case 'refused':
        this.#refused(message.count, message.problem);
        return;
      case 'undone':
        this.#undone(message);
        return;
      case 'answer':
        this.#questions.get(message.id)?.resolve(message.answer);
        this.#questions.delete(message.id);
        return;
      case 'failed':
        this.#questions.get(message.id)?.reject(new HostProblem(message.problem));
        this.#questions.delete(message.id);
        return;
      case 'file':
        this.file = message.file;
        return;
      case 'presence':
        this.presence = message.people;
        return;
      case 'pointers':
        this.pointing.heard(message.people);
        return;
      case 'reactions':
        this.reactions.heard(message.given);
        return;
      case 'menu':
        this.listener.menu?.(message.item);
        return;
      case 'notice':
        this.listener.trouble?.(message.problem);
    }
  }

  #welcome(client: string, accepted: number, desktop: boolean): void {
    this.desktop = desktop;
    this.line = 'open';
    const before = this.#outbox.client;
    const { resend, stranded } = this.#outbox.welcomed(client, accepted);
    if (before !== client) this.writing.abandon();
    for (const letter of resend) this.#platform.send(letter);
    this.waiting = resend.length;
    if (stranded.length > 0) {
      const words = stranded.map(writtenIn).filter((text) => text !== undefined);
      this.listener.trouble?.(ofCode('stranded'), words.join(' · '));
      for (const letter of stranded) this.listener.lost?.(letter.step, ofCode('stranded'), writtenIn(letter));
    }
  }

  #renew(snapshot: Snapshot, file: FileState, now_ms: number): void {
    this.#seen = snapshot.n;
    this.past.leave();
    this.canvas.renew(snapshot.board);
    this.room.renewed(snapshot, now_ms);
    this.agenda.renewed();
    const unsent = this.#outbox.letters;
    for (const letter of unsent) this.canvas.expect(letter.count, letter.step);
    this.writing.renewed(snapshot.n, new Set(unsent.map((letter) => letter.count)));
    this.shares = snapshot.shares;
    this.undo = snapshot.undo;
    this.asking = snapshot.feelings ?? null;
    this.file = file;
    if (this.seat !== this.#outbox.client) {
      this.pictures.clear();
      this.reactions.clear();
    }
    this.seat = this.#outbox.client;
    this.stage = 'board';
    this.#sit();
    this.pointing.renew();
    this.scores.renew();
  }

  /** A device with a seat speaks for whoever sits there, and for nobody else. */
  #sit(): void {
    const { role, person } = this.room.you;
    if (role === 'facilitator') this.speaking.check();
    else this.speaking.sit(person);
    // A projector is told nothing that it does not show.
    if (role === 'projector') this.scores.wanted = false;
  }

  #undone({ count, redo, done, times }: Extract<ToScreen, { type: 'undone' }>): void {
    const letter = this.#outbox.letters.find((one) => one.count === count);
    this.listener.undone?.(redo, done, times, letter?.step.by ?? null);
  }

  #refused(count: number, problem: Problem): void {
    const letter = this.#outbox.refused(count);
    this.waiting = this.#outbox.letters.length;
    const step = letter?.step;
    const text = step?.do === 'edit' ? this.writing.text(step.card) : letter && writtenIn(letter);
    if (letter) this.canvas.settle(count, letter.step);
    this.writing.refused(count);
    this.agenda.settled(count);
    this.room.given.refused(count);
    this.listener.trouble?.(problem, letter && writtenIn(letter));
    if (step) this.listener.lost?.(step, problem, text);
  }
}

/** The words in a command that would be lost with it. */
function writtenIn(letter: Letter): string | undefined {
  const { step } = letter;
  if (step.do === 'edit') return step.insert || undefined;
  return 'text' in step ? step.text || undefined : undefined;
}

/** A problem that only the screen knows: its words are in the locale files. */
function ofCode(code: string): Problem {
  return { code, says: '', way_out: '' };
}

function hostGone(): HostProblem {
  return new HostProblem(ofCode('host-gone'));
}
