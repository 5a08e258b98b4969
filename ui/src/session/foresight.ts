import type { Card } from '../protocol/Card';
import type { Step } from '../protocol/Step';
import { rankAfter } from './rank';

/** What foresight needs to know of the canvas. */
export interface Surroundings {
  /** The living cards of a cell in their order, as the host last said. */
  inCell(stage: string, lane: string): readonly Card[];
  /** What somebody writes now is theirs alone until it is revealed. */
  readonly hidden: boolean;
  /** What people give this card is told to nobody while the round is open. */
  asked(card: string): boolean;
}

/** The cards whose appearance a step is known to change before the host has answered. */
export function foreseenCards(step: Step): string[] {
  switch (step.do) {
    case 'add':
    case 'move':
    case 'state':
    case 'delete':
    case 'restore':
    case 'vote':
      return [step.card];
    case 'group':
    case 'ungroup':
      return step.cards;
    default:
      return [];
  }
}

/** A card as it will most likely stand once the host has taken the step. */
export function foresee(step: Step, card: Card | undefined, around: Surroundings): Card | undefined {
  if (step.do === 'add') return card ?? newCard(step, around);
  if (!card) return undefined;
  switch (step.do) {
    case 'move':
      return {
        ...card,
        stage: step.stage,
        lane: step.lane,
        rank: rankIn(around.inCell(step.stage, step.lane), card.id, step.before),
      };
    case 'state': {
      const next = { ...card, state: step.state };
      delete next.reason;
      if (step.reason) next.reason = step.reason;
      return next;
    }
    case 'delete':
      return { ...card, deleted: true };
    case 'restore':
      return { ...card, deleted: false };
    case 'group':
      return { ...card, group: step.group };
    case 'ungroup':
      return { ...card, group: null };
    case 'vote': {
      if (around.asked(card.id)) return card;
      const votes = card.votes.filter((vote) => vote.person !== step.by);
      if (step.by && step.votes > 0) votes.push({ person: step.by, votes: step.votes });
      return { ...card, votes };
    }
    default:
      return card;
  }
}

function newCard(step: Extract<Step, { do: 'add' }>, around: Surroundings): Card {
  const voices = step.for ?? step.by ?? [];
  return {
    id: step.card,
    text: step.text,
    kind: step.kind ?? null,
    stage: step.stage,
    lane: step.lane,
    rank: rankIn(around.inCell(step.stage, step.lane), step.card, undefined),
    state: 'open',
    deleted: false,
    undone: false,
    merged_into: null,
    group: null,
    creators: step.anonymous ? [] : step.tidy ? ['tidy'] : typeof voices === 'string' ? [voices] : voices,
    letters: [],
    links: [],
    votes: [],
    ratings: [],
    promises: [],
    ...(around.hidden ? { private: true } : {}),
  };
}

function rankIn(cell: readonly Card[], card: string, before: string | undefined): string {
  const others = cell.filter((other) => other.id !== card);
  const at = before === undefined ? -1 : others.findIndex((other) => other.id === before);
  const left = others[(at < 0 ? others.length : at) - 1];
  return rankAfter(left?.rank);
}
