/** The card beside another of a list, staying at its ends; the first where there is none. */
export function beside(cards: readonly string[], card: string | null, step: -1 | 1): string | null {
  const at = card === null ? -1 : cards.indexOf(card);
  if (at < 0) return cards[0] ?? null;
  return cards[Math.max(0, Math.min(cards.length - 1, at + step))] ?? null;
}

/** The first card that has not been given anything, else the first. */
export function firstOpen(cards: readonly string[], given: (card: string) => boolean): string | null {
  return cards.find((card) => !given(card)) ?? cards[0] ?? null;
}

/** How many votes one card can still get: by what is left in all, and by the limit for a card. */
export function more(left: number, perCard: number, given: number): number {
  return Math.max(0, Math.min(left, perCard - given));
}
