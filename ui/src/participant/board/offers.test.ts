import { expect, it } from 'vitest';
import { offered } from './offers';

const NOBODY = () => false;

it('nothing that leads the workshop, the file or another screen is offered', () => {
  const leading = [
    'reveal',
    'next-phase',
    'lock-all',
    'share',
    'save',
    'close',
    'palette',
    'decide',
    'present',
  ];
  for (const id of leading) expect(offered(id, NOBODY), id).toBe(false);
  for (const id of ['add', 'edit', 'move-up', 'zoom-fit']) expect(offered(id, NOBODY), id).toBe(true);
});

it('what the phase does not allow is not offered', () => {
  const bars = (deed: string) => deed === 'move';
  expect(offered('move-left', bars)).toBe(false);
  expect(offered('link', bars)).toBe(false);
  expect(offered('go-left', bars)).toBe(true);
  expect(offered('add', bars)).toBe(true);
});
