import type { Person } from '../protocol/Person';
import type { Side } from '../protocol/Side';
import { graphemes } from '../text/graphemes';

/** Far enough from the paper to read letters in these colours, and from each other to tell. */
const LIGHT_STEPS = [50, 41, 33, 46, 37];
const DARK_STEPS = [75, 84, 70, 91, 79];

/** A person's colour: the hue is the side's, the lightness the person's. */
export function colour(people: readonly Person[], id: string): string {
  const person = people.find((one) => one.id === id);
  if (!person) return 'var(--other)';
  const place = people.filter((one) => one.side === person.side).indexOf(person);
  const light = String(LIGHT_STEPS[place % LIGHT_STEPS.length]);
  const dark = String(DARK_STEPS[place % DARK_STEPS.length]);
  const [chroma, hue] = CHROMA[person.side ?? 'other'];
  return `light-dark(oklch(${light}% ${String(chroma)} ${String(hue)}), oklch(${dark}% ${String(chroma * 0.8)} ${String(hue)}))`;
}

const CHROMA: Record<Side, [number, number]> = {
  customer: [0.13, 42],
  staff: [0.115, 252],
  other: [0.012, 260],
};

/** One or two letters for a person's sign. */
export function initials(name: string | null): string {
  if (!name) return '?';
  const words = name.trim().split(/\s+/u);
  const first = graphemes(words[0] ?? '')[0] ?? '?';
  const last = words.length > 1 ? (graphemes(words.at(-1) ?? '')[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
