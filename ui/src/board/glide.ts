interface Place {
  x: number;
  y: number;
}

const CALM = matchMedia('(prefers-reduced-motion: reduce)');
const GLIDE = { duration: 160, easing: 'ease-out' } as const;

/** Lets an element glide from where it stood; at once for whoever wants no motion. */
export function glide(element: HTMLElement, from: Place, to: Place): void {
  if (CALM.matches) return;
  const at = ({ x, y }: Place) => ({ transform: `translate(${String(x)}px, ${String(y)}px)` });
  element.animate([at(from), at(to)], GLIDE);
}
