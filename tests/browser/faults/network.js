/**
 * A bad network between the devices and the host: far away, lossy, or cut.
 *
 * TCP loses nothing. What a lossy network does to it is that a packet comes a retransmission later
 * and everything behind it waits, and that a connection ends in the middle of a message.
 *
 * The host only answers to its own port, so the network is the same port of another loopback address.
 */
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * @typedef {object} Weather
 * @property {number} latency one way, in milliseconds
 * @property {number} jitter up to so much more
 * @property {number} loss the part of the chunks that come a retransmission later
 * @property {number} breaks the part of the chunks in whose middle the connection ends
 */

/** @type {Weather} */
export const CLEAR = { latency: 0, jitter: 0, loss: 0, breaks: 0 };
/** A round trip of 200 ms, and one chunk in twenty lost. */
export const ROUGH = { latency: 100, jitter: 40, loss: 0.05, breaks: 0.004 };
/** How long a lost packet takes to come after all: the least, and the most. */
const RETRANSMISSION = [200, 1000];
/** What is on its way at most, before the sender has to wait. */
const MOST_BYTES = 1 << 20;

export class Network {
  /** @type {Weather} */
  weather = CLEAR;
  chunks = 0;
  lost = 0;
  broken = 0;
  #server;
  #chance;
  /** @type {Set<{ lost: boolean, tear: () => void, heal: () => void }>} */
  #pairs = new Set();
  #cut = false;

  /**
   * @param {import('node:net').Server} server
   * @param {() => number} chance
   */
  constructor(server, chance) {
    this.#server = server;
    this.#chance = chance;
  }

  /**
   * @param {number} port the host's
   * @param {string} address another one of this machine's
   * @param {() => number} chance
   */
  static async open(port, address, chance) {
    /** @type {Network} */
    const network = new Network(
      createServer({ allowHalfOpen: false, noDelay: true }, (device) => {
        network.#join(device, port);
      }),
      chance,
    );
    await new Promise((resolve, reject) => {
      network.#server.once('error', reject);
      network.#server.listen(port, address, () => {
        resolve(null);
      });
    });
    return network;
  }

  /**
   * Nothing gets through any more. Whoever is connected does not hear of it unless `torn`.
   *
   * @param {boolean} torn
   */
  cut(torn) {
    this.#cut = true;
    if (torn) this.tear();
  }

  /** Ends every connection, as a phone that changes its network does. */
  tear() {
    for (const pair of [...this.#pairs]) pair.tear();
  }

  /** Connections that there are carry nothing any more, and nobody hears of it; new ones do. */
  lose() {
    for (const pair of this.#pairs) pair.lost = true;
  }

  heal() {
    this.#cut = false;
    for (const pair of this.#pairs) pair.heal();
  }

  close() {
    this.tear();
    this.#server.close();
  }

  /**
   * @param {import('node:net').Socket} device
   * @param {number} port
   */
  #join(device, port) {
    const host = connect({ port, host: '127.0.0.1', noDelay: true });
    let open = true;
    /** @type {(() => void)[]} */
    let healed = [];
    const pair = {
      lost: false,
      tear: () => {
        open = false;
        this.#pairs.delete(pair);
        device.resetAndDestroy();
        host.resetAndDestroy();
        pair.heal();
      },
      heal: () => {
        const all = healed;
        healed = [];
        for (const one of all) one();
      },
    };
    this.#pairs.add(pair);
    /**
     * @param {import('node:net').Socket} from
     * @param {import('node:net').Socket} to
     */
    const carry = async (from, to) => {
      /** @type {{ bytes: Buffer, due: number }[]} */
      const way = [];
      let onWay = 0;
      let last = 0;
      const state = { ended: false };
      /** @type {(() => void) | null} */
      let wake = null;
      from.on('data', (bytes) => {
        // What was sent before cannot be overtaken.
        last = Math.max(last, performance.now() + this.#takes());
        way.push({ bytes, due: last });
        onWay += bytes.length;
        if (onWay > MOST_BYTES) from.pause();
        wake?.();
      });
      const ends = () => {
        state.ended = true;
        wake?.();
      };
      from.on('end', ends).on('close', ends).on('error', ends);
      to.on('error', ends);
      for (;;) {
        const next = way.shift();
        if (!next) {
          if (state.ended) break;
          await new Promise((resolve) => {
            wake = () => {
              resolve(null);
            };
          });
          wake = null;
          continue;
        }
        const left = next.due - performance.now();
        if (left > 0) await wait(left);
        while ((this.#cut || pair.lost) && open) {
          await new Promise((resolve) => {
            healed.push(() => {
              resolve(null);
            });
          });
        }
        if (!open) return;
        onWay -= next.bytes.length;
        this.chunks += 1;
        if (this.#chance() < this.weather.breaks) {
          this.broken += 1;
          to.write(next.bytes.subarray(0, next.bytes.length >> 1), pair.tear);
          return;
        }
        // Whoever does not read makes the sender wait, here too.
        if (!to.write(next.bytes) && !to.destroyed) {
          await new Promise((resolve) => {
            to.once('drain', resolve).once('close', resolve);
          });
        }
        if (onWay <= MOST_BYTES) from.resume();
      }
      to.end();
      if (from.destroyed) this.#pairs.delete(pair);
    };
    void carry(device, host);
    void carry(host, device);
  }

  #takes() {
    const { latency, jitter, loss } = this.weather;
    const takes = latency + jitter * this.#chance();
    if (this.#chance() >= loss) return takes;
    this.lost += 1;
    const [least = 0, most = 0] = RETRANSMISSION;
    return takes + least + (most - least) * this.#chance();
  }
}
