import { graphemes } from './graphemes';

/** Deletes, then inserts, at one place. Positions and lengths count graphemes. */
export interface Edit {
  at: number;
  delete: number;
  insert: string;
}

/**
 * The smallest edit that makes `after` of `before`, null when they are equal.
 *
 * `caret` is the grapheme in `after` at which the caret stands after the input. It decides which
 * of several equal letters was meant: an "n" typed between the two of "Anna" is the one left of
 * the caret, which matters as every letter keeps whose it is.
 */
export function smallestEdit(before: string, after: string, caret?: number): Edit | null {
  if (before === after) return null;
  const old = graphemes(before);
  const now = graphemes(after);
  const shorter = Math.min(old.length, now.length);
  const right = caret === undefined ? 0 : Math.min(shorter, Math.max(0, now.length - caret));
  let end = 0;
  while (end < right && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  let start = 0;
  while (start < shorter - end && old[start] === now[start]) start += 1;
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  return {
    at: start,
    delete: old.length - start - end,
    insert: now.slice(start, now.length - end).join(''),
  };
}

/** The text after an edit. A place past the end is taken as the end. */
export function applyEdit(text: string, edit: Edit): string {
  const letters = graphemes(text);
  letters.splice(edit.at, edit.delete, edit.insert);
  return letters.join('');
}

/** Above this many comparisons a text is compared by its ends alone. */
const MOST_COMPARISONS = 400_000;

/**
 * Where a caret before grapheme `caret` of `before` belongs in `after`: beside the same
 * neighbours as far as they still stand. Text that came in exactly at the caret stands right of
 * it, so that the caret stays behind what its owner wrote.
 */
export function mapCaret(before: string, after: string, caret: number): number {
  if (before === after) return caret;
  const old = graphemes(before);
  const now = graphemes(after);
  let start = 0;
  const shorter = Math.min(old.length, now.length);
  while (start < shorter && old[start] === now[start]) start += 1;
  if (caret <= start) return caret;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  if (caret > old.length - end) return now.length - (old.length - caret);
  const oldMiddle = old.slice(start, old.length - end);
  const newMiddle = now.slice(start, now.length - end);
  if (oldMiddle.length * newMiddle.length > MOST_COMPARISONS) return now.length - end;
  const partners = commonLetters(oldMiddle, newMiddle);
  for (let left = caret - start - 1; left >= 0; left -= 1) {
    const partner = partners[left];
    if (partner !== undefined && partner >= 0) return start + partner + 1;
  }
  return start;
}

/** For each letter of `a` the place of its partner in a longest common subsequence, or -1. */
function commonLetters(a: string[], b: string[]): number[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const partners = new Array<number>(a.length).fill(-1);
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j] && at(i, j) === at(i + 1, j + 1) + 1) {
      partners[i] = j;
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return partners;
}
