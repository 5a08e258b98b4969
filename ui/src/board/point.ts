import type { Pointed } from '../protocol/Pointed';
import { cellArea, cellAt, type Arrangement } from './arrangement';

/** A cell is so wide and high for those who are told where somebody points. */
const WHOLE = 1000;

/** A place on the board as others are told: boards are not laid alike on all screens. */
export function pointedAt(board: Arrangement, x: number, y: number): Pointed | null {
  const cell = cellAt(board, x, y);
  const area = cell && cellArea(board, cell.stage, cell.lane);
  if (!area) return null;
  const part = (from: number, to: number, at: number) =>
    Math.max(0, Math.min(WHOLE, Math.round(((at - from) / (to - from)) * WHOLE)));
  return { ...cell, x: part(area.left, area.right, x), y: part(area.top, area.bottom, y) };
}

/** Where that is on this board. */
export function placeOfPoint(board: Arrangement, at: Pointed): { x: number; y: number } | null {
  const area = cellArea(board, at.stage, at.lane);
  if (!area) return null;
  return {
    x: area.left + (at.x / WHOLE) * (area.right - area.left),
    y: area.top + (at.y / WHOLE) * (area.bottom - area.top),
  };
}
