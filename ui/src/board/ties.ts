import type { Card } from '../protocol/Card';
import type { Command } from '../protocol/Command';
import type { LinkKind } from '../protocol/LinkKind';
import type { Canvas } from '../session/canvas.svelte';

/** How a later idea can relate to an earlier one, in the order in which they are offered. */
export const LINK_KINDS: readonly LinkKind[] = ['builds_on', 'leads_to', 'relates_to'];

/** The group that cards come into when they are put together: one that is there already, if any. */
export function groupOf(cards: readonly string[], canvas: Canvas): string | null {
  return cards.map((card) => canvas.cards.get(card)?.group).find((group) => group != null) ?? null;
}

/** Puts cards together; `fresh` is the id of the group if there is none, `name` its name then. */
export function putTogether(
  cards: readonly string[],
  canvas: Canvas,
  fresh: string,
  name = '',
): Extract<Command, { do: 'group' }> {
  const known = groupOf(cards, canvas);
  return known === null
    ? { do: 'group', group: fresh, cards: [...cards], name }
    : { do: 'group', group: known, cards: [...cards] };
}

/** The links of other living cards to this one. */
export function linksTo(card: Pick<Card, 'id'>, canvas: Canvas): { from: string; kind: LinkKind }[] {
  return canvas
    .linkedFrom(card.id)
    .flatMap((from) =>
      from.links.filter((link) => link.to === card.id).map((link) => ({ from: from.id, kind: link.kind })),
    );
}
