import type { Card } from '../protocol/Card';
import type { Command } from '../protocol/Command';
import type { LinkKind } from '../protocol/LinkKind';
import type { Canvas } from '../session/canvas.svelte';
import { t } from '../words/words';
import { beginning, describeLink, shownText } from './describe';

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

/** A link as it is told at one of its two cards. */
export interface Tied {
  from: string;
  to: string;
  kind: LinkKind;
  /** The card at its other end. */
  other: string;
  says: string;
}

/** The links from a card, and those of other living cards to it. */
export function linksOf(card: Card, canvas: Canvas): Tied[] {
  const onward = card.links.map(({ to, kind }) => ({
    from: card.id,
    to,
    kind,
    other: to,
    says: describeLink(kind, shownText(canvas.cards.get(to))),
  }));
  const back = canvas.linkedFrom(card.id).flatMap((from) =>
    from.links
      .filter(({ to }) => to === card.id)
      .map(({ to, kind }) => ({
        from: from.id,
        to,
        kind,
        other: from.id,
        says: t('link-back', { link: describeLink(kind, ''), card: beginning(shownText(from), 60) }),
      })),
  );
  return [...onward, ...back];
}
