import type { Board } from '../../src/protocol/Board';
import { newCard } from './canvas';

const STAGES = ['Become aware', 'Choose', 'Set up', 'Use', 'Renew'];
const LANES = ['Steps', 'Questions', 'Activities', 'Feelings', 'Barriers', 'Touchpoints', 'Ideas'];

function lines(names: string[], letter: string) {
  return names.map((name, at) => ({ id: `${letter}${String(at + 1)}`, name }));
}

export function blank(): Board {
  return {
    title: 'New canvas',
    purpose: '',
    feeling: 55,
    people: [],
    stages: lines(['Stage 1'], 's'),
    lanes: lines(['Cards'], 'l'),
    groups: [],
    cards: [],
  };
}

export function journey(): Board {
  return { ...blank(), stages: lines(STAGES, 's'), lanes: lines(LANES, 'l') };
}

const PEOPLE: Board['people'] = [
  { id: 'mara', name: 'Mara Lindqvist', side: 'staff', facilitator: true },
  { id: 'anna', name: 'Anna Meyer', side: 'customer', facilitator: false },
  { id: 'kwame', name: 'Kwame Boateng', side: 'customer', facilitator: false },
  { id: 'tom', name: 'Tom Oduya', side: 'staff', facilitator: false },
  { id: 'maxi', name: 'Maximiliane-Alexandra von Hohenstaufenberg', side: 'customer', facilitator: false },
  { id: 'li', name: '李小龙', side: 'staff', facilitator: false },
];

const SENTENCES: [number, string][] = [
  [0, 'I hear about it from a colleague who switched last year'],
  [0, 'Compare three offers on one evening'],
  [0, 'First call with sales'],
  [0, 'Contract arrives by post, twice'],
  [1, 'What does it really cost in the second year?'],
  [1, 'Who do I call when nothing works on a Saturday?'],
  [1, 'Can I take my data along if I leave?'],
  [1, 'Why do I have to type my address a third time?'],
  [2, 'Reading reviews on the train'],
  [2, 'Exporting the old customer list, by hand'],
  [
    2,
    'Training the two colleagues who will use it every day, although nobody planned time for that and the manual is only available in English',
  ],
  [3, 'Relieved when the first invoice was right'],
  [3, 'Alone with it after the contract was signed'],
  [3, 'Proud to show it to my own customers'],
  [3, 'Annoyed: “your call is important to us”'],
  [4, 'The form wants a fax number'],
  [4, 'Datenschutzgrundverordnungskonformitätsbescheinigung missing'],
  [4, 'Nobody tells us what happens next'],
  [4, 'Our IT blocks the installer'],
  [5, 'Website, price page'],
  [5, 'Support hotline'],
  [5, 'A review in a trade magazine'],
  [5, 'Word of mouth at the fair'],
  [6, 'One named person for the first 90 days'],
  [6, 'A date for the next step at the end of every call'],
  [6, 'Show the price of year two beside year one'],
  [6, 'Let customers record the welcome video themselves'],
  [6, 'A “quiet week” after the start in which nobody sells us anything'],
];

/** About eighty cards of real sentences. */
export function workshop(count = 80): Board {
  const board: Board = {
    ...journey(),
    title: 'Onboarding of new customers',
    people: structuredClone(PEOPLE),
  };
  for (let c = 0; c < count; c += 1) {
    const [lane, text] = SENTENCES[c % SENTENCES.length] ?? [0, ''];
    const stage = (c * 7 + (c >> 3)) % STAGES.length;
    const card = newCard(
      `c${String(c)}`,
      `s${String(stage + 1)}`,
      `l${String(lane + 1)}`,
      '',
      PEOPLE[(c * 5) % PEOPLE.length]?.id ?? '',
    );
    card.text = text;
    if (c % 11 === 3) card.state = 'decided';
    if (c % 17 === 5) card.state = 'parked';
    if (c % 9 === 2)
      card.votes = [
        { person: 'anna', votes: 2 },
        { person: 'tom', votes: (c % 5) + 1 },
      ];
    if (lane === 5 || lane === 3) {
      card.ratings = [
        { person: 'anna', expected: 5, worked: 1 + (c % 7), felt: 1 + ((c * 3) % 7) },
        { person: 'kwame', expected: 4, worked: 1 + ((c + 2) % 7), felt: 1 + ((c * 3 + 1) % 7) },
        { person: 'tom', expected: 5, worked: 6, felt: 5 },
      ];
    }
    if (c % 23 === 4) card.promises = [{ text: 'Write the one-page guide', owner: 'tom', due: '2027-01-31' }];
    if (c > 20 && c % 13 === 0)
      card.links = [
        {
          to: `c${String(c - 9)}`,
          kind: (['builds_on', 'leads_to', 'relates_to'] as const)[c % 3] ?? 'builds_on',
        },
      ];
    board.cards.push(card);
  }
  const first = board.cards.find((card) => card.lane === 'l7');
  const cell = board.cards.filter((card) => card.stage === first?.stage && card.lane === first.lane);
  if (cell.length > 1) {
    board.groups.push({ id: 'g1', name: 'The first weeks' });
    for (const card of cell.slice(0, 3)) card.group = 'g1';
  }
  return board;
}

/** Many cards, for measuring. */
export function crowd(count: number): Board {
  const board = workshop(0);
  board.title = `${String(count)} cards`;
  for (let c = 0; c < count; c += 1) {
    const card = newCard(
      `c${String(c)}`,
      `s${String(((c * 13) % STAGES.length) + 1)}`,
      `l${String((((c * 29) >> 2) % LANES.length) + 1)}`,
      '',
      PEOPLE[c % PEOPLE.length]?.id ?? '',
    );
    card.text = SENTENCES[c % SENTENCES.length]?.[1] ?? '';
    board.cards.push(card);
  }
  return board;
}
