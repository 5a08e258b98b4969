/** Twenty people and a facilitator through the whole agenda of an hour, at speed, and the file afterwards. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Host, skip } from './faults/host.js';
import { Person } from './faults/person.js';

const PEOPLE = 20;
const NONE = {
  add: false,
  edit_own: false,
  edit_all: false,
  move: false,
  vote: false,
  rate: false,
  comment: false,
};
/** @typedef {keyof typeof NONE} Right */
/** @typedef {{ writing?: 'private' | 'open', shares?: boolean }} More */

/** The agenda for 60 minutes, with a rating round beside what happens today. @type {[string, number, Right[], More?][]} */
const AGENDA = [
  ['Arrive', 5, []],
  ['What happens today', 6, ['add', 'edit_own', 'comment']],
  ['How it feels today', 4, ['rate', 'comment']],
  ['Ideas, each alone', 8, ['add', 'edit_own'], { writing: 'private' }],
  ['Read in silence', 4, ['comment']],
  ['Build on each other', 10, ['add', 'edit_own', 'edit_all', 'move', 'comment']],
  ['Put together', 6, ['edit_own', 'move', 'comment']],
  ['Choose', 5, ['vote']],
  ['Decide and promise', 7, ['comment']],
  ['Whose is it?', 5, ['comment'], { shares: true }],
];

