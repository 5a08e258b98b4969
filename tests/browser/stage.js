/** What every browser test needs: the app on its stand-in host, built once, and a browser. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
/** The distribution's Chromium. */
export const BROWSER = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** @typedef {{ width?: number, height?: number, dark?: boolean, touch?: boolean }} View */

export class Stage {
  #browser;
  #server;
  #folder;
  #address;

  /**
   * @param {import('playwright-core').Browser} browser
   * @param {import('node:http').Server} server
   * @param {string} folder
   * @param {string} address
   */
  constructor(browser, server, folder, address) {
    this.#browser = browser;
    this.#server = server;
    this.#folder = folder;
    this.#address = address;
  }

  static async open() {
    const folder = await mkdtemp(join(tmpdir(), 'atelier-browser-'));
    await build({
      configFile: join(ROOT, 'ui/vite.config.ts'),
      logLevel: 'error',
      build: {
        outDir: folder,
        emptyOutDir: true,
        rolldownOptions: {
          input: ['index.html', 'phone.html'].map((page) => join(ROOT, 'ui/tests/fake', page)),
        },
      },
    });
    const server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://local').pathname);
      readFile(join(folder, path)).then(
        (bytes) => {
          response
            .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
            .end(bytes);
        },
        () => {
          response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
        },
      );
    });
    await new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        resolve(null);
      });
    });
    const address = server.address();
    assert(address !== null && typeof address === 'object');
    const browser = await chromium.launch(BROWSER);
    return new Stage(
      browser,
      server,
      folder,
      `http://127.0.0.1:${String(address.port)}/tests/fake/index.html`,
    );
  }

  /**
   * A page with a canvas of the stand-in open, or the first screen.
   *
   * @param {string | null} canvas
   * @param {View} view
   */
  async page(canvas, view = {}) {
    const page = await this.#browser.newPage({
      viewport: { width: view.width ?? 1280, height: view.height ?? 860 },
      colorScheme: view.dark ? 'dark' : 'light',
      hasTouch: view.touch ?? false,
    });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(canvas === null ? this.#address : `${this.#address}?canvas=${canvas}`);
    await page.waitForSelector(canvas === null ? '.home h1' : '#board');
    return page;
  }

  /**
   * A participant's device, in a profile of its own.
   *
   * @param {string} query of the stand-in's page: `canvas=workshop&as=anna&code=K3MP7R`
   * @param {View} view
   */
  async phone(query, view = {}) {
    const context = await this.#browser.newContext({
      viewport: { width: view.width ?? 360, height: view.height ?? 740 },
      colorScheme: view.dark ? 'dark' : 'light',
      hasTouch: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(`${this.#address.replace('index.html', 'phone.html')}?${query}`);
    await page.waitForSelector('main');
    return page;
  }

  async close() {
    await this.#browser.close();
    this.#server.close();
    await rm(this.#folder, { recursive: true });
  }
}

/**
 * The known faults of accessibility on the page, WCAG 2.2 AA.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function faults(page) {
  // Colours that still fade in are no colours to judge.
  await page.waitForTimeout(300);
  await page.addScriptTag({ content: axe.source });
  /** @type {import('axe-core').Result[]} */
  const violations = await page.evaluate(`
    axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then((results) => results.violations)
  `);
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes
        .slice(0, 4)
        .map(
          (node) => `    ${node.html.slice(0, 160)}\n      ${node.any.map((one) => one.message).join('; ')}`,
        )
        .join('\n')}`,
  );
}

/**
 * Does something with the stand-in host inside the page.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} does an expression with `host`
 * @returns {Promise<any>}
 */
export function host(page, does) {
  return page.evaluate(does);
}

/**
 * The texts of all living cards, as the host has them.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export function texts(page) {
  return page.evaluate('host.board().cards.filter((card) => !card.deleted).map((card) => card.text)');
}

/**
 * Waits until the stand-in host says so.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} is an expression with `host`
 */
export async function holds(page, is) {
  for (let tries = 0; tries < 40; tries += 1) {
    if (await host(page, is)) return;
    await page.waitForTimeout(50);
  }
  assert(await host(page, is), is);
}
