import { ITEMS } from './feelings';
import type { Items } from './feelings';

/** One person's answers to the closing questions, while they are given. */
export class Answer {
  /** How far each sentence is agreed with; 0 as long as nothing is chosen. */
  readonly items = $state<Items>([0, 0, 0, 0, 0, 0]);
  /** In percent. */
  estimate = $state(0);
  /** An estimate is given, not left where it stood. */
  estimated = $state(false);
  share = $state(false);

  get whole(): boolean {
    return ITEMS.every((_, at) => (this.items[at] ?? 0) > 0);
  }

  /** As the host takes it: the estimate in thousandths. */
  get given(): { items: Items; estimate: number; share: boolean } {
    return { items: [...this.items], estimate: this.estimate * 10, share: this.share };
  }
}
