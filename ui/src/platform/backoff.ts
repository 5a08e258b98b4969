const FIRST_MS = 250;
const LONGEST_MS = 5_000;

/**
 * How long to wait before trying again: doubles with each failure up to five seconds, and is
 * spread by `chance` (0 to 1), so that forty phones do not come back in one moment.
 */
export function waitBefore(failures: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return longest / 2 + (longest / 2) * chance;
}
