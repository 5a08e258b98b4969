import type { Card } from '../../protocol/Card';
import { t } from '../../words/words';
import type { Phone } from '../phone.svelte';

/** Removes an own card; for a while it can be brought back. */
export function removeCard(phone: Phone, card: Card): void {
  const { session } = phone;
  phone.card = null;
  session.do({ do: 'delete', card: card.id });
  const phase = session.canvas.phase?.phase;
  phone.say(t('card-removed'), {
    label: t('card-bring-back'),
    do: () => {
      if (!card.private) session.do({ do: 'restore', card: card.id });
      // What was private is in no log: written again it is the same as before, in the same phase.
      else if (session.canvas.phase?.phase === phase) writeAgain(phone, card);
      else
        phone.lost.keep(
          { do: 'delete', card: card.id },
          { code: 'phase-gone', says: '', way_out: '' },
          card.text,
        );
    },
  });
}

function writeAgain({ session }: Phone, { stage, lane, text }: Card): void {
  const card = session.newId();
  const anonymous = session.agenda.current?.phase.plan.writing === 'anonymous';
  const unnamed = anonymous ? { anonymous: true, claim: session.claims.draw(card) } : {};
  session.do({ do: 'add', card, stage, lane, text, ...unnamed });
}
