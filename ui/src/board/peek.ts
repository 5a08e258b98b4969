import type { Table } from './table.svelte';

/** What a hidden card is laid out as, whatever is written on it: three lines. */
export const HIDDEN_LINES = '\u00a0\n\u00a0\n\u00a0';

/** Held so long without moving, one's own hidden card shows its text; moved, it is carried. */
const HOLD_MS = 250;
const STILL_PX = 4;

/** Lets whoever holds a hidden card still read it, until it is let go. */
export function peekable(table: Table, id: string): (element: HTMLElement) => () => void {
  return (element) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let from = { x: 0, y: 0 };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      from = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        table.peeked = id;
        window.addEventListener('pointerup', up, { once: true });
        window.addEventListener('pointercancel', up, { once: true });
      }, HOLD_MS);
    };
    const move = (event: PointerEvent) => {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL_PX) clearTimeout(timer);
    };
    const up = () => {
      clearTimeout(timer);
      if (table.peeked === id) table.peeked = null;
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    return () => {
      up();
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', up);
    };
  };
}
