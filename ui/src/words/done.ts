import type { Done } from '../protocol/Done';
import type { Canvas } from '../session/canvas.svelte';
import { beginning, shownText } from '../board/describe';
import { hasText, t } from './words';

/** What was done, in words: “writing on ‘What does it cost?’”. */
export function doneWords(done: Done, canvas: Canvas): string {
  const card = done.card === null ? undefined : canvas.cards.get(done.card);
  const id = `done-${done.what.replaceAll('_', '-')}`;
  const what = hasText(id) ? t(id) : t('done-something');
  return card?.text ? t('done-on', { what, card: beginning(shownText(card), 28) }) : what;
}
