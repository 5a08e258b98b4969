/** From this much of their words in common, two cards look like the same idea. */
const ALIKE = 0.6;

const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The different words of a text, whatever their case and form. */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const { segment, isWordLike } of WORDS.segment(text.normalize('NFKC').toLowerCase()))
    if (isWordLike) words.add(segment);
  return words;
}

/** The part of all words of two texts that both have (Jaccard). */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}

/**
 * Sets of cards that seem to say the same, the largest first; votes would split among them. Two
 * texts that are alike share at least one of their rarer words, so only those are compared that
 * do: thousands of cards are looked through at once.
 */
export function alike(cards: readonly { id: string; text: string }[]): string[][] {
  const texts = cards.map((card) => ({ id: card.id, words: wordsOf(card.text) }));
  const frequency = new Map<string, number>();
  for (const { words } of texts)
    for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const rarity = (word: string) => frequency.get(word) ?? 0;

  const heads = texts.map((_, at) => at);
  const head = (at: number): number => {
    let to = at;
    while (heads[to] !== undefined && heads[to] !== to) to = heads[to] ?? to;
    heads[at] = to;
    return to;
  };
  const byWord = new Map<string, number[]>();
  for (const [at, { words }] of texts.entries()) {
    const rare = [...words].sort((a, b) => rarity(a) - rarity(b) || (a < b ? -1 : 1));
    const enough = words.size - Math.ceil(words.size * ALIKE) + 1;
    for (const word of rare.slice(0, enough)) {
      const others = byWord.get(word) ?? [];
      for (const other of others) {
        const [a, b] = [head(at), head(other)];
        if (a === b) continue;
        if (overlap(words, texts[other]?.words ?? new Set()) >= ALIKE) heads[Math.max(a, b)] = Math.min(a, b);
      }
      others.push(at);
      byWord.set(word, others);
    }
  }
  const sets = new Map<number, string[]>();
  for (const [at, { id }] of texts.entries()) sets.set(head(at), [...(sets.get(head(at)) ?? []), id]);
  return [...sets.values()].filter((set) => set.length > 1).sort((a, b) => b.length - a.length);
}
