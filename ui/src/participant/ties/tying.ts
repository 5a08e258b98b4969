import type { Command } from '../../protocol/Command';
import { t } from '../../words/words';
import type { Phone } from '../phone.svelte';

/** Does something, says so, and takes it back for whoever wants that, as long as it is the last. */
export function doAndSay(phone: Phone, command: Command, says: string): void {
  const { session } = phone;
  const done = session.do(command);
  phone.say(says, {
    label: t('take-back'),
    do: () => {
      if (session.last !== done) {
        phone.say(t('take-back-late'));
        return;
      }
      session.do({ do: 'undo' });
      phone.say(t('taken-back'));
    },
  });
}
