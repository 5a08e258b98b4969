import { CARD_WIDTH, cardsIn, cellAt, type Area } from './arrangement';
import { landingAt } from './landing';
import type { Table } from './table.svelte';

/** A pointer that moved less than this has only pressed. */
const STILL = 4;
/** A finger resting this long on a card takes it up. */
const LIFT_MS = 350;

type Doing =
  | { is: 'nothing' }
  | {
      is: 'pressing';
      pointer: number;
      x: number;
      y: number;
      card: string | null;
      touch: boolean;
      add: boolean;
    }
  | { is: 'panning'; pointer: number; x: number; y: number }
  | { is: 'holding'; pointer: number }
  | { is: 'marking'; pointer: number; x: number; y: number; add: boolean }
  | { is: 'pinching'; distance: number; x: number; y: number };

/**
 * What pointers do on the board. Mouse: drag a card to move it, drag the table to mark several,
 * Space or the middle button to pan. Touch: one finger pans, a resting finger takes a card up,
 * two fingers pan and zoom.
 */
export class Hands {
  readonly #table: Table;
  readonly #element: HTMLElement;
  readonly #down = new Map<number, { x: number; y: number }>();
  #doing: Doing = { is: 'nothing' };
  #lift: ReturnType<typeof setTimeout> | undefined;

  constructor(table: Table, element: HTMLElement) {
    this.#table = table;
    this.#element = element;
  }

  /** A point of the page in the board element's own pixels. */
  #point(event: { clientX: number; clientY: number }): { x: number; y: number } {
    const frame = this.#element.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  }

