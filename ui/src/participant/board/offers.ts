import type { Deed } from '../rights';

/** What a participant does on a board, and the right that it needs. What is not here is for those who lead. */
const OFFERED: Record<string, Deed | null> = {
  add: 'add',
  'add-touchpoint': 'add',
  'add-unnamed': 'add',
  edit: null,
  stop: null,
  delete: null,
  split: null,
  copy: 'add',
  merge: 'move',
  group: 'move',
  ungroup: 'move',
  link: 'move',
  earlier: 'move',
  later: 'move',
  'vote-more': 'vote',
  'vote-less': 'vote',
  'card-details': null,
  confirm: null,
  'select-all': null,
  undo: null,
  redo: null,
  peek: null,
  'react-like': null,
  'react-idea': null,
  'react-question': null,
  'react-cheer': null,
  pointers: null,
  'pointers-off': null,
  'zoom-in': null,
  'zoom-out': null,
  'zoom-full': null,
  'zoom-fit': null,
};

/** Whether a participant who is kept from some deeds is offered the action with this id. */
export function offered(action: string, isBarred: (deed: Deed) => boolean): boolean {
  if (action.startsWith('go-')) return true;
  const deed = action.startsWith('move-') ? 'move' : OFFERED[action];
  return deed !== undefined && (deed === null || !isBarred(deed));
}
