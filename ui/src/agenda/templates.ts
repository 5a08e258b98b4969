import type { End } from '../protocol/End';
import type { Phase } from '../protocol/Phase';
import type { Plan } from '../protocol/Plan';
import type { Rights } from '../protocol/Rights';
import type { Writing } from '../protocol/Writing';
import { t } from '../words/words';

const NONE: Rights = {
  add: false,
  edit_own: false,
  edit_all: false,
  move: false,
  vote: false,
  rate: false,
  comment: false,
};

interface Shape {
  may: (keyof Rights)[];
  writing?: Writing;
  typing?: boolean;
  shares?: boolean;
  end?: End;
}

/** How each sort of phase works; its words are in agendas.ftl. */
const SHAPES = {
  welcome: { may: [] },
  steps: { may: ['add', 'edit_own', 'comment'] },
  rate: { may: ['rate', 'comment'] },
  pains: { may: ['add', 'edit_own'], writing: 'private', typing: true, end: 'close_writing' },
  unsaid: { may: ['add', 'edit_own'], writing: 'anonymous', end: 'close_writing' },
  read: { may: ['comment'] },
  questions: { may: ['add', 'edit_own', 'edit_all', 'move', 'comment'] },
  break: { may: [] },
  ideas: { may: ['add', 'edit_own'], writing: 'private', typing: true, end: 'close_writing' },
  build: { may: ['add', 'edit_own', 'edit_all', 'move', 'comment'] },
  group: { may: ['edit_own', 'move', 'comment'] },
  vote: { may: ['vote'] },
  decide: { may: ['comment'] },
  promise: { may: ['edit_own', 'comment'] },
  settle: { may: ['comment'] },
  close: { may: ['comment'], shares: true },
} satisfies Record<string, Shape>;

type Kind = keyof typeof SHAPES;

/** The agendas that come with Atelier: the sorts of their phases with their minutes. */
export const TEMPLATES: readonly { id: string; phases: readonly [Kind, number][] }[] = [
  {
    id: '60',
    phases: [
      ['welcome', 5],
      ['steps', 8],
      ['ideas', 8],
      ['read', 5],
      ['build', 10],
      ['group', 6],
      ['vote', 5],
      ['settle', 8],
      ['close', 5],
    ],
  },
  {
    id: '90',
    phases: [
      ['welcome', 5],
      ['steps', 12],
      ['rate', 8],
      ['pains', 8],
      ['read', 5],
      ['ideas', 10],
      ['read', 6],
      ['build', 12],
      ['group', 6],
      ['vote', 5],
      ['settle', 8],
      ['close', 5],
    ],
  },
  {
    id: '180',
    phases: [
      ['welcome', 10],
      ['steps', 20],
      ['rate', 10],
      ['unsaid', 10],
      ['read', 10],
      ['questions', 15],
      ['break', 15],
      ['ideas', 12],
      ['read', 8],
      ['build', 20],
      ['group', 10],
      ['vote', 8],
      ['decide', 12],
      ['promise', 10],
      ['close', 10],
    ],
  },
];

function plan(shape: Shape, minutes: number): Plan {
  const rights = { ...NONE };
  for (const right of shape.may) rights[right] = true;
  return {
    minutes,
    rights,
    writing: shape.writing ?? 'open',
    typing: shape.typing ?? false,
    shares: shape.shares ?? false,
    end: shape.end ?? 'nothing',
  };
}

/** The phases of a template, each with an id of its own. */
export function phasesOf(template: string, newId: () => string): Phase[] {
  const phases = TEMPLATES.find((one) => one.id === template)?.phases ?? [];
  return phases.map(([kind, minutes]) => ({
    id: newId(),
    name: t(`plan-${kind}-name`),
    instruction: t(`plan-${kind}-instruction`),
    plan: plan(SHAPES[kind], minutes),
  }));
}

/** A phase to begin with: everybody writes and everybody sees. */
export function newPhase(id: string): Phase {
  return { id, name: t('agenda-new-name'), instruction: '', plan: plan(SHAPES.steps, 10) };
}

export function minutesOf(phases: readonly Phase[]): number {
  return phases.reduce((sum, phase) => sum + phase.plan.minutes, 0);
}
