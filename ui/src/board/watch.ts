const watched = new WeakMap<Element, (height: number) => void>();

/** One observer for all: hundreds of cards come and go while the board moves. */
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target instanceof HTMLElement) watched.get(target)?.(target.offsetHeight);
  }
});

/** Tells an element's height, now and whenever it changes; gives back how to stop. */
export function watchHeight(element: HTMLElement, tell: (height: number) => void): () => void {
  watched.set(element, tell);
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    watched.delete(element);
  };
}
