import { toast } from 'svelte-sonner';
import type { Sign } from '../protocol/Sign';
import { SIGNS } from '../session/reactions.svelte';
import type { Studio } from '../studio/studio.svelte';
import { t } from '../words/words';
import type { Action } from './commands';

/** What leads the workshop: for a facilitator's screen alone. */
function leading(action: Omit<Action, 'onBoard'>): Action {
  return {
    ...action,
    onBoard: true,
    unless: (studio: Studio) => !studio.session.room.leads || action.unless?.(studio) === true,
  };
}

/** Gives a sign to the card that is chosen, or to the room. */
function react(sign: Sign): Action {
  return {
    id: `react-${sign}`,
    sign,
    onBoard: true,
    unless: ({ table, session }) =>
      session.readOnly ||
      table.chosen.length > 1 ||
      table.chosen.some((card) => session.canvas.drafts.has(card) || session.canvas.asked(card)),
    run: ({ table, session }) => {
      session.reactions.give(sign, table.chosen[0] ?? null);
    },
  };
}

/** Locks the cards that are chosen, or gives them free; possible while it changes any of them. */
function lock(id: string, on: boolean): Action {
  return leading({
    id,
    unless: ({ table, session }) => !table.chosen.some((card) => session.room.locked(card) !== on),
    run: ({ table, session }) => {
      for (const card of table.chosen) session.room.signal({ signal: 'lock_card', card, on });
    },
  });
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
  {
    id: 'peek',
    keys: ['h'],
    onBoard: true,
    unless: ({ table, session }) => !session.canvas.drafts.has(table.chosen[0] ?? ''),
    run: ({ table }) => {
      const card = table.chosen[0] ?? null;
      table.peeked = table.peeked === card ? null : card;
    },
  },
  ...SIGNS.map(react),
  lock('lock-card', true),
  lock('unlock-card', false),
  leading({
    id: 'lock-all',
    unless: ({ session }) => session.room.floor.all_locked,
    run: ({ session }) => {
      session.room.signal({ signal: 'lock_all', on: true });
    },
  }),
  leading({
    id: 'unlock-all',
    unless: ({ session }) => !session.room.floor.all_locked,
    run: ({ session }) => {
      session.room.signal({ signal: 'lock_all', on: false });
    },
  }),
  leading({
    id: 'spotlight',
    unless: ({ table, session }) =>
      table.chosen.length !== 1 ||
      session.canvas.drafts.has(table.chosen[0] ?? '') ||
      session.room.floor.spotlight === table.chosen[0],
    run: ({ table, session }) => {
      session.room.signal({ signal: 'spotlight', card: table.chosen[0] ?? null });
    },
  }),
  leading({
    id: 'spotlight-off',
    unless: ({ session }) => session.room.floor.spotlight === null,
    run: ({ session }) => {
      session.room.signal({ signal: 'spotlight', card: null });
    },
  }),
  leading({
    id: 'bring',
    run: ({ guide }) => {
      guide.bring();
      toast(t('attention-brought'), { duration: 3_500 });
    },
  }),
  leading({
    id: 'follow',
    unless: ({ session, guide }) => session.room.floor.follow && guide.leads,
    run: ({ guide }) => {
      guide.follow(true);
    },
  }),
  leading({
    id: 'follow-off',
    unless: ({ session }) => !session.room.floor.follow,
    run: ({ guide }) => {
      guide.follow(false);
    },
  }),
  leading({
    id: 'rehearse',
    unless: ({ session }) => session.room.floor.rehearsal,
    run: ({ session }) => {
      session.room.signal({ signal: 'rehearse', on: true });
    },
  }),
  leading({
    id: 'rehearse-off',
    unless: ({ session }) => !session.room.floor.rehearsal,
    run: ({ session }) => {
      session.room.signal({ signal: 'rehearse', on: false });
    },
  }),
  leading({
    id: 'start-real',
    unless: ({ session }) => !session.room.floor.rehearsal,
    run: (studio) => (studio.overlay = 'real'),
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
