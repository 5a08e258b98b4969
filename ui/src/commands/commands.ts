import { besideCard, land, linkStep } from '../board/hands';
import { walk, type Direction } from '../board/landing';
import { putTogether } from '../board/ties';
import type { State } from '../protocol/State';
import { voteBy } from '../rounds/voting';
import { togglePresenting } from '../studio/presenting';
import type { Sign } from '../protocol/Sign';
import type { Studio } from '../studio/studio.svelte';
import { LEADING } from './leading';
import { theme } from '../theme/theme.svelte';

/** Something a person can do, under one name in menus, the palette and the list of keys. */
export interface Action {
  id: string;
  /** As tinykeys writes them; the first is shown. */
  keys?: string[];
  /** Keys that work in text fields too. */
  everywhere?: boolean;
  /** Needs an open canvas. */
  onBoard: boolean;
  /** Changes the canvas. */
  changes?: boolean;
  /** The sign that it gives. */
  sign?: Sign;
  /** Not possible just now where this says so. */
  unless?: (studio: Studio) => boolean;
  run: (studio: Studio) => void;
}

const noCard = (studio: Studio) => studio.table.chosen.length === 0;
const notTwo = (studio: Studio) => studio.table.chosen.length < 2;

function state(id: string, to: State, keys: string[]): Action {
  return {
    id,
    keys,
    onBoard: true,
    changes: true,
    unless: noCard,
    run: ({ table, session }) => {
      const cards = table.chosen;
      const gesture = session.gesture();
      for (const card of cards) session.do({ do: 'state', card, state: to }, { gesture });
      const element = document.getElementById('board');
      const first = cards[0];
      if ((to === 'parked' || to === 'dismissed') && element && first !== undefined)
        table.reasonAsked = { cards, state: to, gesture, ...besideCard(table, element, first) };
    },
  };
}

/** The cell where one is, else the first one. */
export function addHere({ table }: Studio, as: { kind?: string; unnamed?: boolean } = {}): void {
  const { spot, session } = table;
  const stage = spot?.stage ?? session.canvas.stages[0]?.id;
  const lane = spot?.lane ?? session.canvas.lanes[0]?.id;
  if (stage !== undefined && lane !== undefined) table.add(stage, lane, as);
}

function vote({ table, session }: Studio, by: number): void {
  const gesture = session.gesture();
  for (const card of table.chosen) voteBy(session, card, by, gesture);
}

function split({ table, session }: Studio): void {
  const { caret } = table;
  const card = caret?.card;
  if (card === undefined || caret === null) return;
  session.writing.flush();
  session.writing.end();
  session.do({ do: 'split', card, at: caret.at, as: session.newId() });
}

function merge({ table, session }: Studio): void {
  const [into, ...others] = table.chosen;
  if (into === undefined) return;
  session.doAll(others.map((card) => ({ do: 'merge', card, into })));
  table.choose(into);
}

function group({ table, session }: Studio): void {
  session.do(putTogether(table.chosen, session.canvas, session.newId()));
}

function link({ table }: Studio): void {
  if (table.tool === 'link') {
    table.tool = 'select';
    table.linkFrom = null;
    return;
  }
  table.tool = 'link';
  table.linkFrom = table.chosen[0] ?? null;
}

function goBy(studio: Studio, direction: Direction, extend: boolean): void {
  const { table } = studio;
  const { stages, lanes } = table.session.canvas;
  const first = { stage: stages[0]?.id ?? '', lane: lanes[0]?.id ?? '', card: null };
  const to = table.spot ? walk(table.arrangement, table.spot, direction) : first;
  if (!extend) table.selection.clear();
  table.be(to);
  table.show(to);
}

