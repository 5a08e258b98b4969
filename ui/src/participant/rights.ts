import type { Card } from '../protocol/Card';
import type { Floor } from '../protocol/Floor';
import type { Plan } from '../protocol/Plan';
import type { Rights } from '../protocol/Rights';

/** What a person can want to do. */
export type Deed = 'add' | 'edit' | 'move' | 'vote' | 'rate' | 'comment';

/** What keeps somebody from doing it. */
export type Bar = 'read-only' | 'phase' | 'time' | 'all-locked' | 'card-locked' | 'line-locked';

/** How things stand in the room. Without a plan participants may do everything. */
export interface Standing {
  plan: Plan | null;
  /** The phase's time is over. */
  over: boolean;
  floor: Pick<Floor, 'all_locked' | 'locked_cards' | 'locked_lines'>;
  readOnly: boolean;
}

/** The card, or for a new one the place, that it is about. */
export interface About extends Pick<Card, 'stage' | 'lane'> {
  id?: string;
  own?: boolean;
}

/** What ends with the time of a phase that closes writing. */
const WRITES: ReadonlySet<Deed> = new Set(['add', 'edit', 'move', 'comment']);

function allowed(deed: Deed, rights: Rights, own: boolean): boolean {
  return deed === 'edit' ? rights.edit_all || (own && rights.edit_own) : rights[deed];
}

/**
 * What keeps somebody from doing this, null when nothing does. The host decides all the same; this
 * says it before somebody has written in vain.
 */
export function barred(deed: Deed, { plan, over, floor, readOnly }: Standing, about?: About): Bar | null {
  if (readOnly) return 'read-only';
  if (floor.all_locked) return 'all-locked';
  if (plan && !allowed(deed, plan.rights, about?.own === true)) return 'phase';
  if (plan?.end === 'close_writing' && over && WRITES.has(deed)) return 'time';
  if (about?.id !== undefined && floor.locked_cards.includes(about.id)) return 'card-locked';
  if (about && [about.stage, about.lane].some((line) => floor.locked_lines.includes(line)))
    return 'line-locked';
  return null;
}
