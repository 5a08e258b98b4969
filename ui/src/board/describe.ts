import type { Card } from '../protocol/Card';
import type { LinkKind } from '../protocol/LinkKind';
import type { Canvas } from '../session/canvas.svelte';
import { kindSays } from './kinds';
import { t } from '../words/words';

/** What may be read of a card by whoever looks at this screen: of a hidden one nothing. */
export function shownText(card: Card | undefined): string {
  if (card?.private) return t('hidden-card');
  return card?.text ?? '';
}

/** A card in one sentence, for those who hear the board. */
export function describe(card: Card, canvas: Canvas): string {
  const stage = canvas.stages.find((line) => line.id === card.stage)?.name ?? '';
  const lane = canvas.lanes.find((line) => line.id === card.lane)?.name ?? '';
  const names = card.creators.map((id) => canvas.person(id)?.name).filter((name) => name != null);
  const votes = canvas.votes(card);
  const group = card.group === null ? null : canvas.groups.get(card.group);
  return [
    shownText(card) || t('card-empty'),
    t('describe-place', { stage, lane }),
    names.length > 0 ? t('describe-by', { names: names.join(', ') }) : '',
    card.kind === null ? '' : kindSays(card.kind),
    card.state === 'open' ? '' : t(`state-${card.state}`),
    card.reason === undefined ? '' : t('idea-reason', { reason: card.reason }),
    group ? t('describe-group', { name: group.name }) : '',
    card.attachments?.length ? t('pictures-count', { count: card.attachments.length }) : '',
    votes > 0 ? t('card-votes', { votes }) : '',
    card.comments?.length ? t('card-comments', { count: card.comments.length }) : '',
    card.promises.length > 0 ? t('card-promises', { promises: card.promises.length }) : '',
  ]
    .filter((part) => part !== '')
    .join('. ');
}

/** The first half of a character of which the second was cut off. */
const HALF = /[\ud800-\udbff]$/;

/** The beginning of a card's text, for menus and lists. */
export function beginning(text: string, most = 48): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line === '') return t('card-empty');
  return line.length <= most
    ? line
    : `${line
        .slice(0, most - 1)
        .replace(HALF, '')
        .trimEnd()}…`;
}

/** “builds on ‘What does it cost?’”; the verb alone without a text. */
export function describeLink(kind: LinkKind, text: string): string {
  const verb = t(`link-${kind.replace('_', '-')}`);
  return text === '' ? verb : t('link-to', { verb, card: beginning(text, 60) });
}

/** “‘Call me first’ grew out of ‘What does it cost?’ and gives it credit.” */
export function linkSays(kind: LinkKind, from: string, to: string): string {
  return t(`link-${kind.replace('_', '-')}-says`, { from, to });
}
