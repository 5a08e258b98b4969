import { expect, it } from 'vitest';
import { beside, firstOpen, more } from './walk';

const CARDS = ['a', 'b', 'c'];

it('one walks from card to card and stays at the ends', () => {
  expect(beside(CARDS, 'a', 1)).toBe('b');
  expect(beside(CARDS, 'c', 1)).toBe('c');
  expect(beside(CARDS, 'a', -1)).toBe('a');
  expect(beside(CARDS, 'gone', 1)).toBe('a');
  expect(beside([], 'a', 1)).toBeNull();
});

it('coming back, one goes on at the first card without anything', () => {
  expect(firstOpen(CARDS, (card) => card === 'a')).toBe('b');
  expect(firstOpen(CARDS, () => true)).toBe('a');
  expect(firstOpen([], () => false)).toBeNull();
});

it('a card gets no more than what is left and than one card may get', () => {
  expect(more(3, 2, 0)).toBe(2);
  expect(more(1, 2, 0)).toBe(1);
  expect(more(3, 2, 2)).toBe(0);
  expect(more(-1, 2, 0)).toBe(0);
});
