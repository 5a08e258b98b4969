/**
 * A WebSocket as light as it can be: it reads whole frames and writes short ones.
 *
 * The figures are those of the hosts, so those who listen must cost little. Nothing here is checked
 * that our own servers do right: no fragments, no compression, no UTF-8 check.
 */
import { connect } from 'node:net';
import { connect as connectEncrypted } from 'node:tls';

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** Milliseconds of the machine's clock, the same in all processes. */
export function now() {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1000 + nanos / 1e6;
}

/**
 * @typedef {object} Dialling
 * @property {number} port
 * @property {string} path
 * @property {string} host what the `Host` header says
 * @property {string} [trusts] the certificate of a host that speaks encrypted
 * @property {() => void} open
 * @property {(frame: Buffer, at: number) => void} frame
 * @property {(why: string) => void} closed
 */

export class Wire {
  /** @type {import('node:net').Socket} */
  #socket;
  #dialling;
  /** @type {Buffer[]} */
  #parts = [];
  #length = 0;
  /** How many bytes have to be there before there is something to read. */
  #needs = 0;
  #upgraded = false;

  /** @param {Dialling} dialling */
  constructor(dialling) {
    this.#dialling = dialling;
    const { port, trusts } = dialling;
    const there = { port, host: '127.0.0.1' };
    this.#socket = trusts ? connectEncrypted({ ...there, ca: trusts }) : connect(there);
    this.#socket.setNoDelay();
    this.#socket.once(trusts ? 'secureConnect' : 'connect', () => {
      const lines = [
        `GET ${dialling.path} HTTP/1.1`,
        `Host: ${dialling.host}`,
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        'Sec-WebSocket-Version: 13',
      ];
      this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });
    this.#socket.on('data', (part) => {
      this.#parts.push(part);
      this.#length += part.length;
      if (this.#length >= this.#needs) this.#read();
    });
    this.#socket.on('error', (error) => {
      dialling.closed(error.message);
    });
    this.#socket.on('close', () => {
      dialling.closed('the connection has ended');
    });
  }

  /** @param {string} text */
  say(text) {
    this.#write(TEXT, Buffer.from(text));
  }

  /** @param {Uint8Array} bytes */
  give(bytes) {
    this.#write(BINARY, bytes);
  }

  end() {
    this.#dialling.closed = () => undefined;
    this.#socket.destroy();
  }

  /**
   * @param {number} kind
   * @param {Uint8Array} bytes
   */
  #write(kind, bytes) {
    const long = bytes.length > 125;
    const head = Buffer.alloc(long ? 8 : 6);
    head[0] = 0x80 | kind;
    head[1] = 0x80 | (long ? 126 : bytes.length);
    if (long) head.writeUInt16BE(bytes.length, 2);
    // The mask is all zeros, which leaves the bytes as they are.
    this.#socket.write(Buffer.concat([head, bytes]));
  }

  #read() {
    const at = now();
    const [first] = this.#parts;
    let bytes = this.#parts.length === 1 && first ? first : Buffer.concat(this.#parts);
    this.#needs = 0;
    if (!this.#upgraded) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end >= 0) {
        const status = bytes.toString('latin1', 9, 12);
        if (status !== '101') {
          this.#dialling.closed(`the host answered ${status}`);
          this.end();
          return;
        }
        this.#upgraded = true;
        bytes = bytes.subarray(end + 4);
        this.#dialling.open();
      }
    }
    let start = 0;
    while (this.#upgraded && bytes.length - start >= 2) {
      const kind = (bytes[start] ?? 0) & 15;
      let length = (bytes[start + 1] ?? 0) & 127;
      const head = length === 126 ? 4 : length === 127 ? 10 : 2;
      if (bytes.length - start < head) break;
      if (head === 4) length = bytes.readUInt16BE(start + 2);
      if (head === 10) length = bytes.readUInt32BE(start + 2) * 2 ** 32 + bytes.readUInt32BE(start + 6);
      const end = start + head + length;
      if (bytes.length < end) {
        this.#needs = end - start;
        break;
      }
      const frame = bytes.subarray(start + head, end);
      start = end;
      if (kind === PING) this.#write(PONG, frame);
      else if (kind === CLOSE) this.#dialling.closed(`the host has closed: ${frame.toString('latin1', 2)}`);
      else this.#dialling.frame(frame, at);
    }
    const rest = bytes.subarray(start);
    this.#parts = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
  }
}
