import { SvelteSet } from 'svelte/reactivity';
import type { Card } from '../../protocol/Card';
import type { Phone } from '../phone.svelte';

/** The cards that somebody chooses one after the other, to put them together. */
export class Several {
  readonly #phone: Phone;
  readonly #chosen = new SvelteSet<string>();
  #on = $state(false);

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  /** Whether the phase has cards put together at all. */
  get possible(): boolean {
    return this.#phone.barred('move') === null;
  }

  get on(): boolean {
    return this.#on && this.possible;
  }

  begin(): void {
    this.#on = true;
  }

  end(): void {
    this.#on = false;
    this.#chosen.clear();
  }

  may(card: Card): boolean {
    return !card.private && this.#phone.barred('move', card) === null;
  }

  has(card: Card): boolean {
    return this.#chosen.has(card.id);
  }

  toggle(card: Card): void {
    if (!this.#chosen.delete(card.id)) this.#chosen.add(card.id);
  }

  /** Those of the chosen that are still there to be put together. */
  get cards(): Card[] {
    return [...this.#chosen].flatMap((id) => {
      const card = this.#phone.session.canvas.cards.get(id);
      return card && !card.deleted && this.may(card) ? [card] : [];
    });
  }

  /** Whether they are not one group already. */
  get apart(): boolean {
    const [first, ...others] = this.cards;
    return others.length > 0 && (first?.group == null || others.some(({ group }) => group !== first.group));
  }
}
