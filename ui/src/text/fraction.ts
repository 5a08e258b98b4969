/** An exact number, as the host sends them: `28` or `61/2`, always reduced. */
export interface Fraction {
  top: bigint;
  bottom: bigint;
}

export function parseFraction(text: string): Fraction {
  const [top, bottom] = text.split('/');
  return { top: BigInt(top ?? '0'), bottom: BigInt(bottom ?? '1') };
}

/** The nearest floating point number, for drawing. */
export function toNumber(text: string): number {
  const { top, bottom } = parseFraction(text);
  return bottom === 1n ? Number(top) : Number((top * 1_000_000n) / bottom) / 1_000_000;
}

/** Longer denominators are shown as decimals: nobody reads 17/5040. */
const LARGEST_SHOWN = 12n;

/**
 * For people to read: `30 1⁄2` (the fraction slash makes the typeface draw a real fraction), or
 * `≈ 30.52` where the fraction is too long to read. `decimal` asks for two decimals in any case.
 */
export function readable(text: string, decimal = false): string {
  const { top, bottom } = parseFraction(text);
  const sign = top < 0n ? '−' : '';
  const size = top < 0n ? -top : top;
  const whole = size / bottom;
  const rest = size % bottom;
  if (decimal) return `${sign}${(Number((size * 1000n) / bottom) / 1000).toFixed(2)}`;
  if (rest === 0n) return `${sign}${whole.toString()}`;
  if (bottom > LARGEST_SHOWN) return `≈ ${sign}${(Number((size * 1000n) / bottom) / 1000).toFixed(2)}`;
  const part = `${rest.toString()}⁄${bottom.toString()}`;
  return whole === 0n ? `${sign}${part}` : `${sign}${whole.toString()}\u2009${part}`;
}

/** Whether figures that are added up must all be decimals, as one of them is no short fraction. */
export function needDecimals(texts: readonly string[]): boolean {
  return texts.some((text) => parseFraction(text).bottom > LARGEST_SHOWN);
}

/** One decimal, for scores between 1 and 7. */
export function oneDecimal(text: string): string {
  return toNumber(text).toFixed(1).replace('-', '−');
}
