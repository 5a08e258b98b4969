import { expect, it } from 'vitest';
import { cameraAt, countsOf } from './look';

it('counts participants alone, and those of them who are in', () => {
  const person = (id: string, facilitator: boolean, name: string | null = id) => ({
    id,
    name,
    side: null,
    facilitator,
  });
  const people = [
    person('mara', true),
    person('anna', false),
    person('tom', false),
    person('a1', false, null),
  ];
  expect(countsOf(people, ['mara', 'anna', 'a1'])).toEqual({ here: 1, seats: 2 });
});

it('has the spot in the middle, however large the screen is', () => {
  const screen = { left: 128, top: 40, right: 1128, bottom: 640 };
  const camera = cameraAt({ x: 300, y: 200, zoom: 1.5 }, screen);
  expect(300 * camera.zoom + camera.x).toBe(628);
  expect(200 * camera.zoom + camera.y).toBe(340);
});
