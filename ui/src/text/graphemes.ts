/**
 * Texts as people see them: in graphemes, the same units in which the host counts positions.
 */

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Text in which every code unit is a grapheme of its own; CR is left out for CR LF. */
const PLAIN = /^[\n\u0020-\u007e\u00a0-\u02ff]*$/;

/** The graphemes of a text, in order. */
export function graphemes(text: string): string[] {
  if (PLAIN.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/** How many graphemes stand before a code unit offset (as in a text field's selection). */
export function graphemesBefore(text: string, offset: number): number {
  let units = 0;
  let count = 0;
  for (const part of graphemes(text)) {
    if (units >= offset) break;
    units += part.length;
    count += 1;
  }
  return count;
}

/** The code unit offset at which the grapheme with this number begins. */
export function offsetOf(text: string, grapheme: number): number {
  let units = 0;
  let count = 0;
  for (const part of graphemes(text)) {
    if (count === grapheme) break;
    units += part.length;
    count += 1;
  }
  return units;
}

/** Texts on a canvas end lines with LF alone. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
