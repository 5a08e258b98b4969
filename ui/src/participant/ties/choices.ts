import { finder, foundBy } from '../../board/find';
import { LINK_KINDS } from '../../board/ties';
import type { Card } from '../../protocol/Card';
import type { Line } from '../../protocol/Line';
import type { LinkKind } from '../../protocol/LinkKind';
import type { Canvas } from '../../session/canvas.svelte';

export type Tie = 'group' | 'link';

/** What a card can be tied to: another card, or a group with its cards. */
export interface Choice {
  id: string;
  is: 'card' | 'group';
  /** A group's name; a card has none. */
  name: string;
  cards: readonly Card[];
}

export interface StageOfChoices {
  stage: Line;
  choices: Choice[];
}

/** The kinds of link that are not there yet. That two belong together is said once for both. */
export function kindsLeft(from: Card, to: Card): LinkKind[] {
  const has = (one: Card, other: Card, kind: LinkKind) =>
    one.links.some((link) => link.to === other.id && link.kind === kind);
  return LINK_KINDS.filter((kind) => !has(from, to, kind) && !(kind === 'relates_to' && has(to, from, kind)));
}

/**
 * What is offered for a card, stage by stage, its own stage first. Whoever else's cards are hidden is
 * never offered, nor what `may` forbids; a card that is in a group stands for itself only in links.
 */
export function choices(
  card: Card,
  tie: Tie,
  canvas: Canvas,
  may: (other: Card) => boolean,
): StageOfChoices[] {
  const own = canvas.stages.filter((line) => line.id === card.stage);
  const stages = [...own, ...canvas.stages.filter((line) => line.id !== card.stage)];
  const groups = new Map<string, Card[]>();
  return stages
    .map((stage) => {
      const begun: Choice[] = [];
      const cards: Choice[] = [];
      for (const other of canvas.lanes.flatMap((lane) => canvas.inCell(stage.id, lane.id))) {
        if (other.id === card.id || other.private) continue;
        if (tie === 'group' && other.group !== null) {
          if (other.group === card.group) continue;
          const known = groups.get(other.group);
          if (known) known.push(other);
          else {
            const members = [other];
            groups.set(other.group, members);
            const name = canvas.groups.get(other.group)?.name ?? '';
            begun.push({ id: other.group, is: 'group', name, cards: members });
          }
        } else if (may(other) && (tie === 'group' || linkable(card, other))) {
          cards.push({ id: other.id, is: 'card', name: '', cards: [other] });
        }
      }
      return { stage, choices: [...begun, ...cards] };
    })
    .filter((one) => one.choices.length > 0);
}

function linkable(one: Card, other: Card): boolean {
  return kindsLeft(one, other).length > 0 || kindsLeft(other, one).length > 0;
}

/** Those that a query finds, by a group's name or by what is on a card. */
export function found(sections: StageOfChoices[], query: string, canvas: Canvas): StageOfChoices[] {
  const finds = finder(query);
  if (!finds) return sections;
  return sections
    .map(({ stage, choices: all }) => ({
      stage,
      choices: all.filter(
        ({ name, cards }) => finds(name) || cards.some((card) => finds(foundBy(card, canvas))),
      ),
    }))
    .filter((one) => one.choices.length > 0);
}

/** No more than so many: whoever wants others looks for them. */
export function atMost(sections: StageOfChoices[], most: number): StageOfChoices[] {
  let left = most;
  return sections
    .map(({ stage, choices: all }) => {
      const some = all.slice(0, left);
      left -= some.length;
      return { stage, choices: some };
    })
    .filter((one) => one.choices.length > 0);
}

export function count(sections: StageOfChoices[]): number {
  return sections.reduce((sum, one) => sum + one.choices.length, 0);
}