  /** A point of the element on the board. */
  #onBoard(point: { x: number; y: number }): { x: number; y: number } {
    const { camera } = this.#table;
    return { x: (point.x - camera.x) / camera.zoom, y: (point.y - camera.y) / camera.zoom };
  }

  /** Where on the board a pointer is. */
  place(event: { clientX: number; clientY: number }): { x: number; y: number } {
    return this.#onBoard(this.#point(event));
  }

  /** The card at a point of the element, wherever cards are drawn. */
  cardAt(point: { x: number; y: number }): string | null {
    const { x, y } = this.#onBoard(point);
    return (
      cardsIn(this.#table.arrangement, { left: x, top: y, right: x + 0.01, bottom: y + 0.01 })[0]?.id ?? null
    );
  }

  /** The card under a pointer that is anywhere on the page. */
  cardUnder(event: { clientX: number; clientY: number }): string | null {
    return this.cardAt(this.#point(event));
  }

  down(event: PointerEvent): void {
    const point = this.#point(event);
    this.#down.set(event.pointerId, point);
    const touch = event.pointerType === 'touch';
    if (this.#down.size === 2 && touch) {
      this.#beginPinch();
      return;
    }
    if (event.button === 1 || (event.button === 0 && this.#table.panning)) {
      event.preventDefault();
      this.#doing = { is: 'panning', pointer: event.pointerId, ...point };
      this.#capture(event.pointerId);
      return;
    }
    if (event.button !== 0) return;
    const card = this.cardAt(point);
    this.#doing = {
      is: 'pressing',
      pointer: event.pointerId,
      ...point,
      card,
      touch,
      add: event.shiftKey || event.ctrlKey || event.metaKey,
    };
    if (touch && card !== null) {
      this.#lift = setTimeout(() => {
        this.#take(event.pointerId, point, card);
      }, LIFT_MS);
    }
  }

  move(event: PointerEvent): void {
    const point = this.#point(event);
    if (this.#down.has(event.pointerId)) this.#down.set(event.pointerId, point);
    const doing = this.#doing;
    switch (doing.is) {
      case 'pressing': {
        if (doing.pointer !== event.pointerId) return;
        if (Math.hypot(point.x - doing.x, point.y - doing.y) < STILL) return;
        clearTimeout(this.#lift);
        if (doing.touch) {
          this.#doing = { is: 'panning', pointer: event.pointerId, x: doing.x, y: doing.y };
          this.#capture(event.pointerId);
        } else if (doing.card !== null && this.#table.tool === 'select') {
          this.#take(event.pointerId, { x: doing.x, y: doing.y }, doing.card);
        } else if (doing.card === null) {
          this.#doing = { is: 'marking', pointer: event.pointerId, x: doing.x, y: doing.y, add: doing.add };
          this.#capture(event.pointerId);
        }
        return;
      }
      case 'panning':
        if (doing.pointer !== event.pointerId) return;
        this.#table.pan(point.x - doing.x, point.y - doing.y);
        this.#doing = { ...doing, ...point };
        return;
      case 'holding':
        if (doing.pointer === event.pointerId) this.#hold(point);
        return;
      case 'marking':
        if (doing.pointer === event.pointerId) this.#mark(doing, point);
        return;
      case 'pinching':
        this.#pinch();
        return;
      case 'nothing':
    }
  }

  up(event: PointerEvent): void {
    this.#down.delete(event.pointerId);
    clearTimeout(this.#lift);
    const doing = this.#doing;
    if (doing.is === 'pinching') {
      if (this.#down.size < 2) this.#doing = { is: 'nothing' };
      return;
    }
    if (doing.is === 'nothing' || doing.pointer !== event.pointerId) return;
    this.#doing = { is: 'nothing' };
    if (doing.is === 'holding') this.#letGo(event);
    if (doing.is === 'marking') this.#table.marquee = null;
    if (doing.is === 'pressing') this.#pressed(doing, event);
  }

  /** The system took the pointer away, or Escape was pressed: nothing moves. */
  cancel(): void {
    clearTimeout(this.#lift);
    this.#down.clear();
    this.#doing = { is: 'nothing' };
    this.#table.held = null;
    this.#table.landing = null;
    this.#table.marquee = null;
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.#point(event);
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      this.#table.zoom(Math.exp(-event.deltaY * unit * 0.0022), x, y);
    } else if (event.shiftKey && event.deltaX === 0) {
      this.#table.pan(-event.deltaY * unit, 0);
    } else {
      this.#table.pan(-event.deltaX * unit, -event.deltaY * unit);
    }
  }

  doubleClick(event: MouseEvent): void {
    const point = this.#point(event);
    const card = this.cardAt(point);
    if (card !== null) {
      this.#table.edit(card);
      return;
    }
    const { x, y } = this.#onBoard(point);
    const cell = cellAt(this.#table.arrangement, x, y);
    if (cell) this.#table.add(cell.stage, cell.lane);
  }

  /** What a context menu is about: the card or cell under the pointer becomes chosen. */
  menuAt(event: MouseEvent): void {
    const point = this.#point(event);
    const card = this.cardAt(point);
    if (card !== null) {
      if (!this.#table.selection.has(card)) this.#table.choose(card);
      return;
    }
    const { x, y } = this.#onBoard(point);
    const cell = cellAt(this.#table.arrangement, x, y);
    this.#table.selection.clear();
    if (cell) this.#table.be({ ...cell, card: null });
  }

  #pressed(doing: Extract<Doing, { is: 'pressing' }>, event: PointerEvent): void {
    const table = this.#table;
    if (doing.card === null) {
      const { x, y } = this.#onBoard(doing);
      const cell = cellAt(table.arrangement, x, y);
      table.chooseNothing();
      if (cell) table.be({ ...cell, card: null });
      return;
    }
    if (table.tool === 'link') {
      linkStep(table, doing.card, event.clientX, event.clientY);
      return;
    }
    if (doing.add) table.toggle(doing.card);
    else table.choose(doing.card);
  }

  #take(pointer: number, point: { x: number; y: number }, card: string): void {
    const table = this.#table;
    if (table.session.readOnly || table.bars('move', card)) return;
    if (!table.selection.has(card)) table.choose(card);
    const place = table.placeOf(card);
    if (!place) return;
    const { x, y } = this.#onBoard(point);
    this.#doing = { is: 'holding', pointer };
    this.#capture(pointer);
    const cards = [card, ...table.chosen.filter((other) => other !== card)];
    table.held = { cards, x, y, dx: x - place.x, dy: y - place.y };
    this.#hold(point);
  }

  #hold(point: { x: number; y: number }): void {
    const table = this.#table;
    if (!table.held) return;
    const at = this.#onBoard(point);
    table.held = { ...table.held, ...at };
    const { canvas } = table.session;
    table.landing = landingAt(
      table.arrangement,
      (id) => canvas.cards.get(id)?.group ?? null,
      new Set(table.held.cards),
      at.x,
      at.y,
    );
  }

  #letGo(event: PointerEvent): void {
    const table = this.#table;
    const { held, landing } = table;
    table.held = null;
    table.landing = null;
    if (!held || !landing) return;
    if (landing.onto !== null) {
      table.question = { about: 'drop', x: event.clientX, y: event.clientY, cards: held.cards, landing };
    } else {
      land(table, held.cards, landing);
    }
  }

  #mark(doing: Extract<Doing, { is: 'marking' }>, point: { x: number; y: number }): void {
    const table = this.#table;
    const area: Area = {
      left: Math.min(doing.x, point.x),
      right: Math.max(doing.x, point.x),
      top: Math.min(doing.y, point.y),
      bottom: Math.max(doing.y, point.y),
    };
    table.marquee = area;
    const from = this.#onBoard({ x: area.left, y: area.top });
    const to = this.#onBoard({ x: area.right, y: area.bottom });
    if (!doing.add) table.selection.clear();
    for (const card of cardsIn(table.arrangement, { left: from.x, top: from.y, right: to.x, bottom: to.y })) {
      table.selection.add(card.id);
    }
  }

  #fingers(): { distance: number; x: number; y: number } {
    const [a, b] = [...this.#down.values()];
    if (!a || !b) return { distance: 1, x: 0, y: 0 };
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  }

  #beginPinch(): void {
    clearTimeout(this.#lift);
    this.#table.held = null;
    this.#table.landing = null;
    this.#doing = { is: 'pinching', ...this.#fingers() };
  }

  #pinch(): void {
    if (this.#doing.is !== 'pinching') return;
    const now = this.#fingers();
    this.#table.pan(now.x - this.#doing.x, now.y - this.#doing.y);
    this.#table.zoom(now.distance / Math.max(1, this.#doing.distance), now.x, now.y);
    this.#doing = { is: 'pinching', ...now };
  }

  #capture(pointer: number): void {
    try {
      this.#element.setPointerCapture(pointer);
    } catch {
      // Synthetic pointers cannot be captured; the moves arrive all the same.
    }
  }
}

