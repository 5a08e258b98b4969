import type { Step } from '../../src/protocol/Step';

/** What people do to the workshop's cards after they were written, so that hands are mixed. */
export function rehearsal(): Step[] {
  const edit = (by: string, card: string, at: number, insert: string, del = 0): Step => ({
    by,
    do: 'edit',
    card,
    at,
    delete: del,
    insert,
  });
  const steps: Step[] = [
    edit('kwame', 'c0', 23, 'trusted '),
    edit('anna', 'c0', 0, 'Usually '),
    edit('tom', 'c1', 35, ', without any help'),
    edit('li', 'c2', 21, ' – 第一印象'),
    edit('maxi', 'c4', 43, ' and in the third'),
    edit('anna', 'c4', 0, 'Honestly: '),
    edit('tom', 'c8', 28, ' home'),
    edit('kwame', 'c10', 9, 'our ', 4),
    edit('anna', 'c10', 31, 'really '),
    edit('mara', 'c15', 0, 'Legacy: '),
    {
      by: 'mara',
      for: 'maxi',
      ...add('d1', 's2', 'l7', 'Ein fester Ansprechpartner für die ersten neunzig Tage'),
    },
    {
      by: 'mara',
      for: 'kwame',
      ...add('d2', 's4', 'l2', 'Why is the export button hidden behind three menus?'),
    },
    {
      by: 'anna',
      ...add('d3', 's5', 'l7', 'Tell us the renewal price three months before, in one sentence'),
    },
    edit('tom', 'd3', 15, 'honest '),
    { by: 'tom', do: 'link', from: 'd3', to: 'c25', kind: 'builds_on' },
    { by: 'kwame', do: 'link', from: 'd2', to: 'c7', kind: 'builds_on' },
    { by: 'kwame', do: 'move', card: 'c1', stage: 's2', lane: 'l1' },
    { by: 'tom', do: 'move', card: 'c10', stage: 's3', lane: 'l3' },
    { by: 'maxi', do: 'move', card: 'c15', stage: 's3', lane: 'l5' },
    { by: 'mara', do: 'state', card: 'c3', state: 'dismissed', reason: 'Solved since the new printer' },
    { by: 'mara', do: 'state', card: 'c26', state: 'parked', reason: 'Legal has to look at this first' },
    { by: 'anna', do: 'state', card: 'c23', state: 'decided' },
    { by: 'mara', do: 'state', card: 'c18', state: 'decided' },
    { by: 'tom', do: 'delete', card: 'c41' },
    { by: 'kwame', do: 'merge', card: 'c35', into: 'c7' },
    { by: 'anna', do: 'vote', card: 'd3', votes: 2 },
    { by: 'maxi', do: 'vote', card: 'd3', votes: 1 },
  ] as Step[];
  return steps;
}

function add(card: string, stage: string, lane: string, text: string) {
  return { do: 'add', card, stage, lane, text } as const;
}
