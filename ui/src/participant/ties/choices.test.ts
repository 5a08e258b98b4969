import { expect, it } from 'vitest';
import { linksOf } from '../../board/ties';
import type { Card } from '../../protocol/Card';
import { Canvas } from '../../session/canvas.svelte';
import { choices, found } from './choices';

function card(id: string, more: Partial<Card> = {}): Card {
  return {
    id,
    text: `text of ${id}`,
    kind: null,
    stage: 's2',
    lane: 'l',
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

const ME = card('me', { links: [{ to: 'near', kind: 'builds_on' }] });
const canvas = new Canvas();
canvas.renew({
  title: 'T',
  purpose: '',
  feeling: 55,
  people: [],
  groups: [{ id: 'g', name: 'Money' }],
  stages: [
    { id: 's1', name: 'One' },
    { id: 's2', name: 'Two' },
  ],
  lanes: [{ id: 'l', name: 'Lane' }],
  cards: [
    ME,
    card('near'),
    card('hidden', { private: true }),
    card('gone', { deleted: true }),
    card('locked'),
    card('far', { stage: 's1' }),
    card('m1', { group: 'g', stage: 's1' }),
    card('m2', { group: 'g', stage: 's1' }),
  ],
});
const may = (other: Card) => other.id !== 'locked';
const ids = (list: ReturnType<typeof choices>) => list.map((one) => one.choices.map(({ id }) => id));

it('a card’s own stage comes first, and a group stands for its cards', () => {
  expect(ids(choices(ME, 'group', canvas, may))).toEqual([['near'], ['g', 'far']]);
});

it('to link, every card that may be linked is offered by itself', () => {
  expect(ids(choices(ME, 'link', canvas, may))).toEqual([['near'], ['far', 'm1', 'm2']]);
});

it('a group is found by its name and by what is on its cards', () => {
  const all = choices(ME, 'group', canvas, may);
  expect(ids(found(all, 'money', canvas))).toEqual([['g']]);
  expect(ids(found(all, 'text m2', canvas))).toEqual([['g']]);
  expect(found(all, 'nowhere', canvas)).toEqual([]);
});

it('a link is told at both of its cards', () => {
  const link = { from: 'me', to: 'near', kind: 'builds_on' };
  expect(linksOf(ME, canvas)).toEqual([expect.objectContaining({ ...link, other: 'near' })]);
  const near = canvas.cards.get('near');
  expect(near && linksOf(near, canvas)).toEqual([expect.objectContaining({ ...link, other: 'me' })]);
});
