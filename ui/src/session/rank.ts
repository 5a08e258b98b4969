/** Ranks are compared by code units, as the host compares their bytes. */
export function byRank(a: { rank: string; id: string }, b: { rank: string; id: string }): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * A rank directly behind another and before all that follow it. Only for the moment until the
 * host has given the real one.
 */
export function rankAfter(left: string | undefined): string {
  return `${left ?? ''}\u0001`;
}
