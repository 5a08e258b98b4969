import type { Share } from '../protocol/Share';
import type { Side } from '../protocol/Side';
import type { SideShare } from '../protocol/SideShare';
import { t } from '../words/words';

/** A side's part; `untold` is what was written without a name where its side would give the writer away. */
export interface SidePart {
  side: Side | 'untold';
  of1000: number;
  /** Nobody knows how many people are behind what is untold. */
  heads: number | null;
}

/** The sides that there are, whose parts add up to everything. */
export function sideParts(sides: readonly SideShare[]): SidePart[] {
  const parts: SidePart[] = sides
    .filter((side) => side.heads > 0 || (side.of_1000 ?? 0) > 0)
    .map(({ side, of_1000, heads }) => ({ side, of1000: of_1000 ?? 0, heads }));
  const told = parts.reduce((sum, part) => sum + part.of1000, 0);
  const some = sides.some((side) => side.of_1000 !== null);
  if (some && told < 1000) parts.push({ side: 'untold', of1000: 1000 - told, heads: null });
  return parts;
}

/** A whole per mille as people read it: `18.4%`. */
export function percentOf(of1000: number): string {
  return t('share-percent', { percent: of1000 / 10 });
}

/** Rounding down and up alone makes a thousandth of difference. */
export function isRange(share: Share): boolean {
  return share.high_of_1000 > share.low_of_1000 + 1;
}

/** A range in whole percent that leaves nothing out: `21–26`, or `23` where both ends meet. */
export function rangeOf(lowOf1000: number, highOf1000: number): string {
  const low = Math.floor(lowOf1000 / 10);
  const high = Math.ceil(highOf1000 / 10);
  return low === high ? String(low) : `${String(low)}–${String(high)}`;
}
