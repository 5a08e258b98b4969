import type { Plan } from '../protocol/Plan';
import type { Rights } from '../protocol/Rights';
import { listed, t } from '../words/words';

/** In the order in which they are told. */
export const RIGHTS: readonly (keyof Rights)[] = [
  'add',
  'edit_own',
  'edit_all',
  'move',
  'vote',
  'rate',
  'comment',
];

/** Who sees what in a phase and whether names show, in plain sentences. */
export function saysWhoSees(plan: Plan): string[] {
  const says = [];
  if (plan.rights.add) {
    says.push(t(`sees-${plan.writing}-says`));
    if (plan.writing !== 'open' && plan.typing) says.push(t('sees-typing-says'));
  } else says.push(t('sees-read-says'));
  if (plan.shares) says.push(t('sees-shares-says'));
  return says;
}

/** What participants may do in a phase, in a sentence. */
export function saysWhatOneMay({ rights }: Plan): string {
  const may = RIGHTS.filter((right) => rights[right] && !(right === 'edit_own' && rights.edit_all));
  if (may.length === 0) return t('may-nothing');
  return t('may-title', { what: listed(may.map((right) => t(`may-${right.replace('_', '-')}`))) });
}
