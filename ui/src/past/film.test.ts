import { describe, expect, it } from 'vitest';
import type { Card } from '../protocol/Card';
import type { Frame } from '../protocol/Frame';
import type { Replay } from '../protocol/Replay';
import { Film } from './film';

function card(id: string, text: string): Card {
  return {
    id,
    text,
    kind: null,
    stage: 's1',
    lane: 'l1',
    rank: id,
    state: 'open',
    deleted: false,
    undone: false,
    merged_into: null,
    group: null,
    creators: [],
    letters: [],
    links: [],
    votes: [],
    ratings: [],
    promises: [],
  };
}

function frame(entry: number, more: Partial<Frame>): Frame {
  return {
    entry,
    at_ms: entry * 1000,
    by: 'anna',
    what: 'edit',
    card: null,
    cards: [],
    groups: [],
    shares: [],
    sides: [],
    ...more,
  };
}

function replay(first: number, frames: Frame[], cards: Card[] = []): Replay {
  const start = {
    title: 'T',
    purpose: '',
    feeling: 55,
    people: [],
    stages: [],
    lanes: [],
    groups: [],
    cards,
  };
  return { first, last: frames.at(-1)?.entry ?? first, start, frames };
}

describe('a film', () => {
  const coarse = () =>
    new Film(
      replay(0, [
        frame(10, { cards: [card('a', 'one')], sides: [{ side: 'customer', of_1000: 1000 }] }),
        frame(20, { cards: [{ id: 'a', text: 'one two' }, card('b', 'new')], title: 'Later' }),
        frame(30, { cards: [{ id: 'b', deleted: true }], sides: [{ side: 'customer', of_1000: 600 }] }),
      ]),
    );

  it('shows every card as it was at any stop, whichever way one comes from', () => {
    const film = coarse();
    const texts = (entry: number) => ['a', 'b'].map((id) => film.card(id, entry)?.text);
    expect(texts(0)).toEqual([undefined, undefined]);
    expect(texts(10)).toEqual(['one', undefined]);
    expect(texts(30)).toEqual(['one two', 'new']);
    expect(film.card('b', 30)?.deleted).toBe(true);
    expect(film.card('b', 20)?.deleted).toBe(false);
    expect(texts(20)).toEqual(['one two', 'new']);
  });

  it('knows which cards differ between two stops', () => {
    const film = coarse();
    expect([...film.changed(10, 30)].sort()).toEqual(['a', 'b']);
    expect([...film.changed(30, 20)]).toEqual(['b']);
    expect([...film.changed(20, 20)]).toEqual([]);
  });

  it('keeps shares and names until they change', () => {
    const film = coarse();
    expect(film.side('customer', 0)).toBeNull();
    expect(film.side('customer', 20)).toBe(1000);
    expect(film.side('customer', 30)).toBe(600);
    expect(film.outline(10)?.title).toBe('T');
    expect(film.outline(25)?.title).toBe('Later');
  });

  it('is made finer between two stops without changing what it showed', () => {
    const film = coarse();
    film.add(
      replay(
        10,
        [
          frame(14, { cards: [{ id: 'a', text: 'one t' }] }),
          frame(20, { cards: [{ id: 'a', text: 'one two' }, card('b', 'new')], title: 'Later' }),
        ],
        [card('a', 'one')],
      ),
    );
    expect(film.stops).toEqual([0, 10, 14, 20, 30]);
    expect(film.card('a', 14)?.text).toBe('one t');
    expect(film.card('a', 13)?.text).toBe('one');
    expect(film.card('a', 30)?.text).toBe('one two');
    expect([...film.changed(14, 20)].sort()).toEqual(['a', 'b']);
  });
});
