import { describe, expect, it } from 'vitest';
import { applyEdit, mapCaret, smallestEdit } from './edit';
import { graphemes, graphemesBefore, offsetOf } from './graphemes';

describe('graphemes', () => {
  it('are what people see as letters', () => {
    expect(graphemes('a👩‍👩‍👧é')).toEqual(['a', '👩‍👩‍👧', 'é']);
    expect(graphemes('e\u0301x')).toEqual(['e\u0301', 'x']);
    expect(graphemes('plain text')).toHaveLength(10);
  });

  it('are counted before an offset of a text field, and found again', () => {
    const text = 'a👩‍👩‍👧b';
    expect(graphemesBefore(text, text.indexOf('b'))).toBe(2);
    expect(offsetOf(text, 2)).toBe(text.indexOf('b'));
  });
});

describe('the smallest edit', () => {
  const cases: [string, string, string, number | undefined, object | null][] = [
    ['nothing changed', 'abc', 'abc', undefined, null],
    ['a letter at the end', 'ab', 'abc', 3, { at: 2, delete: 0, insert: 'c' }],
    ['a letter in the middle', 'ac', 'abc', 2, { at: 1, delete: 0, insert: 'b' }],
    ['a word replaced', 'one two three', 'one 2 three', 5, { at: 4, delete: 3, insert: '2' }],
    ['all gone', 'abc', '', 0, { at: 0, delete: 3, insert: '' }],
    ['an emoji that becomes a family', 'x👩y', 'x👩‍👧y', 2, { at: 1, delete: 1, insert: '👩‍👧' }],
    ['of two equal letters the one at the caret', 'Ana', 'Anna', 2, { at: 1, delete: 0, insert: 'n' }],
    ['of two equal letters the one after', 'Ana', 'Anna', 3, { at: 2, delete: 0, insert: 'n' }],
    ['of three equal letters the one deleted', 'aaa', 'aa', 1, { at: 1, delete: 1, insert: '' }],
  ];
  it.each(cases)('%s', (_, before, after, caret, edit) => {
    expect(smallestEdit(before, after, caret)).toEqual(edit);
  });

  it('always makes the new text of the old one', () => {
    const letters = ['a', 'b', ' ', 'ä', '👍🏽', 'e\u0301', '🇩🇪'];
    let seed = 7;
    const next = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    for (let round = 0; round < 500; round += 1) {
      const before = Array.from({ length: next(12) }, () => letters[next(letters.length)]).join('');
      const after = Array.from({ length: next(12) }, () => letters[next(letters.length)]).join('');
      const edit = smallestEdit(before, after, next(13));
      if (edit) expect(applyEdit(before, edit)).toBe(after);
      else expect(before).toBe(after);
    }
  });
});

describe('a caret in a text that others changed', () => {
  const cases: [string, string, string, number, number][] = [
    ['stays before what came in behind it', 'hello', 'hello world', 2, 2],
    ['moves along with its neighbours', 'hello', 'oh, hello', 5, 9],
    ['stays where its neighbours were deleted', 'abcdef', 'af', 3, 1],
    ['stays behind its own letters when others write at the same place', 'abc', 'abcxyz', 3, 3],
    ['keeps its place between two changes', 'one two three', 'ONE one two three four', 7, 11],
  ];
  it.each(cases)('%s', (_, before, after, caret, expected) => {
    expect(mapCaret(before, after, caret)).toBe(expected);
  });
});
