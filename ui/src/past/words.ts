import { beginning } from '../board/describe';
import type { Frame } from '../protocol/Frame';
import type { Canvas } from '../session/canvas.svelte';
import { nameOf } from '../people/name';
import { hasText, t } from '../words/words';

/** What was done at a moment, in words: “Priya edited ‘What does it cost?’”. */
export function momentWords(frame: Frame | undefined, canvas: Canvas): string {
  if (!frame) return t('past-beginning');
  const name = frame.by === null ? t('past-template') : nameOf(canvas.person(frame.by));
  const text = frame.card === null ? undefined : canvas.cards.get(frame.card)?.text;
  const id = `moment-${frame.what.replaceAll('_', '-')}`;
  const onCard = `${id}-card`;
  if (text !== undefined && hasText(onCard)) return t(onCard, { name, card: beginning(text, 60) });
  return hasText(id) ? t(id, { name }) : t('moment-something', { name });
}
