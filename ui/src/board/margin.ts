/** The line of a text on which a stretch of letters begins, and what to put beside it. */
export interface Beside {
  top: number;
  /** Index into the marks, in the order of the text. */
  marks: number[];
}

interface Waiting {
  element: HTMLElement;
  tell: (lines: Beside[]) => void;
}

const waiting = new Map<HTMLElement, Waiting>();
let frame = 0;

/**
 * Tells on which lines of a text its marked pieces (`[data-mark]`) begin. All texts that ask within
 * a frame are measured at once, since each measure after a change makes the browser lay out anew.
 */
export function findLines(element: HTMLElement, tell: (lines: Beside[]) => void): () => void {
  waiting.set(element, { element, tell });
  if (frame === 0) frame = requestAnimationFrame(measure);
  return () => {
    waiting.delete(element);
  };
}

function measure(): void {
  frame = 0;
  const measured = [...waiting.values()].map(({ element, tell }) => ({ tell, lines: linesOf(element) }));
  waiting.clear();
  for (const { tell, lines } of measured) tell(lines);
}

function linesOf(element: HTMLElement): Beside[] {
  const lines: Beside[] = [];
  element.querySelectorAll<HTMLElement>('[data-mark]').forEach((piece, mark) => {
    const top = piece.offsetTop;
    const last = lines.at(-1);
    if (last && Math.abs(last.top - top) < 4) last.marks.push(mark);
    else lines.push({ top, marks: [mark] });
  });
  return lines;
}
