import { beginning } from '../board/describe';
import type { Idea } from '../protocol/Idea';
import type { Canvas } from '../session/canvas.svelte';
import { nameOf } from '../people/name';
import { listed, t } from '../words/words';

/** Removed or merged: the card itself is not on the board any more. */
export function gone(idea: Idea): boolean {
  return idea.fate === 'deleted' || idea.fate === 'merged';
}

/** What became of an idea, one sentence each. */
export function became(idea: Idea, canvas: Canvas): string[] {
  const name = (person: string) => nameOf(canvas.person(person));
  const text = (id: string) => beginning(canvas.cards.get(id)?.text ?? '', 60);
  const card = canvas.cards.get(idea.card);
  const { fate, letters_written: written, letters_living: living, edited_by: editors } = idea;
  const said: string[] = [];
  if (fate === 'decided') said.push(t('idea-decided'));
  if (fate === 'parked' || fate === 'dismissed') {
    const by = idea.by === null ? '' : name(idea.by);
    said.push(idea.by === null ? t(`state-${fate}`) : t(`idea-${fate}`, { name: by }));
    said.push(idea.reason === null ? t('idea-no-reason') : t('idea-reason', { reason: idea.reason }));
  }
  if (fate === 'deleted')
    said.push(idea.by === null ? t('idea-deleted') : t('idea-deleted-by', { name: name(idea.by) }));
  if (fate === 'merged' && idea.into !== null)
    said.push(t('idea-merged', { name: idea.by === null ? '' : name(idea.by), card: text(idea.into) }));
  const counted = fate === 'living' || fate === 'decided' || (gone(idea) && living > 0);
  if (counted && living < written) said.push(t('idea-letters', { living, written }));
  if (editors.length > 0) said.push(t('idea-edited', { names: listed(editors.map(name)) }));
  if (idea.moved && card && !gone(idea)) {
    const stage = canvas.stages.find((line) => line.id === card.stage)?.name ?? '';
    const lane = canvas.lanes.find((line) => line.id === card.lane)?.name ?? '';
    said.push(t('idea-moved', { place: t('describe-place', { stage, lane }) }));
  }
  return said.length === 0 ? [t('idea-all-letters')] : said;
}
