import { tinykeys } from 'tinykeys';
import type { Studio } from '../studio/studio.svelte';
import { ACTIONS, possible } from './commands';

const MAC = navigator.platform.startsWith('Mac');

function inField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** What a text field that is no card's does by itself. */
const OWN_IN_FIELDS = new Set(['undo', 'redo', 'stop', 'split']);

function writesCard(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('#board article') !== null;
}

/** A dialog or menu has the keyboard. */
function elsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('dialog, [role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}

/** The board's element, or nothing in particular, has the keyboard. */
function onBoard(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.id === 'board');
}

/** Listens to the keys of all actions; gives back how to stop. */
export function listenToKeys(studio: Studio): () => void {
  const { table, session } = studio;
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const action of ACTIONS) {
    for (const keys of action.keys ?? []) {
      const anywhere = /\$mod|F\d|\?/.test(keys);
      bindings[keys] = (event) => {
        if (event.isComposing) return;
        if (inField(event.target) && !action.everywhere) return;
        if (OWN_IN_FIELDS.has(action.id) && inField(event.target) && !writesCard(event.target)) return;
        if (!anywhere && !action.everywhere && !onBoard(event.target)) return;
        if (elsewhere(event.target)) return;
        if (!possible(action, studio)) return;
        event.preventDefault();
        action.run(studio);
      };
    }
  }
  const stop = tinykeys(window, bindings);
  const down = (event: KeyboardEvent) => {
    if (event.code === 'Space' && onBoard(event.target)) {
      event.preventDefault();
      table.panning = true;
    }
    if (/^Digit[1-9]$/.test(event.code) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      if (event.altKey ? elsewhere(event.target) : !onBoard(event.target)) return;
      const person = session.canvas.people.filter((one) => one.name !== null)[
        Number(event.code.slice(5)) - 1
      ];
      if (!person || session.stage !== 'board' || !session.room.leads) return;
      event.preventDefault();
      session.writing.flush();
      session.speaking.choose(person.id);
    }
  };
  const up = (event: KeyboardEvent) => {
    if (event.code === 'Space') table.panning = false;
  };
  window.addEventListener('keydown', down);
  window.addEventListener('keyup', up);
  return () => {
    stop();
    window.removeEventListener('keydown', down);
    window.removeEventListener('keyup', up);
  };
}

const SIGNS: Record<string, string> = {
  $mod: MAC ? '⌘' : 'Ctrl',
  Shift: MAC ? '⇧' : 'Shift',
  Alt: MAC ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
};

/** A key combination as people read it. */
export function readKeys(keys: string): string[] {
  return keys
    .replace(/\+\+$/, '+Plus')
    .split(/\+(?=.)/)
    .map(
      (key) =>
        SIGNS[key] ?? (key === 'Plus' || key === '' ? '+' : key.length === 1 ? key.toUpperCase() : key),
    );
}
