/** A real host that can be killed and comes back at the same place. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const TARGET = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/atelier/target');
const ATELIER = join(TARGET, 'debug/atelier');
export const skip = existsSync(ATELIER) ? false : 'the program is not built';
const run = promisify(execFile);

export class Host {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #folder;
  port;
  token = '';
  code = '';
  /** What the host is started with beyond what this machine has. @type {Record<string, string>} */
  #more = {};

  /**
   * @param {string} folder
   * @param {number} port
   */
  constructor(folder, port) {
    this.#folder = folder;
    this.port = port;
  }

  /** A host with a new canvas from the journey template, open to the network. */
  static async start({ datable = false } = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'atelier-faults-'));
    const host = new Host(folder, await freePort());
    if (datable) await host.#makeDatable();
    await run(ATELIER, ['new', 'journey', '--title', 'Faults', '-o', host.file], { env: host.#env });
    await host.begin();
    return host;
  }

  get file() {
    return join(this.#folder, 'faults.atelier');
  }

  get #env() {
    return { ...process.env, ATELIER_DATA: join(this.#folder, 'data'), ...this.#more };
  }

  /** From now on the date that the host reads is what the test says. */
  async #makeDatable() {
    const library = join(this.#folder, 'date.so');
    const source = join(import.meta.dirname, 'date.c');
    await run('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl']);
    await writeFile(this.#date, '0');
    this.#more = { LD_PRELOAD: library, DATE_OFF: this.#date };
  }

  get #date() {
    return join(this.#folder, 'date');
  }

  /** The machine's date is so many hours off. @param {number} hours */
  async setDate(hours) {
    await writeFile(this.#date, String(hours * 3600));
  }

  /**
   * When each entry of the file was written, in milliseconds since the canvas began.
   *
   * @returns {Promise<number[]>}
   */
  async times() {
    /** @type {unknown} */
    const file = JSON.parse(await readFile(this.file, 'utf8'));
    const { log } = /** @type {{ log: [string | null, number][] }} */ (file);
    let at = 0;
    return log.map(([, later]) => (at += later));
  }

  /** Starts it, or starts it again. */
  async begin() {
    const child = spawn(
      ATELIER,
      ['serve', this.file, '--port', String(this.port), '--open-to-network', '--autosave', '1'],
      { env: this.#env, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    this.#child = child;
    /** @type {string} */
    const said = await new Promise((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (part) => {
        said += String(part);
        if (said.includes('Ctrl+C')) resolve(said);
      });
      child.once('exit', () => {
        reject(new Error(`the host ended: ${said}`));
      });
    });
    this.token = /token=(\w+)/.exec(said)?.[1] ?? '';
    this.code = /join: (\w{6})\n/.exec(said)?.[1] ?? '';
    assert(this.token && this.code, said);
  }

  /** @param {NodeJS.Signals} signal */
  async end(signal) {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const gone = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    child.kill(signal);
    await gone;
  }

  /** The memory that it takes, in MB. */
  get memory() {
    const status = readFileSync(`/proc/${String(this.#child?.pid)}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  /** The address of a line, for who leads or takes part. */
  lineAs(/** @type {'facilitator' | 'participant'} */ role, at = '127.0.0.1') {
    const pass = role === 'facilitator' ? `token=${this.token}` : `code=${this.code}`;
    return `http://${at}:${String(this.port)}/ws?${pass}`;
  }

  /** The address of a page. */
  pageAs(/** @type {'facilitator' | 'participant'} */ role, at = '127.0.0.1') {
    const page = role === 'facilitator' ? `?token=${this.token}` : `join?code=${this.code}`;
    return `http://${at}:${String(this.port)}/${page}`;
  }

  /** Whether the file is what it says, after the host has ended. */
  async verify() {
    await run(ATELIER, ['verify', this.file]);
  }

  /**
   * Whose the result is.
   *
   * @returns {Promise<{ people: { name: string | null, share: { of_1000: number } }[] }>}
   */
  async ownership() {
    const { stdout } = await run(ATELIER, ['ownership', this.file, '--json']);
    /** @type {unknown} */
    const said = JSON.parse(stdout);
    return /** @type {Awaited<ReturnType<Host['ownership']>>} */ (said);
  }

  async clear() {
    await this.end('SIGKILL');
    await rm(this.#folder, { recursive: true });
  }
}

/** A port that nobody has. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(null);
    });
  });
  const address = server.address();
  assert(address !== null && typeof address === 'object');
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return address.port;
}
