import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FromScreen } from '../protocol/FromScreen';
import { Pointing } from './pointing.svelte';

const AT = { stage: 's1', lane: 'l1', x: 500, y: 500 };
const OTHER = { device: 2, person: 'ben', at: AT };

let said: FromScreen[];
let pointing: Pointing;
beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  const kept = new Map<string, string>();
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  pointing = new Pointing(
    shelf,
    (message) => said.push(message),
    () => 'anna',
  );
});
afterEach(() => {
  vi.useRealTimers();
});

it('a screen without a board says and shows nothing', () => {
  pointing.to(AT);
  pointing.heard([OTHER]);
  vi.advanceTimersByTime(1000);
  expect([said, pointing.others.size]).toEqual([[], 0]);
});

it('whoever moves all the time is told ten times a second', () => {
  pointing.open();
  for (let ms = 0; ms < 1000; ms += 10) {
    pointing.to({ ...AT, x: ms });
    vi.advanceTimersByTime(10);
  }
  expect(said.length).toBeLessThanOrEqual(11);
  expect(said.at(-1)).toMatchObject({ type: 'point', person: 'anna', shows: true });
});

it('whoever keeps still is not shown for long', () => {
  pointing.open();
  pointing.heard([OTHER]);
  expect(pointing.others.size).toBe(1);
  vi.advanceTimersByTime(4000);
  expect(pointing.others.size).toBe(0);
  pointing.heard([OTHER]);
  pointing.heard([{ ...OTHER, at: null }]);
  expect(pointing.others.size).toBe(0);
});

it('who does not want it neither sees nor is seen', () => {
  pointing.open();
  pointing.heard([OTHER]);
  pointing.want(false);
  expect(said.at(-1)).toEqual({ type: 'point', person: 'anna', shows: false });
  pointing.to(AT);
  pointing.heard([OTHER]);
  vi.advanceTimersByTime(1000);
  expect([said.length, pointing.others.size]).toEqual([2, 0]);
});
