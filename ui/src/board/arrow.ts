import { CARD_WIDTH } from './arrangement';

interface Place {
  x: number;
  y: number;
  height: number;
}

/** Paths of an arrow from one card's edge to another's. */
export function arrow(from: Place, to: Place, pointed: boolean): { line: string; head: string | null } {
  const a = middle(from);
  const b = middle(to);
  const sideways = Math.abs(a.x - b.x) > CARD_WIDTH * 0.75;
  const forth = sideways ? Math.sign(b.x - a.x) : Math.sign(b.y - a.y) || 1;
  const start = sideways
    ? { x: a.x + (forth * CARD_WIDTH) / 2, y: a.y }
    : { x: a.x, y: a.y + (forth * from.height) / 2 };
  const end = sideways
    ? { x: b.x - (forth * CARD_WIDTH) / 2, y: b.y }
    : { x: b.x, y: b.y - (forth * to.height) / 2 };
  const reach = Math.max(18, Math.hypot(end.x - start.x, end.y - start.y) * 0.4);
  const bend = sideways ? { x: forth * reach, y: 0 } : { x: 0, y: forth * reach };
  const line =
    `M${spot(start)} C${spot({ x: start.x + bend.x, y: start.y + bend.y })}` +
    ` ${spot({ x: end.x - bend.x, y: end.y - bend.y })} ${spot(end)}`;
  if (!pointed) return { line, head: null };
  const back = sideways ? { x: -forth * 7, y: 0 } : { x: 0, y: -forth * 7 };
  const across = sideways ? { x: 0, y: 4 } : { x: 4, y: 0 };
  const left = { x: end.x + back.x + across.x, y: end.y + back.y + across.y };
  const right = { x: end.x + back.x - across.x, y: end.y + back.y - across.y };
  return { line, head: `M${spot(left)} L${spot(end)} L${spot(right)}` };
}

function middle(place: Place): { x: number; y: number } {
  return { x: place.x + CARD_WIDTH / 2, y: place.y + place.height / 2 };
}

function spot({ x, y }: { x: number; y: number }): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
