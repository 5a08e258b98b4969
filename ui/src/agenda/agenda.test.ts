// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeHost } from '../../tests/fake/host';
import { timeLeft } from '../session/agenda.svelte';
import { Clock } from '../session/clock';
import { Session } from '../session/session.svelte';
import '../words/room';
import { countdown } from '../words/moment';
import { saysWhatOneMay, saysWhoSees } from './says';
import { minutesOf, phasesOf, TEMPLATES } from './templates';

let ids = 0;
const newId = () => `p${String((ids += 1))}`;

describe('the time left', () => {
  const phase = { phase: 'p', began_ms: 60_000, minutes: 5 };

  it('counts from when the phase began, with what was added', () => {
    expect(timeLeft(phase, 60_000)).toBe(300_000);
    expect(timeLeft({ ...phase, minutes: 6 }, 120_000)).toBe(300_000);
    expect(timeLeft(phase, 400_000)).toBe(-40_000);
  });

  it('is shown as a clock that never goes below nought', () => {
    expect(countdown(400_000)).toBe('06:40');
    expect(countdown(399_001)).toBe('06:40');
    expect(countdown(3_999_000)).toBe('1:06:39');
    expect(countdown(-5)).toBe('00:00');
  });

  it('goes by the host’s clock, whatever the date of the device', () => {
    let here = 1_000;
    const clock = new Clock(() => here);
    clock.set(50_000);
    here += 1_500;
    expect(clock.now).toBe(51_500);
    clock.set(90_000);
    expect(clock.now).toBe(90_000);
  });
});

describe('the agendas that come with Atelier', () => {
  it('take as long as they say', () => {
    for (const { id } of TEMPLATES) expect(minutesOf(phasesOf(id, newId))).toBe(Number(id));
  });

  it('tell in each phase what to do', () => {
    for (const { id } of TEMPLATES)
      for (const phase of phasesOf(id, newId)) {
        expect(phase.name).not.toMatch(/^plan-/);
        expect(phase.instruction.length).toBeGreaterThan(40);
      }
  });

  it('show shares in their last phase alone', () => {
    for (const { id } of TEMPLATES) {
      const shares = phasesOf(id, newId).map((phase) => phase.plan.shares);
      expect(shares.indexOf(true)).toBe(shares.length - 1);
    }
  });

  it('say in plain words who sees what', () => {
    const phases = phasesOf('180', newId);
    const says = (name: string) => {
      const phase = phases.find((one) => one.name === name);
      return phase ? [...saysWhoSees(phase.plan), saysWhatOneMay(phase.plan)].join(' ') : '';
    };
    expect(says('What nobody says')).toMatch(/Only you see .* without names/);
    expect(says('Ideas, each alone')).toMatch(/Only you see .* with your name/);
    expect(says('What happens today')).toMatch(/Everybody sees what you write at once/);
    expect(says('Break')).toMatch(/Nothing new is written/);
  });
});

describe('an agenda that is changed', () => {
  let session: Session;
  let host: FakeHost;

  beforeEach(async () => {
    const kept = new Map<string, string>();
    host = new FakeHost('workshop');
    session = new Session(host, {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    });
    session.start();
    await vi.waitFor(() => {
      expect(session.stage).toBe('board');
    });
    session.agenda.replace(phasesOf('60', newId));
  });

  it('keeps the first of two changes that follow at once', async () => {
    const [first, second] = session.agenda.phases;
    if (!first || !second) throw new Error('no phases');
    session.agenda.change(first.id, { name: 'Hello' });
    session.agenda.move(second.id, 0);
    expect(session.agenda.phases.map((phase) => phase.name).slice(0, 2)).toEqual([second.name, 'Hello']);
    await vi.waitFor(() => {
      const names = host
        .board()
        ?.agenda?.slice(0, 2)
        .map((phase) => phase.name);
      expect(names).toEqual([second.name, 'Hello']);
    });
  });

  it('is led in a facilitator’s name, whoever speaks', async () => {
    session.speaking.choose('anna');
    const [first] = session.agenda.phases;
    session.agenda.enter(first?.id ?? '');
    await vi.waitFor(() => {
      expect(session.agenda.current?.phase.id).toBe(first?.id);
    });
    expect(session.agenda.left).toBeGreaterThan(290_000);
    session.agenda.extend(1);
    await vi.waitFor(() => {
      expect(session.agenda.left).toBeGreaterThan(350_000);
    });
  });

  it('draws a claim for what is written without a name', async () => {
    const phases = phasesOf('180', newId);
    session.agenda.replace(phases);
    session.agenda.enter(phases.find((phase) => phase.plan.writing === 'anonymous')?.id ?? '');
    await vi.waitFor(() => {
      expect(session.agenda.hidden).toBe(true);
    });
    const id = session.writing.beginNew('s1', 'l1');
    expect(session.writing.fresh?.unnamed).toBe(true);
    expect(id).not.toBe('');
  });
});
