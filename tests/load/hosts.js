/** The hosts, each as a program of its own: how it is started, and what stands in it at the end. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { TABLE, cards } from './plan.js';
import { ROOM, reader } from './talk.js';
import { Wire } from './wire.js';

const run = promisify(execFile);
/** @type {(text: string) => unknown} */
const read = JSON.parse;
const TARGET = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/atelier/target');
export const ATELIER = resolve(process.env.ATELIER ?? join(TARGET, 'release/atelier'));

/**
 * @typedef {'atelier' | 'atelier-tls' | 'hocuspocus' | 'y-websocket'} Kind
 *
 * @typedef {object} Host
 * @property {number} pid
 * @property {number} port
 * @property {string} path where participants come in
 * @property {string} [trusts] the certificate of a host that speaks encrypted
 * @property {() => Promise<string[]>} texts what stands on all cards, for somebody who comes now
 * @property {() => Promise<string[] | null>} end ends it; gives back what stands in its file, if it has one
 */

/**
 * @param {Kind} kind
 * @param {import('./plan.js').Plan} plan
 * @returns {Promise<Host>}
 */
export function start(kind, plan) {
  if (kind === 'atelier') return atelier(plan);
  if (kind === 'atelier-tls') return atelier(plan, true);
  const named = kind === 'hocuspocus';
  return peer(named ? 'peers/hocuspocus.js' : 'node_modules/@y/websocket-server/src/server.js', named);
}

/** @param {Kind} kind */
export function isAtelier(kind) {
  return kind === 'atelier' || kind === 'atelier-tls';
}

/** The program of the build that is measured has to be there. */
export function check() {
  if (existsSync(ATELIER)) return;
  console.error(`There is no ${ATELIER}. Build it with: cargo build --release --locked -p cli`);
  process.exit(2);
}

/**
 * Runs a program until it says that it is there.
 *
 * @param {string} program
 * @param {string[]} words
 * @param {Record<string, string>} env
 * @param {RegExp} pattern
 */