test('twenty people go through the agenda of an hour', { skip, timeout: 120_000 }, async (t) => {
  const host = await Host.start();
  /** @type {Person[]} */
  let people = [];
  /** @type {Person | null} */
  let lead = null;
  t.after(async () => {
    for (const person of [lead, ...people]) person?.leave();
    await host.clear();
  });
  const began = performance.now();
  const tom = await new Person(() => host.lineAs('facilitator'), 'Tom', 'staff').come();
  lead = tom;
  await tom.did({ do: 'person', id: 'tom', name: 'Tom', side: 'staff', facilitator: true });
  await tom.desk({ verb: 'let_all_in', on: true });
  const coming = performance.now();
  people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, at) =>
      new Person(
        () => host.lineAs('participant'),
        `Person ${String(at)}`,
        at % 3 === 0 ? 'staff' : 'customer',
      ).come(),
    ),
  );
  t.diagnostic(`${String(PEOPLE)} people are in after ${(performance.now() - coming).toFixed(0)} ms`);
  assert.equal(new Set(people.map((person) => person.seat)).size, PEOPLE);
  const everybody = [tom, ...people];
  const board = tom.snapshot?.board;
  assert(board);
  const stage = (/** @type {number} */ at) => board.stages[at % board.stages.length]?.id ?? '';
  const lane = (/** @type {number} */ at) => board.lanes[at]?.id ?? '';

  await tom.did({
    do: 'agenda',
    by: 'tom',
    phases: AGENDA.map(([name, minutes, may, more], at) => ({
      id: `phase-${String(at)}`,
      name,
      instruction: '',
      plan: {
        minutes,
        rights: { ...NONE, ...Object.fromEntries(may.map((right) => [right, true])) },
        writing: more?.writing ?? 'open',
        typing: true,
        shares: more?.shares ?? false,
        end: 'nothing',
      },
    })),
  });
  const phase = async (/** @type {string} */ name) => {
    const id = `phase-${String(AGENDA.findIndex(([each]) => each === name))}`;
    await tom.did({ do: 'enter_phase', by: 'tom', phase: id });
    const isOn = (/** @type {Person} */ person) => () => person.snapshot?.board.phase?.phase === id;
    await Promise.all(everybody.map((person) => person.until(isOn(person), name)));
  };
  /** Everybody does something, and the host has it. */
  const all = (/** @type {(person: Person, at: number) => Promise<unknown>} */ does) =>
    Promise.all(people.map(does));
  const refuses = async (/** @type {Promise<unknown>} */ what, /** @type {string} */ code) => {
    await assert.rejects(what, new RegExp(code));
  };
  const allSee = (/** @type {number} */ count) =>
    Promise.all(
      everybody.map((person) => person.until(() => person.cards.size === count, `${String(count)} cards`)),
    );
  const [first, second] = people;
  assert(first && second);

  await phase('Arrive');
  await refuses(
    first.did({ do: 'add', card: 'early', stage: stage(0), lane: lane(0), text: 'x' }),
    'not-in-phase',
  );

  await phase('What happens today');
  await all((person, at) =>
    person.did({
      do: 'add',
      card: `step-${String(at)}`,
      stage: stage(at),
      lane: lane(0),
      text: `Step of ${person.name}`,
    }),
  );
  await allSee(PEOPLE);
  await refuses(first.did({ do: 'edit', card: 'step-1', at: 0, delete: 1, insert: '' }), 'not-in-phase');

  await phase('How it feels today');
  const moments = Array.from({ length: 5 }, (_, at) => `step-${String(at)}`);
  await tom.did({ do: 'open_round', by: 'tom', round: 'feels', asks: { is: 'ratings' }, cards: moments });
  await all((person, at) =>
    Promise.all(
      moments.map((card, moment) =>
        person.did({ do: 'rate', card, expected: 4, worked: 1 + ((at + moment) % 7), felt: 1 + (at % 7) }),
      ),
    ),
  );
  assert.equal(first.snapshot?.ballots?.length, moments.length);
  assert(first.snapshot.ballots.every((ballot) => ballot.person === first.seat));
  await tom.did({ do: 'close_round', by: 'tom', round: 'feels' });
  await first.until(() => result(first, 'feels') !== undefined, 'sees how it feels');
  assert.equal(result(first, 'feels')?.voters, PEOPLE);

  await phase('Ideas, each alone');
  const ideas = 3;
  await all(async (person, at) => {
    for (let number = 0; number < ideas; number += 1) {
      const card = `idea-${String(at)}-${String(number)}`;
      await person.did({
        do: 'add',
        card,
        stage: stage(at + number),
        lane: lane(board.lanes.length - 1),
        text: `Secret ${String(number)} of ${person.name}`,
      });
      await person.did({ do: 'edit', card, at: 0, delete: 0, insert: 'My ' });
    }
  });
  for (const person of everybody) {
    const others = [...person.cards.values()].filter(
      (card) => card.text.includes('Secret') && !card.text.endsWith(`of ${person.name}`),
    );
    assert.deepEqual(others, [], `${person.name} sees what is private`);
    assert.equal(person.cards.size, PEOPLE + (person === tom ? 0 : ideas));
  }

  await phase('Read in silence');
  await tom.did({ do: 'reveal', by: 'tom' });
  const cards = PEOPLE * (1 + ideas);
  await allSee(cards);
  await all((person, at) =>
    person.did({ do: 'comment', card: `idea-${String((at + 1) % PEOPLE)}-0`, text: `Says ${person.name}` }),
  );

  await phase('Build on each other');
  await all((person, at) =>
    person.did({
      do: 'edit',
      card: `idea-${String((at + 1) % PEOPLE)}-0`,
      at: 0,
      delete: 0,
      insert: `Built by ${person.name}. `,
    }),
  );

  await phase('Put together');
  await all(async (person, at) => {
    if (at % 4 !== 0) return;
    const some = [0, 1, 2, 3].map((next) => `idea-${String(at + next)}-1`);
    await person.did({
      do: 'group',
      group: `group-${String(at)}`,
      name: `Group of ${person.name}`,
      cards: some,
    });
  });
  await refuses(first.did({ do: 'vote', card: 'idea-1-0', votes: 1 }), 'not-in-phase');

  await phase('Choose');
  const chosen = Array.from({ length: PEOPLE }, (_, at) => `idea-${String(at)}-0`);
  await tom.did({
    do: 'open_round',
    by: 'tom',
    round: 'choice',
    asks: { is: 'votes', budget: 4, per_card: 2, own_cards: false },
    cards: chosen,
  });
  await Promise.all(
    people.map((person) =>
      person.until(
        () => person.snapshot?.board.rounds?.some((round) => round.id === 'choice') === true,
        'may vote',
      ),
    ),
  );
  await all(async (person, at) => {
    await person.did({ do: 'vote', card: `idea-${String((at + 3) % PEOPLE)}-0`, votes: 2 });
    await person.did({ do: 'vote', card: `idea-${String((at + 5) % PEOPLE)}-0`, votes: 2 });
  });
  await refuses(first.did({ do: 'vote', card: 'idea-9-0', votes: 1 }), 'no-budget');
  await refuses(second.did({ do: 'vote', card: 'idea-1-0', votes: 1 }), 'own-card');
  for (const person of everybody) {
    assert(
      chosen.every((card) => person.cards.get(card)?.votes.length === 0),
      `${person.name} sees votes before the end`,
    );
  }
  await tom.did({ do: 'close_round', by: 'tom', round: 'choice' });
  await Promise.all(
    everybody.map((person) => person.until(() => result(person, 'choice') !== undefined, 'sees the result')),
  );
  const votes = result(tom, 'choice');
  assert.equal(votes?.voters, PEOPLE);
  assert.equal(
    votes.sums.filter((sum) => sum.side === null).reduce((sum, one) => sum + one.values[0], 0),
    PEOPLE * 4,
  );

  await phase('Decide and promise');
  for (const at of [0, 1, 2]) {
    const owner = people[at]?.seat ?? '';
    const card = `idea-${String(at)}-0`;
    await tom.did({ do: 'state', by: 'tom', card, state: 'decided' });
    await tom.did({ do: 'promise', by: 'tom', card, text: 'We do it', owner, due: '2027-03-01' });
  }
  assert.equal(first.snapshot.shares, null, 'shares are not shown yet');

  await phase('Whose is it?');
  await Promise.all(
    people.map((person) => person.until(() => person.snapshot?.shares != null, 'sees the shares')),
  );

  const took = performance.now() - began;
  const entries = tom.n;
  for (const person of everybody) {
    assert.equal(person.breaks, 0);
    person.leave();
  }
  await host.end('SIGINT');
  await host.verify();
  const shares = await host.ownership();
  for (const person of people) {
    const own = shares.people.find((each) => each.name === person.name);
    assert(own && own.share.of_1000 > 0, person.name);
  }
  assert.equal(
    shares.people.reduce((sum, person) => sum + person.share.of_1000, 0),
    1000,
  );
  const file = await readFile(host.file, 'utf8');
  assert(!file.includes(host.code) && !file.includes(host.token), 'the ways in are in no file');
  t.diagnostic(
    `${String(AGENDA.length)} phases, ${String(cards)} cards, ${String(entries)} patches to the facilitator in ${(took / 1000).toFixed(1)} s; the file of ${(file.length / 1024).toFixed(0)} kB verifies`,
  );
});

/**
 * @param {Person} person
 * @param {string} round
 */
function result(person, round) {
  return person.snapshot?.board.rounds?.find((one) => one.id === round)?.result;
}
