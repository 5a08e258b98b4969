import { t } from '../words/words';

/** A whole per mille as people read it: `18 %`, or `18.4 %` where the tenth matters. */
export function percentOf(of1000: number): string {
  return t('share-percent', { percent: of1000 / 10 });
}
