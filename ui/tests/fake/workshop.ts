/**
 * The stand-in's phases, hidden cards, rounds and comments: as much of them as a screen shows, none
 * of the care with which the host keeps them apart.
 */
import type { Board } from '../../src/protocol/Board';
import type { Card } from '../../src/protocol/Card';
import type { CardSum } from '../../src/protocol/CardSum';
import type { Floor } from '../../src/protocol/Floor';
import type { OwnBallot } from '../../src/protocol/OwnBallot';
import type { Patch } from '../../src/protocol/Patch';
import type { Problem } from '../../src/protocol/Problem';
import type { Round } from '../../src/protocol/Round';
import type { Side } from '../../src/protocol/Side';
import type { Signal } from '../../src/protocol/Signal';
import type { Step } from '../../src/protocol/Step';
import { NOTHING_ON } from '../../src/session/floor';

/** From so many people on, what those of a side gave is told apart. */
const ENOUGH = 3;

interface Ballot extends OwnBallot {
  client: string;
  proxy: boolean;
}

export class FakeWorkshop {
  floor: Floor = { ...NOTHING_ON, here: ['mara'] };
  #ballots: Ballot[] = [];
  /** Cards that other screens wrote and that are not revealed. */
  #hidden: Card[] = [];
  readonly #began = performance.now();

  /** Milliseconds since the canvas began. */
  get now(): number {
    return performance.now() - this.#began + 60_000;
  }

  get ballots(): OwnBallot[] {
    return this.#ballots
      .filter((one) => one.client !== 'other')
      .map(({ person, card, values }) => ({ person, card, values }));
  }

  /** What somebody writes now is theirs alone. */
  writing(board: Board) {
    return board.agenda?.find((one) => one.id === board.phase?.phase)?.plan.writing ?? 'open';
  }

  /** Somebody elsewhere wrote a card that nobody sees. */
  hide(card: Card): void {
    this.#hidden.push({ ...card, private: true });
  }

