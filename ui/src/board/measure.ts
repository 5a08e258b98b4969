/** How a text stands on a card. */
export interface Setting {
  /** Index into `SIZES`. */
  size: number;
  lines: number;
  /** The height of the text in pixels. */
  height: number;
}

/**
 * Type sizes of card texts: a long text is set smaller before the card grows. `lines` is how many
 * lines a text may take before the next smaller size is tried.
 */
export const SIZES = [
  { font: 14, line: 20, lines: 6 },
  { font: 13, line: 18, lines: 8 },
  { font: 12, line: 17, lines: 10 },
  { font: 11, line: 15, lines: Infinity },
] as const;

/** The width of a text at 14 px. */
export type Ruler = (text: string) => number;

const WORDS = /[^\s-]+-?|-|\n|[^\S\n]+/gu;
/** Scripts that may break between any two letters. */
const ANYWHERE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/u;

/** How many lines a text takes in a given width, broken as CSS breaks it. */
export function countLines(text: string, width: number, ruler: Ruler): number {
  let lines = 1;
  let used = 0;
  for (const [word] of text.matchAll(WORDS)) {
    if (word === '\n') {
      lines += 1;
      used = 0;
      continue;
    }
    if (/^\s/.test(word)) {
      // Blanks hang over the edge of a line and never begin a new one.
      used += ruler(word);
      continue;
    }
    const long = ruler(word);
    if (used + long <= width) {
      used += long;
    } else if (long <= width && !ANYWHERE.test(word)) {
      lines += 1;
      used = long;
    } else {
      if (used > 0 && !ANYWHERE.test(word)) {
        lines += 1;
        used = 0;
      }
      for (const letter of word) {
        const wide = ruler(letter);
        if (used + wide > width && used > 0) {
          lines += 1;
          used = 0;
        }
        used += wide;
      }
    }
  }
  return lines;
}

/** The largest size at which a text keeps within its lines, and how tall it is there. */
export function setText(text: string, width: number, ruler: Ruler): Setting {
  let setting: Setting = { size: 0, lines: 1, height: SIZES[0].line };
  for (const [size, { font, line, lines: most }] of SIZES.entries()) {
    const lines = countLines(text, (width * SIZES[0].font) / font, ruler);
    setting = { size, lines, height: lines * line };
    if (lines <= most) break;
  }
  return setting;
}

/** A ruler that asks the browser once for each word. */
export function browserRuler(family: string): Ruler {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  if (context) context.font = `${SIZES[0].font}px ${family}`;
  return (text) => {
    const width = known.get(text) ?? context?.measureText(text).width ?? text.length * 7;
    known.set(text, width);
    return width;
  };
}
