import { describe, expect, it } from 'vitest';
import type { Plan } from '../protocol/Plan';
import type { Rights } from '../protocol/Rights';
import { barred, type Standing } from './rights';

const NONE: Rights = {
  add: false,
  edit_own: false,
  edit_all: false,
  move: false,
  vote: false,
  rate: false,
  comment: false,
};
const CARD = { id: 'c', stage: 's', lane: 'l' };

function standing(rights: Partial<Rights> | null, more: Partial<Standing> = {}): Standing {
  const plan: Plan | null = rights && {
    minutes: 5,
    rights: { ...NONE, ...rights },
    writing: 'open',
    typing: false,
    shares: false,
    end: 'close_writing',
  };
  const floor = { all_locked: false, locked_cards: [], locked_lines: [] };
  return { plan, over: false, floor, readOnly: false, ...more };
}

describe('what a person may do', () => {
  it('is everything without an agenda', () => {
    for (const deed of ['add', 'edit', 'move', 'vote', 'rate', 'comment'] as const)
      expect(barred(deed, standing(null), CARD)).toBeNull();
  });

  it('is what the phase gives', () => {
    expect(barred('add', standing({ add: true }), CARD)).toBeNull();
    expect(barred('vote', standing({ add: true }), CARD)).toBe('phase');
  });

  it('with the right to one’s own cards ends at others’', () => {
    const now = standing({ edit_own: true });
    expect(barred('edit', now, { ...CARD, own: true })).toBeNull();
    expect(barred('edit', now, { ...CARD, own: false })).toBe('phase');
  });

  it('ends for writing with the time, where the phase closes it', () => {
    const rights = { add: true, edit_all: true, move: true, comment: true, vote: true };
    const over = standing(rights, { over: true });
    for (const deed of ['add', 'edit', 'move', 'comment'] as const)
      expect(barred(deed, over, CARD)).toBe('time');
    expect(barred('vote', over, CARD)).toBeNull();
    const on = { ...over, plan: over.plan && { ...over.plan, end: 'nothing' as const } };
    expect(barred('add', on, CARD)).toBeNull();
  });

  it('is nothing where a facilitator has locked it', () => {
    const floor = { all_locked: false, locked_cards: ['c'], locked_lines: ['s2'] };
    const now = standing(null, { floor });
    expect(barred('edit', now, CARD)).toBe('card-locked');
    expect(barred('add', now, { stage: 's2', lane: 'l' })).toBe('line-locked');
    expect(barred('add', now, { stage: 's', lane: 'l' })).toBeNull();
    expect(barred('add', { ...now, floor: { ...floor, all_locked: true } }, CARD)).toBe('all-locked');
  });
});
