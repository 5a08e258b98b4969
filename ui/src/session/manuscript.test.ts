import { describe, expect, it } from 'vitest';
import { Manuscript } from './manuscript';

describe('a text being written', () => {
  it('takes in the letters of others when nothing of its own is on the way', () => {
    const text = new Manuscript('hello', 3);
    expect(text.arrived('oh, hello', 4)).toEqual({ text: 'oh, hello', caret: 9 });
    text.type('oh, hello!', 10);
    expect(text.next()).toEqual({ edit: { at: 9, delete: 0, insert: '!' }, seen: 4 });
  });

  it('keeps what it had seen while its own letters are on the way', () => {
    const text = new Manuscript('hello', 3);
    text.type('hello!', 6);
    expect(text.next()?.seen).toBe(3);
    text.sent(1);
    expect(text.arrived('oh, hello', 4)).toBeNull();
    text.type('hello!!', 7);
    expect(text.next()).toEqual({ edit: { at: 6, delete: 0, insert: '!' }, seen: 3 });
    text.sent(2);
    expect(text.arrived('oh, hello!', 5)).toBeNull();
    expect(text.arrived('oh, hello!!', 6)).toBeNull();
    expect(text.acked(1)).toBeNull();
    expect(text.local).toBe('hello!!');
    expect(text.acked(2)).toEqual({ text: 'oh, hello!!', caret: 11 });
    expect(text.drained).toBe(true);
  });

  it('takes in the letters of others when its own edit changed nothing', () => {
    const text = new Manuscript('a cat', 1);
    text.type('a ca', 4);
    // Others have deleted that letter too, and written on.
    expect(text.arrived('a ca, black', 2)).toBeNull();
    text.sent(1);
    expect(text.acked(1)).toEqual({ text: 'a ca, black', caret: 4 });
  });

  it('sends nothing while a word is being composed, and takes nothing in', () => {
    const text = new Manuscript('', 1);
    text.composing = true;
    text.type('に', 1);
    expect(text.next()).toBeNull();
    expect(text.arrived('x', 2)).toBeNull();
    expect(text.local).toBe('に');
    text.composing = false;
    expect(text.next()?.edit.insert).toBe('に');
  });

  it('goes back to the host’s text when its letters were refused', () => {
    const text = new Manuscript('a', 1);
    text.type('ab', 2);
    text.sent(1);
    expect(text.acked(1)).toEqual({ text: 'a', caret: 1 });
  });

  it('waits for its own letters after the connection came back', () => {
    const text = new Manuscript('a', 1);
    text.type('ab', 2);
    text.sent(1);
    expect(text.renewed('a', 9, true)).toBeNull();
    expect(text.local).toBe('ab');
    text.arrived('ab', 10);
    text.acked(1);
    expect(text.drained).toBe(true);
  });

  it('knows what is typed at another place than what waits', () => {
    const text = new Manuscript('one two', 1);
    expect(text.joins('one two!', 8)).toBe(true);
    text.type('one two!', 8);
    expect(text.joins('one two!!', 9)).toBe(true);
    expect(text.joins('one tw', 6)).toBe(true);
    expect(text.joins('-one two!', 1)).toBe(false);
    text.sent(1);
    expect(text.joins('-one two!', 1)).toBe(true);
  });
});
