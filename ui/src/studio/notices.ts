import { toast } from 'svelte-sonner';
import type { Command } from '../protocol/Command';
import type { Done } from '../protocol/Done';
import type { Problem } from '../protocol/Problem';
import type { Session } from '../session/session.svelte';
import { doneWords } from '../words/done';
import { hasText, t } from '../words/words';

/** What happened, what is safe, what to do; and the words that would be lost otherwise. */
export function sayTrouble(problem: Problem, text?: string): void {
  if (problem.code === 'cancelled') return;
  const own = `trouble-${problem.code}`;
  const says = problem.says || (hasText(own) ? t(own) : t('trouble-unknown', { code: problem.code }));
  const out = problem.way_out || (hasText(`${own}-out`) ? t(`${own}-out`) : '');
  const kept = text ? t('trouble-your-words', { text }) : '';
  toast(says, {
    description: [out, kept].filter((part) => part !== '').join('\n'),
    duration: text ? 60_000 : 12_000,
  });
}

/** An undo says what it took back; one of several things brings all of them back, too. */
export function sayUndone(
  redo: boolean,
  done: Done,
  times: number,
  by: string | null,
  session: Session,
): void {
  const { canvas } = session;
  if (times > 1 && by !== null) {
    const name = canvas.people.find((person) => person.id === by)?.name ?? '';
    const again: Command[] = Array.from({ length: times }, () => ({ do: 'redo' }));
    toast(t('undone-several', { count: times, name }), {
      duration: 30_000,
      action: {
        label: t('undone-several-again'),
        onClick: () => {
          session.doAll(again, { by });
        },
      },
    });
    return;
  }
  toast(t(redo ? 'redone' : 'undone', { what: doneWords(done, canvas) }), { duration: 3_500 });
}
