import type { Camera } from '../board/camera';
import type { Area } from '../board/arrangement';
import type { Person } from '../protocol/Person';
import type { Spot } from '../protocol/Spot';

/** How many participants have a seat, and how many of them are in. */
export interface Counts {
  here: number;
  seats: number;
}

/** Those who lead are not counted: they do not join. */
export function countsOf(people: readonly Person[], here: readonly string[]): Counts {
  const seats = people.filter((person) => person.name !== null && !person.facilitator);
  const present = new Set(here);
  return { here: seats.filter((person) => present.has(person.id)).length, seats: seats.length };
}

/** Looks at a spot of the board from the middle of this screen, however large the other one was. */
export function cameraAt(spot: Spot, screen: Area): Camera {
  return {
    zoom: spot.zoom,
    x: (screen.left + screen.right) / 2 - spot.x * spot.zoom,
    y: (screen.top + screen.bottom) / 2 - spot.y * spot.zoom,
  };
}
