import type { Session } from '../session/session.svelte';

/** The person for whom this screen votes: whose words it writes down, else who speaks. */
export function voter(session: Session, card: string): string | null {
  // Outside rounds a vote is given in one's own name alone.
  return session.canvas.asked(card) ? session.speaking.voice : session.speaking.by;
}

/** How many votes somebody has given a card: in the round that asks for them, else openly. */
export function votesFor(session: Session, card: string): number {
  const { canvas, room } = session;
  const person = voter(session, card);
  if (canvas.asked(card)) return room.given.of(person, card)?.[0] ?? 0;
  return canvas.cards.get(card)?.votes.find((one) => one.person === person)?.votes ?? 0;
}

/** How many votes somebody has left in the round that is open. */
export function votesLeft(session: Session, person: string | null): number {
  const { round } = session.canvas;
  if (round?.asks.is !== 'votes') return 0;
  const given = session.room.ballots.filter((one) => one.person === person);
  return round.asks.budget - given.reduce((sum, one) => sum + one.values[0], 0);
}

/** Gives a card more votes, or fewer. */
export function voteBy(session: Session, card: string, by: number, gesture = session.gesture()): void {
  const { speaking } = session;
  const votes = Math.max(0, votesFor(session, card) + by);
  const person = voter(session, card);
  const forAnother = person !== null && person !== speaking.by;
  session.do({ do: 'vote', card, votes }, { gesture, ...(forAnother ? { step: { for: person } } : {}) });
}
