/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
/** What a phone may have to load, compressed. */
const MOST_KB = 150;

it('a phone loads less than 150 kB', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-size-'));
  try {
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    const options = ['build', '--config', 'ui/vite.config.ts', '--outDir', folder, '--logLevel', 'error'];
    const built = spawnSync(process.execPath, [vite, ...options], {
      cwd: ROOT,
      env: { ...process.env, VITEST: '', PAGE: 'participant.html', NODE_ENV: 'production' },
      encoding: 'utf8',
    });
    expect(built.status, built.stderr).toBe(0);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const sizes = files.map((file) => gzipSync(readFileSync(join(file.parentPath, file.name))).length);
    const all = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    console.info(`participant's page: ${all.toFixed(1)} kB compressed in ${String(files.length)} files`);
    expect(all).toBeLessThan(MOST_KB);
    // No face of its own, and nothing of the board.
    expect(files.map((file) => file.name).filter((name) => name.endsWith('.woff2'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
