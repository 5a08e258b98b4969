/** A phone at a real host that has a certificate. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { joins, LAPTOP, open, PHONE, write } from './devices.js';
import { BROWSER } from './stage.js';

const TARGET = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/atelier/target');
const ATELIER = join(TARGET, 'debug/atelier');
const skip = existsSync(ATELIER) ? false : 'the program is not built';
const NAME = 'board.example';
const run = promisify(execFile);

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string} */
let folder;
/** @type {import('node:child_process').ChildProcess | undefined} */
let host;
before(async () => {
  const leads = `--host-resolver-rules=MAP ${NAME} 127.0.0.1`;
  browser = await chromium.launch({ ...BROWSER, args: [...BROWSER.args, leads] });
  folder = await mkdtemp(join(tmpdir(), 'atelier-encrypted-'));
});
after(async () => {
  host?.kill('SIGKILL');
  await browser.close();
  await rm(folder, { recursive: true });
});

/** Starts a host with a certificate; gives back the facilitator's address and a participant's. */
async function serve() {
  const chain = join(folder, 'chain.pem');
  const key = join(folder, 'key.pem');
  await run('openssl', [
    ...['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-days', '2'],
    ...['-subj', '/CN=Atelier', '-addext', `subjectAltName=DNS:${NAME}`, '-out', chain, '-keyout', key],
  ]);
  const files = ['--certificate', chain, '--key', key];
  host = spawn(ATELIER, ['serve', '--open', 'journey', '--port', '0', '--open-to-network', ...files], {
    env: { ...process.env, XDG_DATA_HOME: folder },
  });
  const { stdout } = host;
  assert(stdout);
  let said = '';
  for await (const part of stdout) {
    said += String(part);
    if (said.includes('End it with')) break;
  }
  /** @param {RegExp} what */
  const found = (what) => what.exec(said)?.[1] ?? assert.fail(said);
  const { port } = new URL(found(/projector: (\S+)/));
  const way = `https://${NAME}:${port}/join?code=${found(/code to join: (\S+)/)}`;
  return { facilitator: found(/ is at (\S+)/), way };
}

test('a phone joins and writes where the workshop is encrypted', { skip, timeout: 60_000 }, async () => {
  const { facilitator, way } = await serve();
  const tom = await open(browser, facilitator, LAPTOP);
  await tom.getByLabel('Your name').fill('Tom Oduya');
  await tom.getByText('Staff', { exact: true }).first().click();
  await tom.getByRole('button', { name: 'Begin' }).click();

  // As somebody types it who leaves the beginning out.
  const typed = way.replace('https:', 'http:');
  const anna = await open(browser, typed, { ...PHONE, ignoreHTTPSErrors: true });
  assert.equal(anna.url(), way);
  assert(await anna.evaluate('isSecureContext'));
  /** @type {string[]} */
  const lines = [];
  anna.on('websocket', (line) => lines.push(line.url()));
  await joins(anna, 'Anna Meyer', 'Customers');
  await tom.getByRole('button', { name: /wait/ }).click();
  await tom.getByRole('button', { name: 'Admit Anna Meyer' }).click();
  await tom.keyboard.press('Escape');
  await write(anna, 'The first bill is twice what I was told');
  await tom.getByText('The first bill is twice what I was told').waitFor();
  // A device that comes back has its seat, and its line is encrypted again.
  await anna.reload();
  await anna.getByRole('navigation').waitFor();
  assert(lines.length > 0 && lines.every((line) => line.startsWith('wss:')), lines.join(' '));
});
