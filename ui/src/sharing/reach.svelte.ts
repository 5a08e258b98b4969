import type { Session } from '../session/session.svelte';

/** After so long without a visitor, something is in the way. */
export const PATIENCE_MS = 60_000;

/** Whether anybody gets here: after a minute without a visitor the screen explains why that may be. */
export class Reach {
  /** The workshop has been open for a while and nobody has reached it. */
  nobody = $state(false);

  /** Watches as long as whoever calls it lives. */
  watch(session: Session): void {
    const waits = $derived(session.room.sharing?.on === true && session.room.sharing.reached === 0);
    $effect(() => {
      this.nobody = false;
      if (!waits) return;
      const timer = setTimeout(() => {
        this.nobody = true;
      }, PATIENCE_MS);
      return () => {
        clearTimeout(timer);
      };
    });
  }
}
