import { describe, expect, it } from 'vitest';
import {
  arrange,
  CARD_WIDTH,
  cardsIn,
  cellAt,
  columnsFor,
  GAP,
  layCell,
  PADDING,
  type Sheet,
} from './arrangement';
import { fit, reveal, zoomAt } from './camera';
import { landingAt, walk } from './landing';
import { countLines, setText } from './measure';

const sheet = (id: string, height = 64, group: string | null = null): Sheet => ({ id, height, group });

function board(cells: Record<string, Sheet[]>) {
  const lines = (letter: string) => [1, 2].map((n) => ({ id: `${letter}${String(n)}` }));
  const of = (stage: string, lane: string) => cells[`${stage} ${lane}`] ?? [];
  return arrange(
    lines('s'),
    lines('l'),
    (stage, lane) => of(stage, lane).length,
    (stage, lane, columns) => layCell(of(stage, lane), columns),
  );
}

describe('a cell', () => {
  it('lays cards in rows, none over another', () => {
    const { boxes } = layCell([sheet('a'), sheet('b', 90), sheet('c')], 2);
    expect(boxes.map(({ x, y }) => [x, y])).toEqual([
      [PADDING, PADDING],
      [PADDING + CARD_WIDTH + GAP, PADDING],
      [PADDING, PADDING + 90 + GAP],
    ]);
  });

  it('keeps the members of a group together in a frame', () => {
    const { boxes, frames } = layCell([sheet('a', 64, 'g'), sheet('b'), sheet('c', 64, 'g')], 2);
    expect(boxes.map((box) => box.id)).toEqual(['a', 'c', 'b']);
    expect(frames).toHaveLength(1);
  });

  it('grows in width with its cards', () => {
    expect([0, 2, 3, 7, 57].map(columnsFor)).toEqual([1, 1, 2, 3, 8]);
  });
});

describe('the board', () => {
  const full = board({ 's1 l1': [sheet('a'), sheet('b'), sheet('c')], 's2 l2': [sheet('d')] });

  it('finds only the cards that an area touches', () => {
    expect(cardsIn(full, { left: 0, top: 0, right: 100, bottom: 100 }).map((card) => card.id)).toEqual([
      'a',
      'c',
    ]);
    expect(cardsIn(full, { left: -50, top: -50, right: -1, bottom: -1 })).toEqual([]);
  });

  it('knows the cell at a point', () => {
    expect(cellAt(full, 5, 5)).toEqual({ stage: 's1', lane: 'l1' });
    expect(cellAt(full, full.width + 1, 5)).toBeNull();
  });

  it('is walked card by card, then cell by cell', () => {
    const at = (stage: string, lane: string, card: string | null) => ({ stage, lane, card });
    expect(walk(full, at('s1', 'l1', 'a'), 'right')).toEqual(at('s1', 'l1', 'b'));
    expect(walk(full, at('s1', 'l1', 'b'), 'right')).toEqual(at('s2', 'l1', null));
    expect(walk(full, at('s2', 'l1', null), 'down')).toEqual(at('s2', 'l2', 'd'));
    expect(walk(full, at('s1', 'l1', 'a'), 'left')).toEqual(at('s1', 'l1', 'a'));
  });

  it('says where a held card would land', () => {
    const nobody = () => null;
    const held = new Set(['d']);
    expect(landingAt(full, nobody, held, 20, 30)).toMatchObject({
      stage: 's1',
      lane: 'l1',
      before: 'a',
      onto: null,
    });
    expect(landingAt(full, nobody, held, 104, 44)).toMatchObject({ onto: 'a' });
    expect(landingAt(full, nobody, held, full.width - 5, 5)).toMatchObject({
      stage: 's2',
      lane: 'l1',
      before: undefined,
    });
  });
});

describe('the camera', () => {
  it('zooms at the pointer', () => {
    const before = { x: 10, y: 20, zoom: 1 };
    const after = zoomAt(before, 100, 80, 2);
    expect((100 - after.x) / after.zoom).toBeCloseTo(90);
    expect((80 - after.y) / after.zoom).toBeCloseTo(60);
  });

  it('fits a board without making it larger than life', () => {
    const screen = { left: 0, top: 0, right: 500, bottom: 500 };
    expect(fit({ left: 0, top: 0, right: 1000, bottom: 100 }, screen).zoom).toBe(0.5);
    expect(fit({ left: 0, top: 0, right: 10, bottom: 10 }, screen).zoom).toBe(1);
  });

  it('moves only as far as needed to reveal', () => {
    const screen = { left: 0, top: 0, right: 100, bottom: 100 };
    const camera = { x: 0, y: 0, zoom: 1 };
    expect(reveal(camera, { left: 10, top: 10, right: 20, bottom: 20 }, screen)).toEqual(camera);
    expect(reveal(camera, { left: 110, top: 10, right: 120, bottom: 20 }, screen).x).toBe(-20);
  });
});

describe('a text on a card', () => {
  const ruler = (text: string) => text.length * 10;

  it('breaks between words, and within words that are too long', () => {
    expect(countLines('aaaa bbbb', 100, ruler)).toBe(1);
    expect(countLines('aaaa bbbb cccc', 100, ruler)).toBe(2);
    expect(countLines('Datenschutzgrundverordnung', 100, ruler)).toBe(3);
    expect(countLines('a\n\nb', 100, ruler)).toBe(3);
  });

  it('is set smaller before the card grows', () => {
    expect(setText('short', 160, ruler).size).toBe(0);
    const long = setText('word '.repeat(60), 160, ruler);
    expect(long.size).toBe(3);
    expect(long.height).toBe(long.lines * 15);
  });
});
