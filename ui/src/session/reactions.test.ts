import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FromScreen } from '../protocol/FromScreen';
import { Reactions } from './reactions.svelte';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('adds up what was given, and forgets it five seconds after the last', () => {
  const sent: FromScreen[] = [];
  const reactions = new Reactions((message) => sent.push(message));
  reactions.give('like', 'c1');
  reactions.give('cheer', null);
  expect(sent).toEqual([
    { type: 'react', sign: 'like', card: 'c1' },
    { type: 'react', sign: 'cheer' },
  ]);
  reactions.heard([
    { sign: 'like', card: 'c1', count: 2 },
    { sign: 'cheer', card: null, count: 1 },
  ]);
  vi.advanceTimersByTime(4_000);
  reactions.heard([{ sign: 'like', card: 'c1', count: 3 }]);
  expect(reactions.of('c1')).toEqual([{ sign: 'like', card: 'c1', count: 5 }]);
  vi.advanceTimersByTime(2_000);
  expect(reactions.of(null)).toEqual([]);
  expect(reactions.of('c1')).toHaveLength(1);
  vi.advanceTimersByTime(3_000);
  expect(reactions.shown.size).toBe(0);
});

it('shows one sign before the other, however they came', () => {
  const reactions = new Reactions(() => undefined);
  reactions.heard([
    { sign: 'cheer', card: null, count: 1 },
    { sign: 'like', card: null, count: 1 },
  ]);
  expect(reactions.of(null).map(({ sign }) => sign)).toEqual(['like', 'cheer']);
});
