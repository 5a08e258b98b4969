/** A WebSocket of the tests' own (RFC 6455), which can also behave badly. */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

/**
 * @typedef {object} Ear
 * @property {(text: string) => void} hears
 * @property {() => void} gone
 */

export class Line {
  #socket;
  #ear;
  #read = Buffer.alloc(0);

  /**
   * @param {import('node:net').Socket} socket
   * @param {Buffer} head
   * @param {Ear} ear
   */
  constructor(socket, head, ear) {
    this.#socket = socket;
    this.#ear = ear;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      this.#take(bytes);
    });
    // Errors end in `close`.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      ear.gone();
    });
    this.#take(head);
  }

  /**
   * @param {string} address
   * @param {Ear} ear
   * @returns {Promise<Line>}
   */
  static open(address, ear) {
    return new Promise((resolve, reject) => {
      const call = request(address, {
        agent: false,
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': randomBytes(16).toString('base64'),
        },
      });
      call.on('upgrade', (_, socket, head) => {
        resolve(new Line(/** @type {import('node:net').Socket} */ (socket), head, ear));
      });
      call.on('response', (response) => {
        response.resume();
        reject(new Error(`refused with ${String(response.statusCode)}`));
      });
      call.on('error', reject);
      call.end();
    });
  }

  /** @param {unknown} message */
  say(message) {
    this.frame(1, Buffer.from(JSON.stringify(message)));
  }

  /**
   * @param {number} kind
   * @param {Buffer} bytes
   */
  frame(kind, bytes) {
    const { length } = bytes;
    const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    const frame = Buffer.alloc(head + 4 + length);
    frame[0] = 0x80 | kind;
    if (head === 2) frame[1] = 0x80 | length;
    else if (head === 4) {
      frame[1] = 0x80 | 126;
      frame.writeUInt16BE(length, 2);
    } else {
      frame[1] = 0x80 | 127;
      frame.writeBigUInt64BE(BigInt(length), 2);
    }
    // A mask of zeros leaves the bytes as they are.
    bytes.copy(frame, head + 4);
    return this.raw(frame);
  }

  /** Whether more can be taken. @param {Buffer} bytes */
  raw(bytes) {
    return !this.#socket.destroyed && this.#socket.write(bytes);
  }

  /** Reads nothing any more. */
  deafen() {
    this.#socket.pause();
  }

  end() {
    this.#socket.destroy();
  }

  /** @param {Buffer} bytes */
  #take(bytes) {
    this.#read = Buffer.concat([this.#read, bytes]);
    for (;;) {
      const read = this.#read;
      if (read.length < 2) return;
      let [head, length] = [2, (read[1] ?? 0) & 0x7f];
      if (length === 126) {
        if (read.length < 4) return;
        [head, length] = [4, read.readUInt16BE(2)];
      } else if (length === 127) {
        if (read.length < 10) return;
        [head, length] = [10, Number(read.readBigUInt64BE(2))];
      }
      if (read.length < head + length) return;
      const kind = (read[0] ?? 0) & 0x0f;
      const content = read.subarray(head, head + length);
      this.#read = read.subarray(head + length);
      if (kind === 1) this.#ear.hears(content.toString());
      else if (kind === 9) this.frame(10, content);
      else if (kind === 8) this.#socket.end();
    }
  }
}
