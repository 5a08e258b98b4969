import { expect, it } from 'vitest';
import { needDecimals, oneDecimal, readable, toNumber } from './fraction';

it('reads fractions as people write them', () => {
  expect(readable('28')).toBe('28');
  expect(readable('61/2')).toBe('30\u20091⁄2');
  expect(readable('-5/2')).toBe('−2\u20091⁄2');
  expect(readable('1/3')).toBe('1⁄3');
  expect(readable('123457/1000')).toBe('≈ 123.46');
  expect(readable('28', true)).toBe('28.00');
  expect(needDecimals(['1', '5/2'])).toBe(false);
  expect(needDecimals(['1', '44/67'])).toBe(true);
});

it('gives numbers for drawing', () => {
  expect(toNumber('41/10')).toBeCloseTo(4.1);
  expect(oneDecimal('-19/10')).toBe('−1.9');
});
