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

  it('takes up the agenda, the phase that is on, and that none is', () => {
    canvas.apply({ n: 1, phase: [{ phase: 'p', began_ms: 5, minutes: 3 }] });
    expect(canvas.phase?.minutes).toBe(3);
    canvas.apply({ n: 2, title: 'Other' });
    expect(canvas.phase?.minutes).toBe(3);
    canvas.apply({ n: 3, phase: [] });
    expect(canvas.phase).toBeNull();
  });

  it('knows hidden cards, and shows no more of those that are gone', () => {
    canvas.apply({ n: 1, cards: [card('h', { private: true })] });
    expect([...canvas.drafts]).toEqual(['h']);
    expect(canvas.apply({ n: 2, gone: ['h'] })).toEqual(['h']);
    expect(canvas.cards.has('h')).toBe(false);
    expect(canvas.drafts.size).toBe(0);
    canvas.apply({ n: 3, cards: [card('k', { private: true })] });
    canvas.apply({ n: 4, cards: [card('k')] });
    expect(canvas.drafts.size).toBe(0);
  });

  it('shows the votes of the last closed round, and none that would lead people', () => {
    const asks = { is: 'votes', budget: 3, per_card: 3, own_cards: true } as const;
    const voted = card('a', { votes: [{ person: 'p', votes: 4 }] });
    canvas.apply({ n: 1, cards: [voted] });
    expect(canvas.votes(voted)).toBe(4);
    const open = { id: 'r', asks, cards: ['a', 'b'] };
    canvas.apply({ n: 2, rounds: [open] });
    expect(canvas.round?.id).toBe('r');
    expect(canvas.votes(voted)).toBe(0);
    const sums = [{ card: 'a', side: null, n: 1, values: [2, 0, 0] as [number, number, number] }];
    canvas.apply({ n: 3, rounds: [{ ...open, result: { voters: 1, proxies: 0, sums } }] });
    expect(canvas.round).toBeNull();
    expect(canvas.votes(voted)).toBe(2);
    expect(canvas.votes(card('b', { votes: [{ person: 'p', votes: 1 }] }))).toBe(0);
    expect(canvas.votes(card('x', { votes: [{ person: 'p', votes: 1 }] }))).toBe(1);
  });

  it('does not show at once what is given in a round', () => {
    const asks = { is: 'votes', budget: 3, per_card: 3, own_cards: true } as const;
    canvas.apply({ n: 1, rounds: [{ id: 'r', asks, cards: ['a'] }] });
    canvas.expect(1, { by: 'p', do: 'vote', card: 'a', votes: 2 });
    expect(canvas.cards.get('a')?.votes).toEqual([]);
  });
});
