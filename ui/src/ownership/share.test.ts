import { expect, test } from 'vitest';
import type { SideShare } from '../protocol/SideShare';
import { isRange, sideParts } from './share';

const side = (name: SideShare['side'], of_1000: number | null, heads: number): SideShare => ({
  side: name,
  points: '0',
  of_1000,
  heads,
  heads_of_1000: 0,
});

test('what no side is told of is a part of its own, so that the parts are everything', () => {
  const parts = sideParts([side('customer', 603, 6), side('staff', 306, 4), side('other', 0, 0)]);
  expect(parts).toEqual([
    { side: 'customer', of1000: 603, heads: 6 },
    { side: 'staff', of1000: 306, heads: 4 },
    { side: 'untold', of1000: 91, heads: null },
  ]);
});

test('of nothing there are no parts but the sides at the table', () => {
  expect(sideParts([side('customer', null, 2)])).toEqual([{ side: 'customer', of1000: 0, heads: 2 }]);
});

test('both ends of a range rounded apart are no range', () => {
  expect(isRange({ of_1000: 143, low_of_1000: 142, high_of_1000: 143 })).toBe(false);
  expect(isRange({ of_1000: 143, low_of_1000: 100, high_of_1000: 143 })).toBe(true);
});
