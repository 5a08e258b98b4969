import { t } from '../words/words';

/** What somebody is called; of writers without a name each has a number. */
export function nameOf(person: { id: string; name: string | null } | null | undefined): string {
  if (person?.name != null) return person.name;
  const n = /^anonymous (\d+)$/.exec(person?.id ?? '')?.[1];
  return n === undefined ? t('person-unnamed') : t('person-anonymous', { n });
}