async function started(program, words, env, pattern) {
  const child = spawn(program, words, {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const killed = () => {
    child.kill('SIGKILL');
  };
  process.once('exit', killed);
  const gone = once(child, 'exit').then(() => {
    process.off('exit', killed);
  });
  let said = '';
  const there = new Promise((ready, reject) => {
    child.stdout.on('data', (part) => {
      said += String(part);
      if (pattern.test(said)) ready(null);
    });
    child.once('exit', () => {
      reject(new Error(`${program} has ended: ${said}`));
    });
    child.once('error', reject);
  });
  await there;
  return {
    pid: child.pid ?? 0,
    said,
    end: async () => {
      child.kill('SIGINT');
      const late = setTimeout(killed, 30_000);
      await gone;
      clearTimeout(late);
    },
  };
}

// ── Atelier ──────────────────────────────────────────────────────────────────────────────────────

const [STAGES, LANES] = [8, 5];

/**
 * A certificate for this machine, good for a day, and its key: the names of their files.
 *
 * @param {string} folder
 */
async function certificate(folder) {
  const [chain, key] = [join(folder, 'chain.pem'), join(folder, 'key.pem')];
  await run('openssl', [
    ...['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-days', '1'],
    ...['-subj', '/CN=Atelier', '-addext', 'subjectAltName=DNS:load.example,IP:127.0.0.1'],
    ...['-out', chain, '-keyout', key],
  ]);
  return { chain, key };
}

/**
 * @param {import('./plan.js').Plan} plan
 * @param {boolean} encrypted by everybody, the facilitator too
 * @returns {Promise<Host>}
 */
async function atelier(plan, encrypted = false) {
  const folder = await mkdtemp(join(tmpdir(), 'atelier-load-'));
  const file = join(folder, 'load.atelier');
  const scenario = join(folder, 'load.scenario.json');
  await writeFile(scenario, JSON.stringify(empty(plan)));
  await run(ATELIER, ['replay', scenario, '-o', file]);
  const files = encrypted ? await certificate(folder) : null;
  const options = files ? ['--listen', '0.0.0.0', '--certificate', files.chain, '--key', files.key] : [];
  const host = await started(
    ATELIER,
    ['serve', file, '--port', '0', '--open-to-network', ...options],
    { XDG_DATA_HOME: folder },
    /End it with/,
  );
  const trusts = files ? await readFile(files.chain, 'utf8') : '';
  const [, port, token] = /https?:\/\/[\w.]+:(\d+)\/\?token=(\w+)/.exec(host.said) ?? [];
  const code = /code to join: (\w+)/.exec(host.said)?.[1];
  if (!port || !token || !code) throw new Error(`no way in: ${host.said}`);
  const lead = await leader(Number(port), token, trusts);
  lead.desk({ verb: 'let_all_in', on: true });
  return {
    pid: host.pid,
    port: Number(port),
    path: `/ws?code=${code}`,
    trusts,
    texts: async () => {
      const { canvas, end } = await leader(Number(port), token, trusts);
      end();
      return canvas.snapshot.board.cards.map((card) => card.text);
    },
    end: async () => {
      lead.end();
      await host.end();
      await run(ATELIER, ['verify', file]);
      const shown = await run(ATELIER, ['show', '--json', file], { maxBuffer: 2 ** 30 });
      await rm(folder, { recursive: true });
      const board = /** @type {{ cards: { text: string }[] }} */ (read(shown.stdout));
      return board.cards.map((card) => card.text);
    },
  };
}

/**
 * A canvas with all cards, on which nothing is written yet.
 *
 * @param {import('./plan.js').Plan} plan
 */
function empty(plan) {
  const tables = Math.ceil(plan.people / TABLE);
  const add = (/** @type {string} */ card) => {
    const table = Number(/\d+/.exec(card)?.[0]) % tables;
    const [stage, lane] = [`Stage ${table % STAGES}`, `Lane ${Math.floor(table / STAGES) % LANES}`];
    return { by: 'lead', do: 'add', card, stage, lane, text: '' };
  };
  return {
    scenario: 1,
    title: 'Many people',
    people: [{ id: 'lead', name: 'Lead', side: 'staff', facilitator: true }],
    stages: Array.from({ length: STAGES }, (_, no) => `Stage ${no}`),
    lanes: Array.from({ length: LANES }, (_, no) => `Lane ${no}`),
    steps: cards(plan).map(add),
  };
}

/**
 * The facilitator's own screen, open while the others work.
 *
 * @param {number} port
 * @param {string} token
 * @param {string} trusts
 */
function leader(port, token, trusts) {
  /** @typedef {{ snapshot: { board: { cards: { text: string }[] } } }} Canvas */
  /** @type {Promise<{ canvas: Canvas, desk: (desk: object) => void, end: () => void }>} */
  const there = new Promise((resolve, reject) => {
    const wire = new Wire({
      port,
      host: `127.0.0.1:${port}`,
      path: `/ws?token=${token}`,
      trusts,
      open: () => {
        wire.say('{"type":"hello","client":null}');
      },
      frame: (frame) => {
        if (!frame.subarray(0, 30).includes('{"type":"canvas"')) return;
        const canvas = /** @type {Canvas} */ (read(frame.toString()));
        const desk = (/** @type {object} */ desk) => {
          wire.say(JSON.stringify({ type: 'desk', id: 1, desk }));
        };
        resolve({
          canvas,
          desk,
          end: () => {
            wire.end();
          },
        });
      },
      closed: (why) => {
        reject(new Error(`the facilitator's screen: ${why}`));
      },
    });
  });
  return there;
}

// ── Yjs ──────────────────────────────────────────────────────────────────────────────────────────

/**
 * @param {string} program
 * @param {boolean} named
 * @returns {Promise<Host>}
 */
async function peer(program, named) {
  const port = await freePort();
  const env = { HOST: '127.0.0.1', PORT: String(port), NODE_ENV: 'production' };
  const host = await started(process.execPath, [program, String(port)], env, /listening|running/);
  return {
    pid: host.pid,
    port,
    path: `/${ROOM}`,
    texts: () => textsOf(port, named),
    end: async () => {
      await host.end();
      return null;
    },
  };
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/**
 * @param {number} port
 * @param {boolean} named
 * @returns {Promise<string[]>}
 */
function textsOf(port, named) {
  return new Promise((resolve, reject) => {
    const wire = new Wire({
      port,
      host: `127.0.0.1:${port}`,
      path: `/${ROOM}`,
      open: () => {
        reads.greet();
      },
      frame: (frame) => {
        if (!reads.hear(frame)) return;
        wire.end();
        resolve([...reads.doc.share.keys()].map((name) => reads.doc.getText(name).toString()));
      },
      closed: (why) => {
        reject(new Error(`reading what stands there: ${why}`));
      },
    });
    const reads = reader(wire, named);
  });
}

// ── what the system counts ───────────────────────────────────────────────────────────────────────

/**
 * Processor seconds that a program has used, and the most memory it has had, in MB.
 *
 * @param {number} pid
 */
export async function used(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
  // A hundred ticks a second on every Linux there is.
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, memory: (peak * 1024) / 1e6 };
}
