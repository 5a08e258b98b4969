import { expect, it } from 'vitest';
import agendas from '../../../assets/locales/en/agendas.ftl?raw';
import phases from '../../../assets/locales/en/phases.ftl?raw';
import room from '../../../assets/locales/en/room.ftl?raw';
import screen from '../../../assets/locales/en/screen.ftl?raw';
import './room';
import { hasText } from './words';

const SOURCES = import.meta.glob<string>(['../**/*.svelte', '../**/*.ts', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

it('every text that a screen asks for is in the locale file', () => {
  const missing: string[] = [];
  for (const [file, source] of Object.entries(SOURCES)) {
    for (const [, id] of source.matchAll(/\bt\(\s*'([a-z0-9-]+)'/g)) {
      if (id !== undefined && !hasText(id)) missing.push(`${id} (${file})`);
    }
  }
  expect(Object.keys(SOURCES).length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

it('the locale files say each text once', () => {
  const english = [screen, phases, room, agendas].join('\n');
  const ids = [...english.matchAll(/^([a-z][a-z0-9-]*) =/gm)].map(([, id]) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
