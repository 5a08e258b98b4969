import { CARD_WIDTH, GAP, PADDING, FRAME, cellAt, type Arrangement } from './arrangement';

/** Where held cards would come to lie if they were let go now. */
export interface Landing {
  stage: string;
  lane: string;
  /** The card they would stand before; none at the end of the cell. */
  before: string | undefined;
  /** The group they would join. */
  group: string | null;
  /** The card right under the pointer's middle: grouping or merging may be meant. */
  onto: string | null;
  /** The mark that shows the place. */
  mark: { x: number; y: number; height: number; wide: boolean };
}

/** Part of a card's width and height at each edge that means "beside it". */
const BESIDE = 0.28;

/** Where cards held at a point of the board would land. `held` are those that move. */
export function landingAt(
  board: Arrangement,
  groupOf: (card: string) => string | null,
  held: ReadonlySet<string>,
  x: number,
  y: number,
): Landing | null {
  const cell = cellAt(board, clamp(x, board.width), clamp(y, board.height));
  if (!cell) return null;
  const s = board.stages.findIndex((span) => span.id === cell.stage);
  const l = board.lanes.findIndex((span) => span.id === cell.lane);
  const column = board.stages[s];
  const row = board.lanes[l];
  const block = board.blocks[s]?.[l];
  if (!column || !row || !block) return null;
  const left = x - column.from;
  const top = y - row.from;
  const frame = block.frames.find(
    (one) => left >= one.x && left < one.x + one.width && top >= one.y && top < one.y + one.height,
  );
  const group = frame?.group ?? null;
  const boxes = block.boxes.filter((box) => groupOf(box.id) === group);
  const place = (at: { x: number; y: number; height: number }, wide = false) => ({
    x: column.from + at.x,
    y: row.from + at.y,
    height: at.height,
    wide,
  });
  const over = boxes.find(
    (box) => left >= box.x && left < box.x + CARD_WIDTH && top >= box.y && top < box.y + box.height,
  );
  if (over && !held.has(over.id)) {
    const across = (left - over.x) / CARD_WIDTH;
    const down = (top - over.y) / over.height;
    const inside = across > BESIDE && across < 1 - BESIDE && down > BESIDE && down < 1 - BESIDE;
    if (inside) {
      const mark = place({ x: over.x, y: over.y, height: over.height }, true);
      return { ...cell, before: over.id, group, onto: over.id, mark };
    }
  }
  const next = boxes.find(
    (box) => top < box.y || (top < box.y + box.height + GAP && left < box.x + CARD_WIDTH / 2),
  );
  const last = boxes.at(-1);
  if (next) {
    const mark = place({ x: next.x - GAP / 2, y: next.y, height: next.height });
    return { ...cell, before: firstFree(boxes, next.id, held), group, onto: null, mark };
  }
  const mark = last
    ? place({ x: last.x + CARD_WIDTH + GAP / 2, y: last.y, height: last.height })
    : place({ x: PADDING, y: frame ? frame.y + FRAME.top : PADDING, height: 60 }, true);
  return { ...cell, before: afterGroup(block.boxes, boxes, group), group, onto: null, mark };
}

/** A held card cannot be what the others stand before. */
function firstFree(
  boxes: readonly { id: string }[],
  from: string,
  held: ReadonlySet<string>,
): string | undefined {
  const start = boxes.findIndex((box) => box.id === from);
  return boxes.slice(start).find((box) => !held.has(box.id))?.id;
}

/** At the end of a group means before whatever follows the group in the cell. */
function afterGroup(
  all: readonly { id: string }[],
  members: readonly { id: string }[],
  group: string | null,
): string | undefined {
  if (group === null) return undefined;
  const last = members.at(-1);
  const at = all.findIndex((box) => box.id === last?.id);
  return all[at + 1]?.id;
}

function clamp(value: number, size: number): number {
  return Math.min(Math.max(value, 0), Math.max(0, size - 0.01));
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** A place to be on the board: a card, or a cell with none chosen. */
export interface Spot {
  stage: string;
  lane: string;
  card: string | null;
}

/** The spot one step away: the next card in the same cell, else the neighbouring cell. */
export function walk(board: Arrangement, from: Spot, direction: Direction): Spot {
  const s = board.stages.findIndex((span) => span.id === from.stage);
  const l = board.lanes.findIndex((span) => span.id === from.lane);
  const boxes = board.blocks[s]?.[l]?.boxes ?? [];
  const here = boxes.find((box) => box.id === from.card);
  if (here) {
    const next = nearest(
      boxes.filter((box) => box !== here && ahead(here, box, direction)),
      here,
      direction,
    );
    if (next) return { ...from, card: next.id };
  }
  const toStage = board.stages[s + (direction === 'right' ? 1 : direction === 'left' ? -1 : 0)];
  const toLane = board.lanes[l + (direction === 'down' ? 1 : direction === 'up' ? -1 : 0)];
  if (!toStage || !toLane || (toStage.id === from.stage && toLane.id === from.lane)) return from;
  return {
    stage: toStage.id,
    lane: toLane.id,
    card: entry(board, s, l, here ?? null, toStage.id, toLane.id, direction),
  };
}

/** The card at which one enters a cell: the nearest at the edge one comes from. */
function entry(
  board: Arrangement,
  fromStage: number,
  fromLane: number,
  here: { x: number; y: number; height: number } | null,
  stage: string,
  lane: string,
  direction: Direction,
): string | null {
  const s = board.stages.findIndex((span) => span.id === stage);
  const l = board.lanes.findIndex((span) => span.id === lane);
  const boxes = board.blocks[s]?.[l]?.boxes ?? [];
  const columnFrom = board.stages[fromStage]?.from ?? 0;
  const rowFrom = board.lanes[fromLane]?.from ?? 0;
  const columnTo = board.stages[s]?.from ?? 0;
  const rowTo = board.lanes[l]?.from ?? 0;
  const x = columnFrom + (here?.x ?? PADDING);
  const y = rowFrom + (here?.y ?? PADDING);
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const box of boxes) {
    const dx = Math.abs(columnTo + box.x - x);
    const dy = Math.abs(rowTo + box.y - y);
    const sideways = direction === 'left' || direction === 'right';
    const distance = sideways ? dx + 2 * dy : dy + 2 * dx;
    if (distance < bestDistance) {
      best = box.id;
      bestDistance = distance;
    }
  }
  return best;
}

interface Rectangle {
  id: string;
  x: number;
  y: number;
  height: number;
}

function ahead(here: Rectangle, other: Rectangle, direction: Direction): boolean {
  switch (direction) {
    case 'left':
      return other.x < here.x && sameRow(here, other);
    case 'right':
      return other.x > here.x && sameRow(here, other);
    case 'up':
      return other.y < here.y;
    case 'down':
      return other.y > here.y;
  }
}

function sameRow(a: Rectangle, b: Rectangle): boolean {
  return a.y === b.y;
}

function nearest(boxes: Rectangle[], here: Rectangle, direction: Direction): Rectangle | undefined {
  const sideways = direction === 'left' || direction === 'right';
  const distance = (box: Rectangle) => {
    const dx = Math.abs(box.x - here.x);
    const dy = Math.abs(box.y - here.y);
    return sideways ? dx + 2 * dy : dy + 2 * dx;
  };
  return boxes.toSorted((a, b) => distance(a) - distance(b))[0];
}