/** Puts cards down where they landed, as one gesture. */
export function land(
  table: Table,
  cards: readonly string[],
  landing: { stage: string; lane: string; before: string | undefined; group: string | null },
): void {
  const { session } = table;
  const gesture = session.gesture();
  const { stage, lane, before, group } = landing;
  for (const card of cards) {
    const now = session.canvas.cards.get(card);
    if (!now) continue;
    session.do({ do: 'move', card, stage, lane, ...(before === undefined ? {} : { before }) }, { gesture });
    if (group !== null && now.group !== group) session.do({ do: 'group', group, cards: [card] }, { gesture });
    if (group === null && now.group !== null) session.do({ do: 'ungroup', cards: [card] }, { gesture });
  }
  if (table.spot?.card && cards.includes(table.spot.card)) table.be({ stage, lane, card: table.spot.card });
}

/** One step of the link tool: the later idea first, then the earlier one. */
export function linkStep(table: Table, card: string, x: number, y: number): void {
  if (table.linkFrom === null || table.linkFrom === card) {
    table.linkFrom = table.linkFrom === card ? null : card;
    table.choose(card);
    return;
  }
  table.question = { about: 'link', x, y, from: table.linkFrom, to: card };
}

/** Where a card's top middle is on the page, for what opens beside it. */
export function besideCard(table: Table, element: HTMLElement, card: string): { x: number; y: number } {
  const frame = element.getBoundingClientRect();
  const place = table.placeOf(card);
  const { camera } = table;
  if (!place) return { x: frame.left + frame.width / 2, y: frame.top + frame.height / 2 };
  return {
    x: frame.left + camera.x + (place.x + CARD_WIDTH / 2) * camera.zoom,
    y: frame.top + camera.y + (place.y + Math.min(40, place.height)) * camera.zoom,
  };
}
