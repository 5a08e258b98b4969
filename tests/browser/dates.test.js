/**
 * The machine's date jumps by hours while people work: the room counts on as if it had not.
 * LONG=1 waits until the phase is over.
 */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Host, skip } from './faults/host.js';
import { Person } from './faults/person.js';

const LONG = process.env.LONG !== undefined;
const MINUTE = 60_000;

/** @type {Host} */
let host;
beforeEach(async () => {
  if (!skip) host = await Host.start({ datable: true });
});
afterEach(async () => {
  if (!skip) await host.clear();
});

test(
  'a date that jumps by hours moves neither the time left nor the log',
  { skip, timeout: 120_000 },
  async (t) => {
    const lead = await new Person(() => host.lineAs('facilitator'), 'Lead', 'staff').come();
    const { stages, lanes } = lead.snapshot?.board ?? { stages: [], lanes: [] };
    const rights = {
      add: true,
      edit_own: true,
      edit_all: true,
      move: true,
      vote: true,
      rate: true,
      comment: true,
    };
    await lead.did({ do: 'person', id: 'lead', name: 'Lead', side: 'staff', facilitator: true });
    await lead.did({
      do: 'agenda',
      by: 'lead',
      phases: ['first', 'second'].map((id) => ({
        id,
        name: id,
        instruction: '',
        plan: {
          minutes: 1,
          rights,
          writing: 'open',
          typing: true,
          shares: false,
          end: id === 'first' ? 'go_on' : 'nothing',
        },
      })),
    });
    const began = performance.now();
    /** How far the canvas's time, as a screen that comes now hears it, is from the time that has gone by. */
    let drift = 0;
    let first = NaN;
    const look = async () => {
      const screen = await new Person(() => host.lineAs('facilitator'), 'Screen', 'staff').come();
      const elapsed = performance.now() - began;
      if (Number.isNaN(first)) first = screen.now - elapsed;
      drift = Math.max(drift, Math.abs(screen.now - elapsed - first));
      screen.leave();
    };
    await look();
    await lead.did({ do: 'enter_phase', by: 'lead', phase: 'first' });
    let cards = 0;
    for (const hours of [0, 3, -5, 12, -12, 0]) {
      await host.setDate(hours);
      for (let more = 0; more < 10; more += 1) {
        cards += 1;
        const card = `card-${String(cards)}`;
        await lead.did({ do: 'add', card, stage: stages[0]?.id ?? '', lane: lanes[0]?.id ?? '', text: card });
        await wait(20);
      }
      await look();
      assert.equal(
        lead.snapshot?.board.phase?.phase,
        'first',
        `the phase is not over, ${String(hours)} h later`,
      );
    }
    if (LONG) {
      await host.setDate(-7);
      await lead.until(() => lead.snapshot?.board.phase?.phase === 'second', 'the phase is over', 2 * MINUTE);
      t.diagnostic(
        `a phase of 1 min with three more jumps took ${((performance.now() - began) / 1000).toFixed(1)} s`,
      );
    }
    lead.leave();
    await host.end('SIGINT');
    await host.verify();
    const times = await host.times();
    const took = performance.now() - began;
    const longest = Math.max(...times.slice(-cards).map((time, at, all) => time - (all[at - 1] ?? time)));
    assert(drift < 1000, `the time is off by ${drift.toFixed(0)} ms`);
    assert((times.at(-1) ?? NaN) < took + 5000, 'the log is no longer than the test');
    assert(longest < 5000, 'no hour between two entries');
    t.diagnostic(
      `date +3, -5, +12, -12 h: ${String(cards)} cards, the room's time off by ${drift.toFixed(0)} ms at most, ${String(longest)} ms at most between two entries of the log`,
    );
  },
);
