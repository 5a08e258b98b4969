import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../protocol/Card';
import { Canvas } from './canvas.svelte';

function card(id: string, more: Partial<Card> = {}): Card {
  return {
    id,
    text: id,
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
    ...more,
  };
}

const names = (cards: readonly Card[]) => cards.map((one) => one.id);

describe('the canvas of a screen', () => {
  let canvas: Canvas;
  beforeEach(() => {
    canvas = new Canvas();
    canvas.renew({
      title: 'T',
      purpose: '',
      feeling: 55,
      people: [],
      groups: [],
      stages: [
        { id: 's1', name: 'One' },
        { id: 's2', name: 'Two' },
      ],
      lanes: [{ id: 'l1', name: 'Lane' }],
      cards: [card('a'), card('b'), card('c', { deleted: true })],
    });
  });

  it('shows living cards by cell in the order of their ranks', () => {
    expect(names(canvas.inCell('s1', 'l1'))).toEqual(['a', 'b']);
    canvas.apply({ n: 2, cards: [card('b', { rank: '0' })] });
    expect(names(canvas.inCell('s1', 'l1'))).toEqual(['b', 'a']);
  });

  it('leaves alone what a patch does not name', () => {
    const before = canvas.cards.get('a');
    canvas.apply({ n: 2, cards: [card('b', { text: 'B' })], title: 'New' });
    expect(canvas.cards.get('a')).toBe(before);
    expect(canvas.title).toBe('New');
  });

  it('forgets a card whose making was undone', () => {
    canvas.apply({ n: 2, cards: [card('a', { undone: true, deleted: true })] });
    expect(canvas.cards.has('a')).toBe(false);
  });

  it('shows at once what was done here, and goes back when it is refused', () => {
    canvas.expect(1, { do: 'move', card: 'a', stage: 's2', lane: 'l1' });
    expect(names(canvas.inCell('s2', 'l1'))).toEqual(['a']);
    canvas.settle(1, { do: 'move', card: 'a', stage: 's2', lane: 'l1' });
    expect(names(canvas.inCell('s1', 'l1'))).toEqual(['a', 'b']);
  });

  it('keeps showing what is on its way while others change the same card', () => {
    canvas.expect(1, { do: 'move', card: 'a', stage: 's2', lane: 'l1' });
    canvas.apply({ n: 2, cards: [card('a', { text: 'theirs' })] });
    expect(canvas.cards.get('a')).toMatchObject({ text: 'theirs', stage: 's2' });
  });

  it('shows a new card until the host says otherwise', () => {
    const add = { do: 'add', card: 'n', stage: 's2', lane: 'l1', text: 'new', by: 'anna' } as const;
    canvas.expect(1, add);
    expect(canvas.cards.get('n')).toMatchObject({ text: 'new', creators: ['anna'] });
    canvas.settle(1, add);
    expect(canvas.cards.has('n')).toBe(false);
  });

  it('puts a moved card before another', () => {
    canvas.expect(1, { do: 'move', card: 'b', stage: 's1', lane: 'l1', before: 'a' });
    expect(names(canvas.inCell('s1', 'l1'))).toEqual(['b', 'a']);
  });

  it('knows what links to a card', () => {
    canvas.apply({ n: 2, cards: [card('b', { links: [{ to: 'a', kind: 'builds_on' }] })] });
    expect(names(canvas.linkedFrom('a'))).toEqual(['b']);
    canvas.apply({ n: 3, cards: [card('b')] });
    expect(canvas.linkedFrom('a')).toEqual([]);
  });

  it('shows the past while the present goes on, and then the present as it is by now', () => {
    canvas.apply({ n: 1, cards: [card('c1', { text: 'now' }), card('c2')] });
    const outline = {
      title: 'Then',
      purpose: '',
      people: [],
      stages: canvas.stages,
      lanes: canvas.lanes,
      groups: [],
    };
    const then = new Map([['c1', card('c1', { text: 'then' })]]);
    canvas.pose({ outline, card: (id) => then.get(id) }, canvas.told);
    expect(canvas.title).toBe('Then');
    expect(canvas.cards.get('c1')?.text).toBe('then');
    expect(canvas.cards.has('c2')).toBe(false);
    canvas.apply({ n: 2, title: 'Renamed', cards: [card('c1', { text: 'later' }), card('c3')] });
    expect(names(canvas.inCell('s1', 'l1'))).toEqual(['c1']);
    canvas.unpose();
    expect(canvas.title).toBe('Renamed');
    expect(canvas.cards.get('c1')?.text).toBe('later');
    expect(names(canvas.inCell('s1', 'l1'))).toEqual(['a', 'b', 'c1', 'c2', 'c3']);
  });
});
