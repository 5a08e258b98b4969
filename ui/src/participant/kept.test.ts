import { describe, expect, it } from 'vitest';
import type { Step } from '../protocol/Step';
import type { Shelf } from '../session/outbox';
import { readCode } from './code';
import { Drafts } from './drafts.svelte';
import { Lost } from './lost.svelte';

function shelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const PROBLEM = { code: 'time-is-up', says: 'The time is over.', way_out: '' };

it('a code is read as people type it', () => {
  expect(readCode(' k7p m4d ')).toBe('K7PM4D');
  expect(readCode('K7P-M4D')).toBe('K7PM4D');
  expect(readCode('K7PM4')).toBeNull();
  expect(readCode('K7PM4D9')).toBeNull();
  expect(readCode('K7PM4ß')).toBeNull();
});

describe('what is kept on a device', () => {
  it('has drafts with each keystroke, and where the last card went', () => {
    const own = shelf();
    const drafts = new Drafts(own);
    drafts.write('card', 'Half a');
    drafts.write('on c1', 'Yes');
    drafts.goTo({ stage: 's2', lane: 'l7' });
    const later = new Drafts(own);
    expect(later.text('card')).toBe('Half a');
    expect(later.text('on c1')).toBe('Yes');
    expect(later.place).toEqual({ stage: 's2', lane: 'l7' });
    later.write('card', '');
    expect(new Drafts(own).text('card')).toBe('');
  });

  it('has words that were refused until they are dropped', () => {
    const own = shelf();
    const add: Step = { do: 'add', card: 'c', stage: 's', lane: 'l', text: 'A thought' };
    new Lost(own).keep(add, PROBLEM, 'A thought');
    const later = new Lost(own);
    expect(later.words.map((one) => one.text)).toEqual(['A thought']);
    later.drop(later.words[0]?.id ?? '');
    expect(new Lost(own).words).toEqual([]);
  });

  it('has one text of a card that is refused stroke by stroke: the whole', () => {
    const lost = new Lost(shelf());
    const edit: Step = { do: 'edit', card: 'c', at: 0, delete: 0, insert: 'x' };
    lost.keep(edit, PROBLEM, 'The whole text x');
    lost.keep(edit, PROBLEM, 'The whole');
    expect(lost.words.map((one) => one.text)).toEqual(['The whole text x']);
  });

  it('survives a shelf that is closed or holds nonsense', () => {
    const broken: Shelf = {
      getItem: () => '{',
      setItem: () => {
        throw new Error('full');
      },
      removeItem: () => undefined,
    };
    const drafts = new Drafts(broken);
    drafts.write('card', 'Still here');
    expect(drafts.text('card')).toBe('Still here');
    expect(new Lost(broken).words).toEqual([]);
  });
});
