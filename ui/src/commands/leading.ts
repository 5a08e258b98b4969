import type { Studio } from '../studio/studio.svelte';
import type { Action } from './commands';

/** What leads the workshop: for a facilitator's screen alone. */
function leading(action: Omit<Action, 'onBoard'>): Action {
  return {
    ...action,
    onBoard: true,
    unless: (studio: Studio) => !studio.session.room.leads || action.unless?.(studio) === true,
  };
}

export const LEADING: readonly Action[] = [
  {
    id: 'agenda',
    keys: ['a'],
    onBoard: true,
    run: ({ table }) => {
      table.toggleDrawer('agenda');
    },
  },
  leading({
    id: 'next-phase',
    changes: true,
    unless: ({ session }) => session.agenda.next === null,
    run: ({ session }) => {
      const { next } = session.agenda;
      if (next) session.agenda.enter(next.id);
    },
  }),
  leading({
    id: 'previous-phase',
    changes: true,
    unless: ({ session }) => session.agenda.previous === null,
    run: ({ session }) => {
      const { previous } = session.agenda;
      if (previous) session.agenda.enter(previous.id);
    },
  }),
  leading({
    id: 'more-time',
    changes: true,
    unless: ({ session }) => session.agenda.current === null,
    run: ({ session }) => {
      session.agenda.extend(1);
    },
  }),
  leading({
    id: 'reveal',
    changes: true,
    unless: ({ session }) => session.agenda.hiding === null && session.canvas.drafts.size === 0,
    run: ({ session }) => {
      session.agenda.reveal();
    },
  }),
  leading({
    id: 'open-round',
    changes: true,
    unless: ({ session }) => session.canvas.round !== null,
    run: (studio) => (studio.overlay = 'round'),
  }),
  leading({
    id: 'close-round',
    changes: true,
    unless: ({ session }) => session.canvas.round === null,
    run: ({ session, table }) => {
      const { round } = session.canvas;
      if (!round) return;
      session.room.lead({ do: 'close_round', round: round.id });
      table.panel = 'votes';
    },
  }),
  leading({
    id: 'share',
    run: (studio) => (studio.overlay = 'share'),
  }),
];
