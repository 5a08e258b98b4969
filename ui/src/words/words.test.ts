import { expect, it } from 'vitest';
import '../participant/words';
import '../projector/words';
import './room';
import './screen';
import { hasText } from './words';

const SOURCES = import.meta.glob<string>(['../**/*.svelte', '../**/*.ts', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const TEXTS = import.meta.glob<string>('../../../assets/locales/en/*.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function textsIn(names: readonly string[]): string[] {
  return names.flatMap((name) =>
    [...(TEXTS[`../../../assets/locales/en/${name}.ftl`] ?? '').matchAll(/^([a-z][a-z0-9-]*) =/gm)].map(
      ([, id]) => id ?? '',
    ),
  );
}

function asked(source: string): string[] {
  return [...source.matchAll(/\bt\(\s*'([a-z0-9-]+)'/g)].map(([, id]) => id ?? '');
}

/** The sources that a page consists of. */
function partsOf(page: string, parts = new Set<string>()): Set<string> {
  if (parts.has(page)) return parts;
  parts.add(page);
  for (const [, path] of (SOURCES[page] ?? '').matchAll(
    /^ *(?:import|export) (?!type)[^;]*?'(\.[^'?]+)';/gm,
  )) {
    const file = new URL(path ?? '', new URL(page, 'file:///src/words/')).pathname;
    const from = file.replace('/src/', '../').replace('../words/', './');
    const found = ['', '.ts', '.svelte', '.svelte.ts', '/index.ts'].find((end) => `${from}${end}` in SOURCES);
    if (found !== undefined) partsOf(`${from}${found}`, parts);
  }
  return parts;
}

it('every text that a screen asks for is in a locale file', () => {
  const missing = Object.entries(SOURCES).flatMap(([file, source]) =>
    asked(source)
      .filter((id) => !hasText(id))
      .map((id) => `${id} (${file})`),
  );
  expect(Object.keys(SOURCES).length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

it('what a participant’s page asks for is in the files that it loads', () => {
  const parts = partsOf('../participant/main.ts');
  const has = new Set(textsIn(['participant', 'common', 'phases']));
  const missing = [...parts].flatMap((file) =>
    asked(SOURCES[file] ?? '')
      .filter((id) => !has.has(id))
      .map((id) => `${id} (${file})`),
  );
  expect(parts.size).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

it('the locale files say each text once', () => {
  const files = ['common', 'phases', 'screen', 'room', 'agendas', 'participant', 'projector'];
  const ids = textsIn(files);
  expect(ids.length).toBeGreaterThan(500);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