function moveBy({ table, session }: Studio, direction: Direction): void {
  const { stages, lanes } = session.canvas;
  const cards = table.chosen;
  const card = session.canvas.cards.get(cards[0] ?? '');
  if (!card) return;
  const s = stages.findIndex((one) => one.id === card.stage);
  const l = lanes.findIndex((one) => one.id === card.lane);
  const stage = stages[s + (direction === 'right' ? 1 : direction === 'left' ? -1 : 0)]?.id;
  const lane = lanes[l + (direction === 'down' ? 1 : direction === 'up' ? -1 : 0)]?.id;
  if (stage === undefined || lane === undefined) return;
  land(table, cards, { stage, lane, before: undefined, group: card.group });
  if (table.spot) table.show(table.spot);
}

/** Earlier or later among the cards of its cell. */
function shift({ table, session }: Studio, by: -1 | 1): void {
  const id = table.spot?.card;
  const card = id == null ? undefined : session.canvas.cards.get(id);
  if (!card) return;
  const cell = session.canvas.inCell(card.stage, card.lane);
  const at = cell.findIndex((one) => one.id === card.id);
  if (at + by < 0 || at + by >= cell.length) return;
  const before = cell[by < 0 ? at - 1 : at + 2]?.id;
  session.do({
    do: 'move',
    card: card.id,
    stage: card.stage,
    lane: card.lane,
    ...(before === undefined ? {} : { before }),
  });
}

function enter(studio: Studio): void {
  const { table } = studio;
  const card = table.spot?.card;
  const element = document.getElementById('board');
  if (table.tool === 'link' && card && element) {
    const { x, y } = besideCard(table, element, card);
    linkStep(table, card, x, y);
  } else if (card) table.edit(card);
  else if (table.spot) table.add(table.spot.stage, table.spot.lane);
}

function escape(studio: Studio): void {
  const { table } = studio;
  if (table.peeked !== null) table.peeked = null;
  else if (table.session.writing.card !== null) table.endWriting();
  else if (table.tool === 'link') {
    table.tool = 'select';
    table.linkFrom = null;
  } else if (table.selection.size > 0) table.selection.clear();
  else if (table.lens.on) table.lens.off();
  else if (table.session.past.on) table.session.past.leave();
  else table.chooseNothing();
}

const walking: Action[] = (['left', 'right', 'up', 'down'] as const).flatMap((direction) => {
  const key = `Arrow${direction.charAt(0).toUpperCase()}${direction.slice(1)}`;
  return [
    {
      id: `go-${direction}`,
      keys: [key],
      onBoard: true,
      run: (studio: Studio) => {
        goBy(studio, direction, false);
      },
    },
    {
      id: `move-${direction}`,
      keys: [`Shift+${key}`],
      onBoard: true,
      changes: true,
      run: (studio: Studio) => {
        moveBy(studio, direction);
      },
    },
  ];
});

