import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

/** Each page beside this file is an entry of its own, so that a phone loads only what its page needs. */
const pages = readdirSync(root).filter(
  (name) => name.endsWith('.html') && (process.env.PAGE ?? name) === name,
);

export default defineConfig({
  root,
  base: './',
  cacheDir: '../node_modules/.vite',
  plugins: [svelte()],
  clearScreen: false,
  // A fixed port, since tauri.conf.json names it.
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy knows no `data:` fonts.
    assetsInlineLimit: 0,
    rolldownOptions: { input: pages.map((page) => join(root, page)) },
  },
  // Components under test are mounted, so they resolve as in a browser.
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: { include: ['src/**/*.test.ts'], passWithNoTests: true },
});
