/**
 * Atelier's real window on a display of its own, driven from outside: the page through WebDriver,
 * dialogs and menu with the keys that a person would press.
 *
 * Nothing here inherits this process's output: a window that outlives its test would hold it open.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Builder, By, until } from 'selenium-webdriver';

const run = promisify(execFile);

const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/atelier/target');
const binary = process.env.ATELIER_DESKTOP ?? join(target, 'debug/atelier-desktop');
/** The command line, for a second opinion on a file. */
export const atelier = join(target, 'debug/atelier');
/** Where screenshots are kept. */
const shots = process.env.ATELIER_SHOTS ?? join(tmpdir(), 'atelier-shots');

/** Milliseconds that a thing may take on a machine that is busy with something else. */
const PATIENCE = 20_000;

/** An X display that nobody else uses. */
export class Display {
  /** @type {import('node:child_process').ChildProcess} */
  #server;

  /**
   * @param {string} name like `:77`
   * @param {import('node:child_process').ChildProcess} server
   */
  constructor(name, server) {
    this.name = name;
    this.#server = server;
  }

  static async open(size = '1400x1000') {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    const number = /** @type {unknown[]} */ (await once(pipe, 'data'))[0];
    return new Display(`:${String(number).trim()}`, server);
  }

  /** The whole screen, menu and dialogs included. @param {string} name */
  async screenshot(name) {
    const path = shot(name);
    await run('import', ['-display', this.name, '-window', 'root', path]);
    return path;
  }

  /** @param {string[]} args */
  async xdotool(...args) {
    const env = { ...process.env, DISPLAY: this.name };
    // It would wait for a window for ever.
    return (await run('xdotool', args, { env, timeout: PATIENCE })).stdout.trim();
  }

  close() {
    this.#server.kill();
  }
}

/** One running Atelier. */
export class Desktop {
  /** @type {import('node:child_process').ChildProcess} */
  #webdriver;

  /**
   * @param {Display} display
   * @param {import('selenium-webdriver').WebDriver} driver
   * @param {import('node:child_process').ChildProcess} webdriver
   * @param {number} pid
   * @param {string} folder
   */
  constructor(display, driver, webdriver, pid, folder) {
    this.display = display;
    this.driver = driver;
    this.#webdriver = webdriver;
    /** The app's process. */
    this.pid = pid;
    /** Its data and cache; given again, the app finds what it left there. */
    this.folder = folder;
  }

