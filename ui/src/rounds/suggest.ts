/** How many votes to give everybody, and why. */
export interface Suggestion {
  budget: number;
  per_card: number;
  /** Why so many: the id of a text. */
  because: 'quarter' | 'least' | 'few' | 'most';
}

const LEAST = 3;
/** More than these take longer to give than they tell. */
const MOST = 12;

/**
 * About a quarter of the cards: enough to say what one likes, too few to like everything. A card
 * gets a third of them at most, so that nobody decides alone.
 */
export function suggestBudget(cards: number): Suggestion {
  const quarter = Math.round(cards / 4);
  const [budget, because] =
    cards <= LEAST
      ? ([Math.max(1, cards - 1), 'few'] as const)
      : quarter < LEAST
        ? ([LEAST, 'least'] as const)
        : quarter > MOST
          ? ([MOST, 'most'] as const)
          : ([quarter, 'quarter'] as const);
  return { budget, per_card: Math.max(1, Math.round(budget / 3)), because };
}