  /** Takes a step if it is about phases, rounds or comments. */
  take(step: Step, board: Board, client: string): Patch | Problem | null {
    const n = 0;
    switch (step.do) {
      case 'agenda':
        board.agenda = step.phases;
        return { n, agenda: board.agenda };
      case 'enter_phase': {
        const phase = board.agenda?.find((one) => one.id === step.phase);
        if (!phase) return refusal('unknown', 'There is no such phase.');
        board.phase = { phase: phase.id, began_ms: this.now, minutes: phase.plan.minutes };
        this.floor = { ...this.floor, ready: [] };
        return { n, phase: [board.phase], floor: this.floor };
      }
      case 'extend_phase':
        if (!board.phase) return refusal('no-phase', 'No phase is on.');
        board.phase = { ...board.phase, minutes: board.phase.minutes + step.minutes };
        return { n, phase: [board.phase] };
      case 'open_round': {
        const cards =
          step.cards.length > 0
            ? step.cards
            : board.cards
                .filter((card) => !card.deleted && ['open', 'decided'].includes(card.state))
                .map((card) => card.id);
        this.#ballots = [];
        board.rounds = [...(board.rounds ?? []), { id: step.round, asks: step.asks, cards }];
        return { n, rounds: board.rounds, ...this.#cast() };
      }
      case 'close_round': {
        const rounds = (board.rounds ?? []).map((round) =>
          round.id === step.round ? this.#close(round, board) : round,
        );
        board.rounds = rounds;
        this.#ballots = [];
        return { n, rounds, ...this.#cast() };
      }
      case 'vote':
      case 'rate': {
        const round = board.rounds?.at(-1);
        if (!round || round.result) return null;
        if (!round.cards.includes(step.card))
          return refusal('not-in-round', 'This card is not in the round.');
        return this.#give(step, round, client);
      }
      case 'reveal': {
        const told = (card: Card) =>
          step.people === undefined || card.creators.some((one) => step.people?.includes(one));
        const now = this.#hidden.filter(told);
        this.#hidden = this.#hidden.filter((card) => !told(card));
        board.cards.push(...now);
        const cards = [...board.cards.filter((card) => card.private && told(card)), ...now];
        for (const card of cards) delete card.private;
        return { n, cards };
      }
      case 'comment': {
        const card = board.cards.find((one) => one.id === step.card);
        if (!card) return refusal('unknown', 'There is no such card.');
        const by = step.by === undefined ? [] : [step.by];
        card.comments = [...(card.comments ?? []), { by, text: step.text, at_ms: this.now }];
        return { n, cards: [card] };
      }
      default:
        return null;
    }
  }

  signal(signal: Signal, person: string): void {
    const { floor } = this;
    const among = (list: string[], one: string, on: boolean) =>
      on ? [...list.filter((other) => other !== one), one] : list.filter((other) => other !== one);
    const changes: Partial<Floor> = {};
    switch (signal.signal) {
      case 'ready':
        changes.ready = among(floor.ready, person, signal.on);
        break;
      case 'hand':
        changes.hands = among(floor.hands, person, signal.on);
        break;
      case 'lower_hand':
        changes.hands = among(floor.hands, signal.person, false);
        break;
      case 'lock_all':
        changes.all_locked = signal.on;
        break;
      case 'lock_card':
        changes.locked_cards = among(floor.locked_cards, signal.card, signal.on);
        break;
      case 'lock_line':
        changes.locked_lines = among(floor.locked_lines, signal.line, signal.on);
        break;
      case 'spotlight':
        changes.spotlight = signal.card;
        break;
      case 'bring':
        changes.brought = floor.brought + 1;
        changes.bring_to = signal.to;
        break;
      case 'follow':
        changes.follow = signal.on;
        break;
      case 'rehearse':
        changes.rehearsal = signal.on;
    }
    this.floor = { ...floor, ...changes };
  }

  #give(step: Extract<Step, { do: 'vote' | 'rate' }>, round: Round, client: string): Patch | Problem {
    const person = (typeof step.for === 'string' ? step.for : step.for?.[0]) ?? step.by ?? '';
    const others = this.#ballots.filter((one) => one.person !== person || one.card !== step.card);
    const values: OwnBallot['values'] =
      step.do === 'vote' ? [step.votes, 0, 0] : [step.expected, step.worked, step.felt];
    if (step.do === 'vote' && round.asks.is === 'votes') {
      const given = others
        .filter((one) => one.person === person)
        .reduce((sum, one) => sum + one.values[0], 0);
      if (step.votes > round.asks.per_card || given + step.votes > round.asks.budget)
        return refusal('no-budget', 'There are no votes left for this.');
    }
    this.#ballots = others;
    if (values[0] > 0)
      this.#ballots.push({ person, card: step.card, values, client, proxy: client !== 'other' });
    return { n: 0, ...this.#cast() };
  }

  #cast() {
    this.floor = { ...this.floor, cast: new Set(this.#ballots.map((one) => one.person)).size };
    return { floor: this.floor, ballots: this.ballots };
  }

  #close(round: Round, board: Board): Round {
    const side = (person: string) => board.people.find((one) => one.id === person)?.side ?? 'other';
    const voters = (of: Side | null) =>
      new Set(this.#ballots.filter((one) => of === null || side(one.person) === of).map((one) => one.person))
        .size;
    const sums: CardSum[] = [];
    for (const card of round.cards) {
      for (const of of [null, 'customer', 'staff'] as const) {
        const gave = this.#ballots.filter(
          (one) => one.card === card && (of === null || side(one.person) === of),
        );
        const told = round.asks.is === 'votes' ? of === null || voters(of) >= ENOUGH : gave.length >= ENOUGH;
        if (gave.length === 0 || !told || (round.asks.is === 'ratings' && of === null)) continue;
        const sum = (at: 0 | 1 | 2) => gave.reduce((all, one) => all + one.values[at], 0);
        sums.push({ card, side: of, n: gave.length, values: [sum(0), sum(1), sum(2)] });
      }
    }
    const proxies = new Set(this.#ballots.filter((one) => one.proxy).map((one) => one.person)).size;
    return { ...round, result: { voters: voters(null), proxies, sums } };
  }
}

function refusal(code: string, says: string): Problem {
  return { code, says, way_out: 'Nothing was changed.' };
}
