import { describe, expect, it } from 'vitest';
import type { Step } from '../protocol/Step';
import { newId } from './id';
import { Outbox, type Shelf } from './outbox';

function shelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const step: Step = { do: 'undo' };
const letter = { seen: 1, gesture: 1, step };

describe('the outbox', () => {
  it('numbers from one without gaps', () => {
    const outbox = new Outbox(shelf(), 'o');
    expect([outbox.add(letter).count, outbox.add(letter).count]).toEqual([1, 2]);
  });

  it('keeps what was not acknowledged across a reload, and resends only that', () => {
    const own = shelf();
    const before = new Outbox(own, 'o');
    before.welcomed('me', 0);
    for (let i = 0; i < 4; i += 1) before.add(letter);
    expect(before.acked(2).map((one) => one.count)).toEqual([1, 2]);
    const after = new Outbox(own, 'o');
    expect(after.client).toBe('me');
    expect(after.welcomed('me', 3).resend.map((one) => one.count)).toEqual([4]);
    expect(after.add(letter).count).toBe(5);
  });

  it('does not send to another canvas what was meant for the one before', () => {
    const outbox = new Outbox(shelf(), 'o');
    outbox.welcomed('me', 0);
    outbox.add(letter);
    const { resend, stranded } = outbox.welcomed('somebody else', 0);
    expect(resend).toEqual([]);
    expect(stranded).toHaveLength(1);
    expect(outbox.add(letter).count).toBe(1);
  });

  it('forgets a refused command and keeps the others', () => {
    const outbox = new Outbox(shelf(), 'o');
    outbox.welcomed('me', 0);
    for (let i = 0; i < 3; i += 1) outbox.add(letter);
    expect(outbox.refused(2)?.count).toBe(2);
    expect(outbox.letters.map((one) => one.count)).toEqual([1, 3]);
  });

  it('goes on in memory when nothing can be kept', () => {
    const full: Shelf = {
      ...shelf(),
      setItem: () => {
        throw new Error('full');
      },
    };
    const outbox = new Outbox(full, 'o');
    outbox.add(letter);
    expect(outbox.letters).toHaveLength(1);
  });
});

it('makes ids of 128 bits in 26 letters', () => {
  const ids = new Set(Array.from({ length: 200 }, newId));
  expect(ids.size).toBe(200);
  for (const id of ids) expect(id).toMatch(/^[a-z2-7]{26}$/);
});
