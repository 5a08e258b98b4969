import type { Table } from '../board/table.svelte';

const FULL = '(display-mode: fullscreen)';

/** Follows whether this screen fills its display, as it does on a projector; gives back how to stop. */
export function watchPresenting(table: Table): () => void {
  const query = matchMedia(FULL);
  const changed = () => {
    table.present(document.fullscreenElement !== null || query.matches);
  };
  document.addEventListener('fullscreenchange', changed);
  query.addEventListener('change', changed);
  changed();
  return () => {
    document.removeEventListener('fullscreenchange', changed);
    query.removeEventListener('change', changed);
  };
}

/** Fills the display with this screen, or gives it back. */
export async function togglePresenting(): Promise<void> {
  if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
  else await document.exitFullscreen();
}
