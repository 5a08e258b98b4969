import type { Card } from '../protocol/Card';
import type { Canvas } from '../session/canvas.svelte';

/** Without marks and capitals: “Müll” is found by “mull”. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** Whether a text has every word of a query in it; null for a query without words. */
export function finder(query: string): ((text: string) => boolean) | null {
  const words = folded(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  return (text) => {
    const all = folded(text);
    return words.every((word) => all.includes(word));
  };
}

/** What a card is found by: its words, and who made it. */
export function foundBy(card: Card, canvas: Canvas): string {
  return [card.text, ...card.creators.map((id) => canvas.person(id)?.name ?? '')].join(' ');
}
