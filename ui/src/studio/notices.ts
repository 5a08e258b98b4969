import { toast } from 'svelte-sonner';
import type { Done } from '../protocol/Done';
import type { Problem } from '../protocol/Problem';
import type { Canvas } from '../session/canvas.svelte';
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

/** An undo says what it took back. */
export function sayUndone(redo: boolean, done: Done, canvas: Canvas): void {
  toast(t(redo ? 'redone' : 'undone', { what: doneWords(done, canvas) }), { duration: 3_500 });
}
