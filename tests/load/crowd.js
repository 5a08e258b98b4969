/**
 * A part of the participants, as a program of its own: it comes in, writes and counts what it hears.
 *
 * The parent says `come`, then `go` and at last `end`, and is told `in`, how it goes, and `counted`.
 */
import { isAtelier } from './hosts.js';
import { PAUSE, phase } from './plan.js';
import { Atelier, Yjs } from './talk.js';
import { Wire, now } from './wire.js';

/** How many come in at the same time. */
const AT_THE_DOOR = 20;

/**
 * @typedef {object} Coming
 * @property {import('./hosts.js').Kind} kind
 * @property {number} port
 * @property {string} host
 * @property {string} path
 * @property {string} [trusts]
 * @property {import('./plan.js').Plan} plan
 * @property {number} from the first of these participants
 * @property {number} to the one behind the last
 *
 * @typedef {object} Counted
 * @property {Float64Array} sent when each edit went out, 0 if it did not
 * @property {Float64Array} last when the last of the others here heard of it
 * @property {Float64Array} next when the next participant heard of it
 * @property {Uint16Array} heard how many of the others here did
 * @property {number} again how often somebody was sent an edit anew
 * @property {number} frames that came, to all here
 * @property {number} bytes in them
 * @property {number} late how much later than planned edits went out, p99
 * @property {number} cpu seconds
 */

/** @param {object} message */
function tell(message) {
  process.send?.(message);
}

/** @param {Coming} coming */
function crowd({ kind, port, host, path, trusts, plan, from, to }) {
  const all = plan.people * plan.edits;
  const [sent, last, next] = [new Float64Array(all), new Float64Array(all), new Float64Array(all)];
  const heard = new Uint16Array(all);
  const words = Math.ceil(all / 32);
  /** @type {import('./talk.js').Talk[]} */
  const talks = [];
  /** @type {Wire[]} */
  const wires = [];
  let [written, echoes, again, frames, bytes, running] = [0, 0, 0, 0, 0, false];
  /** @type {number[]} */
  const late = [];
  let cpu = process.cpuUsage();

  /** @param {string} what */
  const complain = (what) => {
    tell({ says: 'trouble', what });
  };

  let coming = from;
  let inside = 0;
  const comeIn = () => {
    if (coming >= to) return;
    const person = coming;
    coming += 1;
    /** What this participant has heard of, a bit for each edit. */
    const has = new Int32Array(words);
    const own = person * plan.edits;
    const before = ((person + plan.people - 1) % plan.people) * plan.edits;
    let isIn = false;
    const wire = new Wire({
      port,
      host,
      path,
      trusts,
      open: () => {
        talk.greet();
      },
      frame: (frame, at) => {
        frames += 1;
        bytes += frame.length;
        const { count, markers } = talk.hear(frame);
        for (let i = 0; i < count; i += 1) {
          const no = markers[i] ?? 0;
          const [word, bit] = [no >>> 5, 1 << (no & 31)];
          const there = has[word] ?? 0;
          if (there & bit) {
            again += 1;
            continue;
          }
          has[word] = there | bit;
          if (no >= own && no < own + plan.edits) continue;
          heard[no] = (heard[no] ?? 0) + 1;
          echoes += 1;
          last[no] = at;
          if (no >= before && no < before + plan.edits) next[no] = at;
        }
      },
      closed: complain,
    });
    const talk = talkOf(kind, {
      plan,
      person,
      wire,
      complain,
      isIn: () => {
        if (isIn) return;
        isIn = true;
        inside += 1;
        comeIn();
        if (inside === to - from) tell({ says: 'in' });
      },
    });
    wires.push(wire);
    talks[person] = talk;
  };
  for (let i = 0; i < AT_THE_DOOR; i += 1) comeIn();

  /** @param {number} begin */
  const go = (begin) => {
    running = true;
    [frames, bytes] = [0, 0];
    cpu = process.cpuUsage();
    const people = Array.from({ length: to - from }, (_, i) => from + i);
    const due = people.map((person) => ({ person, at: begin + phase(plan, person) }));
    due.sort((a, b) => a.at - b.at);
    let [turn, round] = [0, 0];
    const write = () => {
      while (running) {
        const one = due[turn];
        if (!one || round >= plan.edits) return;
        const at = one.at + round * PAUSE;
        const time = now();
        if (time < at) {
          setTimeout(write, at - time);
          return;
        }
        late.push(time - at);
        talks[one.person]?.edit(round);
        sent[one.person * plan.edits + round] = time;
        written += 1;
        turn += 1;
        if (turn === due.length) [turn, round] = [0, round + 1];
      }
    };
    write();
    setInterval(() => {
      tell({ says: 'so far', written, echoes });
    }, 200);
  };

  const end = () => {
    running = false;
    for (const wire of wires) wire.end();
    late.sort((a, b) => a - b);
    const spent = process.cpuUsage(cpu);
    /** @type {Counted} */
    const counted = {
      sent,
      last,
      next,
      heard,
      again,
      frames,
      bytes,
      late: late[Math.floor(late.length * 0.99)] ?? 0,
      cpu: (spent.user + spent.system) / 1e6,
    };
    process.send?.({ says: 'counted', counted }, () => {
      process.exit(0);
    });
  };
  return { go, end };
}

/**
 * @param {Coming['kind']} kind
 * @param {import('./talk.js').Seat} seat
 */
function talkOf(kind, seat) {
  return isAtelier(kind) ? new Atelier(seat) : new Yjs(seat, kind === 'hocuspocus');
}

/** @type {ReturnType<typeof crowd> | undefined} */
let here;
process.on(
  'message',
  (/** @type {{ do: 'come', coming: Coming } | { do: 'go', begin: number } | { do: 'end' }} */ message) => {
    if (message.do === 'come') here = crowd(message.coming);
    else if (message.do === 'go') here?.go(message.begin);
    else here?.end();
  },
);
process.on('disconnect', () => {
  process.exit(1);
});
