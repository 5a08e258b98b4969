/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
    // What the page itself names; a laptop's whole board comes when somebody opens it.
    const page = readFileSync(join(folder, 'participant.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file = '']) => file);
    const files = ['participant.html', ...named];
    const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file))).length);
    const all = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    console.info(`participant's page: ${all.toFixed(1)} kB compressed in ${String(files.length)} files`);
    expect(all).toBeLessThan(MOST_KB);
    // No face of its own, and nothing of the board.
    const styles = files.filter((file) => file.endsWith('.css'));
    const faces = styles.filter((file) => readFileSync(join(folder, file), 'utf8').includes('.woff2'));
    expect(faces).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
