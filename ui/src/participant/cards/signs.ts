import { beginning } from '../../board/describe';
import type { Card } from '../../protocol/Card';
import type { Canvas } from '../../session/canvas.svelte';
import { nameOf } from '../../people/name';
import { listed, t } from '../../words/words';

/** Whose card it is, in words. */
export function creatorsOf(card: Card, canvas: Canvas): string {
  const names = card.creators.map((id) => {
    const person = canvas.person(id);
    if (person) return nameOf(person);
    return id === 'template' || id === 'tidy' || id === 'ai' ? t(`voice-${id}`) : nameOf(person);
  });
  return listed([...new Set(names)]);
}

/** Where it stands. */
export function placeSays(card: Pick<Card, 'stage' | 'lane'>, canvas: Canvas): string {
  const stage = canvas.stages.find((line) => line.id === card.stage)?.name ?? '';
  const lane = canvas.lanes.find((line) => line.id === card.lane)?.name ?? '';
  return t('describe-place', { stage, lane });
}

export function beginningOf(id: string, canvas: Canvas): string {
  return beginning(canvas.cards.get(id)?.text ?? '', 60);
}

/** A group's name, or what stands for it. */
export function groupName(name: string | undefined): string {
  return name === undefined || name === '' ? t('group-unnamed-phone') : name;
}
