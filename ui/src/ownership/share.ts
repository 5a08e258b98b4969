import { t } from '../words/words';

/** A whole per mille as people read it: `18.4%`. */
export function percentOf(of1000: number): string {
  return t('share-percent', { percent: of1000 / 10 });
}

/** A range in whole percent that leaves nothing out: `21–26`, or `23` where both ends meet. */
export function rangeOf(lowOf1000: number, highOf1000: number): string {
  const low = Math.floor(lowOf1000 / 10);
  const high = Math.ceil(highOf1000 / 10);
  return low === high ? String(low) : `${String(low)}–${String(high)}`;
}
