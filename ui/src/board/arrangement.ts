/**
 * Where everything stands on the board, in board units (a pixel at 100 %). Cards lie in flow in
 * their cells: left to right, then the next row, so that none covers another.
 */

export const CARD_WIDTH = 184;
export const GAP = 8;
export const PADDING = 12;
/** What a card's pictures add to its height, with the gap beneath. */
export const PICTURE = 104;
const MIN_ROW = 100;
/** What a group's frame adds: its name above, air around. */
export const FRAME = { top: 28, side: 0, bottom: 8 } as const;

/** A card to be placed. */
export interface Sheet {
  id: string;
  height: number;
  group: string | null;
}

export interface Box {
  id: string;
  x: number;
  y: number;
  height: number;
}

/** The frame of a group within a cell. */
export interface Frame {
  group: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The cards of one cell, placed from its top left corner. */
export interface Block {
  boxes: Box[];
  frames: Frame[];
  height: number;
}

export interface Span {
  id: string;
  from: number;
  size: number;
}

export interface Arrangement {
  stages: Span[];
  lanes: Span[];
  width: number;
  height: number;
  /** By stage, then by lane. */
  blocks: Block[][];
  /** Cards side by side in a cell, by stage. */
  columns: number[];
}

/** How many cards stand side by side in a stage whose fullest cell holds `most` cards. */
export function columnsFor(most: number): number {
  if (most <= 2) return 1;
  if (most <= 6) return 2;
  if (most <= 15) return 3;
  if (most <= 32) return 4;
  return Math.min(16, Math.ceil(Math.sqrt(most)));
}

function stageWidth(columns: number): number {
  return columns * CARD_WIDTH + (columns - 1) * GAP + 2 * PADDING;
}

/** Lays the cards of one cell, in their order, members of a group beside its first member. */
export function layCell(sheets: readonly Sheet[], columns: number): Block {
  const boxes: Box[] = [];
  const frames: Frame[] = [];
  let y = PADDING;
  let inRow = 0;
  let rowHeight = 0;
  const endRow = () => {
    if (inRow > 0) y += rowHeight + GAP;
    inRow = 0;
    rowHeight = 0;
  };
  const lay = (sheet: Sheet) => {
    if (inRow === columns) endRow();
    boxes.push({ id: sheet.id, x: PADDING + inRow * (CARD_WIDTH + GAP), y, height: sheet.height });
    rowHeight = Math.max(rowHeight, sheet.height);
    inRow += 1;
  };
  const seen = new Set<string>();
  for (const sheet of sheets) {
    if (sheet.group === null) {
      lay(sheet);
      continue;
    }
    if (seen.has(sheet.group)) continue;
    seen.add(sheet.group);
    const members = sheets.filter((other) => other.group === sheet.group);
    endRow();
    const top = y;
    y += FRAME.top;
    for (const member of members) lay(member);
    endRow();
    const across = Math.min(columns, members.length);
    const width = across * CARD_WIDTH + (across - 1) * GAP;
    frames.push({
      group: sheet.group,
      x: PADDING - 6,
      y: top,
      width: width + 12,
      height: y - GAP - top + 6,
    });
    y += FRAME.bottom;
  }
  endRow();
  return { boxes, frames, height: y - (boxes.length > 0 ? GAP : 0) + PADDING };
}

/** Lays everything. `count` says how many cards a cell holds, `lay` lays them. */
export function arrange(
  stages: readonly { id: string }[],
  lanes: readonly { id: string }[],
  count: (stage: string, lane: string) => number,
  lay: (stage: string, lane: string, columns: number) => Block,
): Arrangement {
  const columns = stages.map((stage) =>
    columnsFor(Math.max(0, ...lanes.map((lane) => count(stage.id, lane.id)))),
  );
  const blocks = stages.map((stage, s) => lanes.map((lane) => lay(stage.id, lane.id, columns[s] ?? 1)));
  let x = 0;
  const stageSpans = stages.map((stage, s) => {
    const size = stageWidth(columns[s] ?? 1);
    const span = { id: stage.id, from: x, size };
    x += size;
    return span;
  });
  let y = 0;
  const laneSpans = lanes.map((lane, l) => {
    const size = Math.max(MIN_ROW, ...blocks.map((column) => column[l]?.height ?? 0));
    const span = { id: lane.id, from: y, size };
    y += size;
    return span;
  });
  return { stages: stageSpans, lanes: laneSpans, width: x, height: y, blocks, columns };
}

/** A rectangle in board units. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A box with its place on the whole board. */
export interface Placed extends Box {
  stage: string;
  lane: string;
}

/** The spans that an interval touches, as first index and last-plus-one. */
export function touched(spans: readonly Span[], from: number, to: number): [number, number] {
  let first = 0;
  while (first < spans.length && end(spans[first]) <= from) first += 1;
  let last = first;
  while (last < spans.length && (spans[last]?.from ?? 0) < to) last += 1;
  return [first, last];
}

function end(span: Span | undefined): number {
  return span ? span.from + span.size : 0;
}

/** Calls back for every cell that an area touches. */
export function eachCell(
  board: Arrangement,
  area: Area,
  visit: (block: Block, stage: Span, lane: Span) => void,
): void {
  const [firstStage, lastStage] = touched(board.stages, area.left, area.right);
  const [firstLane, lastLane] = touched(board.lanes, area.top, area.bottom);
  for (let s = firstStage; s < lastStage; s += 1) {
    for (let l = firstLane; l < lastLane; l += 1) {
      const stage = board.stages[s];
      const lane = board.lanes[l];
      const block = board.blocks[s]?.[l];
      if (stage && lane && block) visit(block, stage, lane);
    }
  }
}

/** The cards that an area touches, in board units. */
export function cardsIn(board: Arrangement, area: Area): Placed[] {
  const found: Placed[] = [];
  eachCell(board, area, (block, stage, lane) => {
    for (const box of block.boxes) {
      const x = stage.from + box.x;
      const y = lane.from + box.y;
      if (x < area.right && x + CARD_WIDTH > area.left && y < area.bottom && y + box.height > area.top) {
        found.push({ ...box, x, y, stage: stage.id, lane: lane.id });
      }
    }
  });
  return found;
}

/** Where a card stands, if it does. */
export function placeOf(board: Arrangement, stage: string, lane: string, card: string): Placed | null {
  const s = board.stages.findIndex((span) => span.id === stage);
  const l = board.lanes.findIndex((span) => span.id === lane);
  const box = board.blocks[s]?.[l]?.boxes.find((one) => one.id === card);
  const column = board.stages[s];
  const row = board.lanes[l];
  if (!box || !column || !row) return null;
  return { ...box, x: column.from + box.x, y: row.from + box.y, stage, lane };
}

export function cellArea(board: Arrangement, stage: string, lane: string): Area | null {
  const column = board.stages.find((span) => span.id === stage);
  const row = board.lanes.find((span) => span.id === lane);
  if (!column || !row) return null;
  return { left: column.from, top: row.from, right: column.from + column.size, bottom: row.from + row.size };
}

/** The cell at a point of the board. */
export function cellAt(board: Arrangement, x: number, y: number): { stage: string; lane: string } | null {
  const stage = board.stages.find((span) => x >= span.from && x < span.from + span.size);
  const lane = board.lanes.find((span) => y >= span.from && y < span.from + span.size);
  return stage && lane ? { stage: stage.id, lane: lane.id } : null;
}
