/** The hue of each lane's paper. Neighbours differ; none is as warm or cool as a side's colour. */
const HUES = [85, 235, 150, 350, 60, 195, 115, 300, 30, 265];

/** The lightly tinted paper of the lane with this number. */
export function paper(lane: number): string {
  const hue = String(HUES[((lane % HUES.length) + HUES.length) % HUES.length]);
  return `light-dark(oklch(98% 5% ${hue}), oklch(29.5% 5.5% ${hue}))`;
}

/** The same tint for a lane's row, so faint that the paper stands out from it. */
export function row(lane: number): string {
  const hue = String(HUES[((lane % HUES.length) + HUES.length) % HUES.length]);
  return `light-dark(oklch(95.6% 1.8% ${hue}), oklch(21% 2.4% ${hue}))`;
}

/** For drawings of whole boards, where paper must be told from the table without lines. */
export function swatch(lane: number): string {
  const hue = String(HUES[((lane % HUES.length) + HUES.length) % HUES.length]);
  return `light-dark(oklch(86% 14% ${hue}), oklch(45% 12% ${hue}))`;
}
