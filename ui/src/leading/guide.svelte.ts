import type { Camera } from '../board/camera';
import type { Table } from '../board/table.svelte';
import type { Area } from '../board/arrangement';
import type { Spot } from '../protocol/Spot';

/** The board rests this long before others are led on: every frame would be a stampede. */
const REST_MS = 300;

/** The spot that a screen shows. */
export function spotOf(camera: Camera, screen: Area): Spot {
  return {
    x: ((screen.left + screen.right) / 2 - camera.x) / camera.zoom,
    y: ((screen.top + screen.bottom) / 2 - camera.y) / camera.zoom,
    zoom: camera.zoom,
  };
}

/** How a screen of its own size shows a spot. */
export function cameraAt(spot: Spot, screen: Area): Camera {
  return {
    zoom: spot.zoom,
    x: (screen.left + screen.right) / 2 - spot.x * spot.zoom,
    y: (screen.top + screen.bottom) / 2 - spot.y * spot.zoom,
  };
}

/** Brings others where this screen is, and this screen where others bring it. */
export class Guide {
  readonly #table: Table;
  /** Everybody follows this screen, and not another facilitator's. */
  leads = $state(false);
  /** How often this screen has called, and the host has not said so yet. */
  #calls = 0;
  #seen: number | null = null;

  constructor(table: Table) {
    this.#table = table;
  }

  bring(): void {
    this.#call(spotOf(this.#table.camera, this.#table.screen));
  }

  #call(to: Spot): void {
    this.#calls += 1;
    this.#table.session.room.signal({ signal: 'bring', to });
  }

  follow(on: boolean): void {
    this.leads = on;
    this.#table.session.room.signal({ signal: 'follow', on });
    if (on) this.bring();
  }

  /** Goes where the facilitator is when everybody is brought there; watches as long as it lives. */
  watch(): void {
    const table = this.#table;
    const { room } = table.session;
    const brought = $derived(room.floor.brought);
    const following = $derived(room.floor.follow);
    $effect(() => {
      const times = brought - (this.#seen ?? brought);
      this.#seen = brought;
      if (times <= 0) return;
      const own = Math.min(times, this.#calls);
      this.#calls -= own;
      const to = room.floor.bring_to;
      if (own < times && to) table.look(cameraAt(to, table.screen));
    });
    $effect(() => {
      if (!following) this.leads = false;
    });
    $effect(() => {
      if (!following || !this.leads) return;
      const to = spotOf(table.camera, table.screen);
      const timer = setTimeout(() => {
        this.#call(to);
      }, REST_MS);
      return () => {
        clearTimeout(timer);
      };
    });
  }
}
