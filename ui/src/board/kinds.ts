import { hasText, t } from '../words/words';

/** What touches a customer by the company's own doing. */
const DIRECT = ['product', 'website', 'sales', 'call centre', 'support', 'delivery', 'billing', 'event'];
/** What others say and show of it. */
const INDIRECT = ['advertising', 'review', 'news', 'word of mouth', 'social media'];

/** The kinds of touchpoints, as cards carry them: `direct: website`. */
export const KINDS = [
  { way: 'direct', kinds: DIRECT.map((name) => `direct: ${name}`) },
  { way: 'indirect', kinds: INDIRECT.map((name) => `indirect: ${name}`) },
] as const;

/** Which way a kind touches; null where a card carries another kind. */
export function wayOf(kind: string): 'direct' | 'indirect' | null {
  return KINDS.find(({ way }) => kind.startsWith(`${way}: `))?.way ?? null;
}

/** A kind in the reader's words; what is not one of ours as it stands. */
export function kindName(kind: string): string {
  const id = `kind-${kind.replace(/^\w+: /, '').replaceAll(' ', '-')}`;
  return hasText(id) ? t(id) : kind;
}

/** “Direct touchpoint: website.” */
export function kindSays(kind: string): string {
  const way = wayOf(kind);
  return way === null ? kind : t(`kind-says-${way}`, { kind: kindName(kind) });
}
