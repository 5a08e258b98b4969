import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import common from '../../../assets/locales/en/common.ftl?raw';
import phases from '../../../assets/locales/en/phases.ftl?raw';

// Isolation marks around names would travel into titles, file names and copied text.
const bundle = new FluentBundle('en', { useIsolating: false });

/** Texts that only some pages need come with those. */
export function addWords(file: string, source: string): void {
  const faults = bundle.addResource(new FluentResource(source));
  if (faults.length > 0) console.error(file, faults);
}

addWords('common.ftl', common);
addWords('phases.ftl', phases);

/** The text with this id in the reader's language. */
export function t(id: string, values?: Record<string, FluentVariable>): string {
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, values ?? null) : id;
}

/** Whether there is such a text: for names that come from the host. */
export function hasText(id: string): boolean {
  return bundle.hasMessage(id);
}

const LIST = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' });

/** “Anna, Kwame and Tom”. */
export function listed(names: string[]): string {
  return LIST.format(names);
}