  /**
   * @param {Display} display
   * @param {{ files?: string[], folder?: string }} [options]
   */
  static async open(display, { files = [], folder = mkdtempSync(join(tmpdir(), 'atelier-desktop-')) } = {}) {
    if (!existsSync(binary)) throw new Error(`There is no ${binary}: build it with make desktop.`);
    const port = await freePort();
    const log = openSync(join(folder, 'output.log'), 'a');
    const webdriver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: ['ignore', log, log],
      env: { ...environment(display, folder), TAURI_WEBVIEW_AUTOMATION: 'true' },
    });
    try {
      await answering(port);
      const driver = await new Builder()
        .usingServer(`http://127.0.0.1:${port}`)
        .withCapabilities({ browserName: 'wry', 'webkitgtk:browserOptions': { binary, args: files } })
        .build();
      const pid = Number((await run('pgrep', ['-P', String(webdriver.pid), '-x', 'atelier-desktop'])).stdout);
      return new Desktop(display, driver, webdriver, pid, folder);
    } catch (error) {
      webdriver.kill();
      throw new Error(`The window did not open:\n${readFileSync(join(folder, 'output.log'), 'utf8')}`, {
        cause: error,
      });
    }
  }

  /** Starts the app once more on the same data, as a double click on a file does. @param {string[]} files */
  async startAgain(...files) {
    await run(binary, files, { env: environment(this.display, this.folder) });
  }

  /** The element, once it is there. @param {string} css */
  async find(css, patience = PATIENCE) {
    return this.driver.wait(until.elementLocated(By.css(css)), patience, `no ${css}`);
  }

  /** The button with this in its name. @param {string} name */
  async button(name) {
    return this.#at(`//button[contains(@aria-label, "${name}") or contains(normalize-space(.), "${name}")]`);
  }

  /** The field with this in its label. @param {string} label */
  async field(label) {
    return this.#at(`//label[contains(normalize-space(.), "${label}")]//input`);
  }

  /** @param {string} xpath */
  async #at(xpath) {
    return this.driver.wait(until.elementLocated(By.xpath(xpath)), PATIENCE, `no ${xpath}`);
  }

  /** Clicks the button with exactly this name, once it can be clicked. @param {string} name */
  async click(name) {
    const path = By.xpath(`//button[@aria-label="${name}" or normalize-space(.)="${name}"]`);
    let why = 'there is none';
    const clicked = async () => {
      for (const button of await this.driver.findElements(path)) {
        try {
          if (!(await button.isDisplayed()) || !(await button.isEnabled())) continue;
          await button.click();
          return true;
        } catch (error) {
          // It has just been drawn anew, or something passes before it.
          why = String(error);
        }
      }
      return false;
    };
    try {
      await eventually(clicked, `no ${name} is clicked`);
    } catch (error) {
      throw new Error(`${name}: ${why}`, { cause: error });
    }
  }

  /** The text in it, where a narrow window cuts it off as well. @param {string} css */
  async text(css) {
    await this.find(css);
    const read = `return document.querySelector(${JSON.stringify(css)})?.textContent.trim() ?? ''`;
    return String(await this.driver.executeScript(read));
  }

  /** Waits until this can be read in the window. @param {string} text @param {string} css */
  async reads(text, css = 'body') {
    await eventually(async () => (await this.text(css)).includes(text), `“${text}” cannot be read`);
  }

  /** Types where the focus is. @param {string[]} keys */
  async type(...keys) {
    await this.driver
      .actions()
      .sendKeys(...keys)
      .perform();
  }

  /** Presses a key while another is held. @param {string} held @param {string} key */
  async hold(held, key) {
    await this.driver.actions().keyDown(held).sendKeys(key).keyUp(held).perform();
  }

  /** @param {string} css */
  async focus(css) {
    await this.driver.executeScript('arguments[0].focus()', await this.find(css));
  }

  /** The window as it stands on the display: WebDriver's own picture never comes without a card. @param {string} name */
  async screenshot(name) {
    const path = shot(name);
    await run('import', ['-display', this.display.name, '-window', await this.#window(), path]);
    return path;
  }

  /** Presses keys in the window, like `ctrl+s`; the native menu hears them too. @param {string[]} keys */
  async press(...keys) {
    await this.display.xdotool('windowfocus', '--sync', await this.#window());
    await this.display.xdotool('key', '--clearmodifiers', ...keys);
  }

  async #window() {
    const found = await this.display.xdotool('search', '--sync', '--onlyvisible', '--pid', String(this.pid));
    return found.split('\n')[0] ?? '';
  }

  /** Waits for a dialog of the system. @param {string} title */
  async dialog(title) {
    const found = await this.display.xdotool('search', '--sync', '--onlyvisible', '--name', exactly(title));
    await this.display.xdotool('windowfocus', '--sync', found.split('\n')[0] ?? '');
    return found;
  }

  /** Clicks one of a question's buttons, which share its foot equally. @param {string} title @param {number} nth @param {number} of */
  async answer(title, nth, of) {
    const id = (await this.dialog(title)).split('\n')[0] ?? '';
    const geometry = await this.display.xdotool('getwindowgeometry', '--shell', id);
    const [, width = '', height = ''] = /WIDTH=(\d+)\nHEIGHT=(\d+)/.exec(geometry) ?? [];
    const [x, y] = [((nth - 0.5) / of) * Number(width), Number(height) - 15];
    await this.display.xdotool('mousemove', '--window', id, String(Math.round(x)), String(y), 'click', '1');
    await this.gone(title);
  }

  /** Chooses a path, in ASCII, in a file dialog. @param {string} title @param {string} path */
  async choose(title, path) {
    await this.dialog(title);
    await this.display.xdotool('key', 'ctrl+a');
    await this.display.xdotool('type', '--delay', '5', path);
    await sleep(300);
    await this.display.xdotool('key', 'Return');
    await this.gone(title);
  }

  /** Waits until no such dialog is open. @param {string} title */
  async gone(title) {
    await eventually(async () => !(await this.#shows(title)), `${title} stays open`);
  }

  /** @param {string} title */
  async #shows(title) {
    const search = this.display.xdotool('search', '--onlyvisible', '--name', exactly(title));
    return search.then(
      () => true,
      () => false,
    );
  }

  runs() {
    return existsSync(`/proc/${this.pid}`);
  }

  /** Waits until the app has ended by itself. */
  async ended(patience = PATIENCE) {
    await eventually(() => !this.runs(), 'the app still runs', patience);
  }

  /** Ends what still runs; the data stays if it is to be opened again. */
  async quit({ keep = false } = {}) {
    if (this.runs()) await this.driver.quit().catch(() => undefined);
    await this.ended(5000).catch(() => process.kill(this.pid, 'SIGKILL'));
    this.#webdriver.kill();
    // The page's own process may write its cache a moment longer than the app runs.
    if (!keep) await eventually(() => removed(this.folder), `${this.folder} does not go away`);
  }
}

/** How many colours a picture has. @param {string} path */
export async function colours(path) {
  return Number((await run('identify', ['-format', '%k', path])).stdout);
}

/**
 * Looks again until it is so.
 * @param {() => boolean | Promise<boolean>} look
 * @param {string} otherwise
 */
export async function eventually(look, otherwise, patience = PATIENCE) {
  const end = Date.now() + patience;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(otherwise);
    await sleep(50);
  }
}

/** A pattern for nothing but this text. @param {string} text */
function exactly(text) {
  return `^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}

/** @param {string} folder */
function removed(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
function shot(name) {
  mkdirSync(shots, { recursive: true });
  return join(shots, `${name}.png`);
}

/** @param {Display} display @param {string} folder */
function environment(display, folder) {
  return {
    ...process.env,
    DISPLAY: display.name,
    GDK_BACKEND: 'x11',
    NO_AT_BRIDGE: '1',
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** @param {number} port */
async function answering(port) {
  const status = () =>
    fetch(`http://127.0.0.1:${port}/status`).then(
      (reply) => reply.ok,
      () => false,
    );
  await eventually(status, 'WebKitWebDriver does not answer');
}
