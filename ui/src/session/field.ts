import { untrack } from 'svelte';
import { graphemesBefore, offsetOf } from '../text/graphemes';
import type { Writing } from './writing.svelte';

/**
 * Joins a text field to the text of a card that is open for writing: what is typed goes out, what
 * others write comes in, and the caret stays between the same letters. To be attached once.
 */
export function writesOn(
  writing: Writing,
  id: string,
  { shows, caretAt }: { shows?: (text: string) => void; caretAt?: (caret: number) => void } = {},
): (field: HTMLTextAreaElement) => () => void {
  return (field) =>
    untrack(() => {
      const show = (text: string) => {
        field.value = text;
        shows?.(text);
      };
      const caret = () => graphemesBefore(field.value, field.selectionEnd);
      const typed = () => {
        shows?.(field.value);
        writing.type(id, field.value, caret());
      };
      const moved = () => {
        writing.place(id, caret());
        caretAt?.(caret());
      };
      const begins = () => {
        writing.compose(id, true);
      };
      const ends = () => {
        writing.compose(id, false);
      };
      show(writing.text(id));
      const end = field.value.length;
      field.focus({ preventScroll: true });
      field.setSelectionRange(end, end);
      writing.listen(id, ({ text, caret: to }) => {
        show(text);
        const at = offsetOf(text, to);
        field.setSelectionRange(at, at);
      });
      const listened = { input: typed, select: moved, keyup: moved, click: moved };
      for (const [event, listener] of Object.entries(listened)) field.addEventListener(event, listener);
      field.addEventListener('compositionstart', begins);
      field.addEventListener('compositionend', ends);
      return () => {
        for (const [event, listener] of Object.entries(listened)) field.removeEventListener(event, listener);
        field.removeEventListener('compositionstart', begins);
        field.removeEventListener('compositionend', ends);
      };
    });
}