export const ACTIONS: readonly Action[] = [
  {
    id: 'add',
    keys: ['n'],
    onBoard: true,
    changes: true,
    run: (studio) => {
      addHere(studio);
    },
  },
  {
    id: 'add-touchpoint',
    keys: ['Shift+N'],
    onBoard: true,
    changes: true,
    run: ({ table }) => (table.choosingKind = true),
  },
  {
    id: 'add-unnamed',
    onBoard: true,
    changes: true,
    run: (studio) => {
      addHere(studio, { unnamed: true });
    },
  },
  { id: 'edit', keys: ['Enter', 'F2'], onBoard: true, changes: true, run: enter },
  { id: 'stop', keys: ['Escape'], everywhere: true, onBoard: true, run: escape },
  {
    id: 'delete',
    keys: ['Delete', 'Backspace'],
    onBoard: true,
    changes: true,
    unless: noCard,
    run: ({ table, session }) => {
      session.doAll(table.chosen.map((card) => ({ do: 'delete', card })));
      table.chooseNothing();
    },
  },
  {
    id: 'copy',
    keys: ['$mod+d'],
    onBoard: true,
    changes: true,
    unless: noCard,
    run: ({ table, session }) => {
      session.doAll(table.chosen.map((card) => ({ do: 'copy', card, as: session.newId() })));
    },
  },
  {
    id: 'split',
    keys: ['$mod+Enter'],
    everywhere: true,
    onBoard: true,
    changes: true,
    unless: ({ table }) => table.caret === null || !table.chosen.includes(table.caret.card),
    run: split,
  },
  { id: 'merge', onBoard: true, changes: true, unless: notTwo, run: merge },
  { id: 'group', keys: ['g'], onBoard: true, changes: true, unless: noCard, run: group },
  {
    id: 'ungroup',
    keys: ['Shift+G'],
    onBoard: true,
    changes: true,
    unless: ({ table, session }) =>
      !table.chosen.some((card) => session.canvas.cards.get(card)?.group != null),
    run: ({ table, session }) => {
      session.do({ do: 'ungroup', cards: table.chosen });
    },
  },
  { id: 'link', keys: ['l'], onBoard: true, changes: true, run: link },
  state('decide', 'decided', ['d']),
  state('park', 'parked', ['p']),
  state('dismiss', 'dismissed', ['x']),
  state('reopen', 'open', ['o']),
  {
    id: 'vote-more',
    keys: ['+', '='],
    onBoard: true,
    changes: true,
    unless: noCard,
    run: (studio) => {
      vote(studio, 1);
    },
  },
  {
    id: 'vote-less',
    keys: ['-'],
    onBoard: true,
    changes: true,
    unless: noCard,
    run: (studio) => {
      vote(studio, -1);
    },
  },
  {
    id: 'card-details',
    keys: ['i'],
    onBoard: true,
    unless: noCard,
    run: ({ table }) => {
      table.togglePanel('card');
    },
  },
  {
    id: 'confirm',
    keys: ['c'],
    onBoard: true,
    changes: true,
    unless: noCard,
    run: ({ table, session }) => {
      session.doAll(table.chosen.map((card) => ({ do: 'confirm', card })));
    },
  },
  ...walking,
  {
    id: 'earlier',
    keys: ['Alt+ArrowLeft', 'Alt+ArrowUp'],
    onBoard: true,
    changes: true,
    unless: noCard,
    run: (studio) => {
      shift(studio, -1);
    },
  },
  {
    id: 'later',
    keys: ['Alt+ArrowRight', 'Alt+ArrowDown'],
    onBoard: true,
    changes: true,
    unless: noCard,
    run: (studio) => {
      shift(studio, 1);
    },
  },
  {
    id: 'select-all',
    keys: ['$mod+a'],
    onBoard: true,
    run: ({ table, session }) => {
      for (const card of session.canvas.living()) table.selection.add(card.id);
    },
  },
  {
    id: 'undo',
    keys: ['$mod+z'],
    everywhere: true,
    onBoard: true,
    changes: true,
    run: ({ session }) => {
      session.writing.flush();
      session.do({ do: 'undo' });
    },
  },
  {
    id: 'redo',
    keys: ['$mod+Shift+z', '$mod+y'],
    everywhere: true,
    onBoard: true,
    changes: true,
    run: ({ session }) => {
      session.writing.flush();
      session.do({ do: 'redo' });
    },
  },
  {
    id: 'palette',
    keys: ['$mod+k'],
    everywhere: true,
    onBoard: true,
    run: (studio) => (studio.overlay = 'palette'),
  },
  { id: 'keys', keys: ['?', 'Shift+?', 'F1'], onBoard: true, run: (studio) => (studio.overlay = 'keys') },
  { id: 'about', onBoard: false, run: (studio) => (studio.overlay = 'about') },
  {
    id: 'find',
    keys: ['$mod+f'],
    everywhere: true,
    onBoard: true,
    run: ({ table }) => (table.drawer = 'find'),
  },
  {
    id: 'people',
    onBoard: true,
    run: ({ table }) => {
      table.toggleDrawer('people');
    },
  },
  {
    id: 'outline',
    onBoard: true,
    run: ({ table }) => {
      table.toggleDrawer('outline');
    },
  },
  {
    id: 'ownership',
    onBoard: true,
    run: ({ table }) => {
      table.togglePanel('ownership');
    },
  },
  {
    id: 'past',
    keys: ['t'],
    onBoard: true,
    run: ({ table, session }) => {
      if (session.past.on) session.past.leave();
      else {
        table.endWriting();
        table.lens.off();
        table.showShares(() => void session.past.enter(table.lens.scope));
      }
    },
  },
  {
    id: 'experience',
    onBoard: true,
    run: ({ table }) => {
      table.togglePanel('experience');
    },
  },
  {
    id: 'votes',
    onBoard: true,
    run: ({ table }) => {
      table.togglePanel('votes');
    },
  },
  {
    id: 'promises',
    onBoard: true,
    run: ({ table }) => {
      table.togglePanel('promises');
    },
  },
  {
    id: 'zoom-in',
    keys: ['$mod+=', '$mod++', '$mod+Shift++'],
    onBoard: true,
    run: ({ table }) => {
      table.zoom(1.25);
    },
  },
  {
    id: 'zoom-out',
    keys: ['$mod+-'],
    onBoard: true,
    run: ({ table }) => {
      table.zoom(0.8);
    },
  },
  {
    id: 'zoom-full',
    keys: ['$mod+0'],
    onBoard: true,
    run: ({ table }) => {
      table.zoomTo(1);
    },
  },
  {
    id: 'zoom-fit',
    keys: ['Shift+!', 'Shift+1'],
    onBoard: true,
    run: ({ table }) => {
      table.fitAll();
    },
  },
  {
    id: 'pointers',
    onBoard: true,
    unless: ({ session }) => session.pointing.wanted,
    run: ({ session }) => {
      session.pointing.want(true);
    },
  },
  {
    id: 'pointers-off',
    onBoard: true,
    unless: ({ session }) => !session.pointing.wanted,
    run: ({ session }) => {
      session.pointing.want(false);
    },
  },
  { id: 'present', keys: ['f'], onBoard: true, run: () => void togglePresenting() },
  { id: 'save', keys: ['$mod+s'], everywhere: true, onBoard: true, run: ({ files }) => void files.save() },
  {
    id: 'save-as',
    keys: ['$mod+Shift+s'],
    everywhere: true,
    onBoard: true,
    run: ({ files }) => void files.saveAs(),
  },
  { id: 'open', keys: ['$mod+o'], everywhere: true, onBoard: false, run: ({ files }) => void files.open() },
  { id: 'summary-html', onBoard: true, run: ({ files }) => void files.summary('html') },
  { id: 'summary-markdown', onBoard: true, run: ({ files }) => void files.summary('markdown') },
  { id: 'close', onBoard: true, run: ({ files }) => void files.close() },
  ...LEADING,
  {
    id: 'theme-light',
    onBoard: false,
    run: () => {
      theme.choose('light');
    },
  },
  {
    id: 'theme-dark',
    onBoard: false,
    run: () => {
      theme.choose('dark');
    },
  },
  {
    id: 'theme-system',
    onBoard: false,
    run: () => {
      theme.choose('system');
    },
  },
];

const BY_ID = new Map(ACTIONS.map((action) => [action.id, action]));

export function action(id: string): Action | undefined {
  return BY_ID.get(id);
}

/** Whether an action makes sense just now. */
export function possible(one: Action, studio: Studio): boolean {
  const { session } = studio;
  if (!studio.offers(one.id)) return false;
  if (one.onBoard && session.stage !== 'board') return false;
  if (one.changes && session.readOnly) return false;
  return !one.unless?.(studio);
}

/** Does what an action says, if it makes sense just now; tells whether it did. */
export function act(id: string, studio: Studio): boolean {
  const one = BY_ID.get(id);
  if (!one || !possible(one, studio)) return false;
  one.run(studio);
  return true;
}

/** What a menu item of the desktop window stands for. */
export function chosenInMenu(item: string, studio: Studio): void {
  if (item.startsWith('open:')) {
    void studio.files.openPath(item.slice('open:'.length));
  } else if (item === 'new') {
    void studio.files.close();
  } else act(item, studio);
}
