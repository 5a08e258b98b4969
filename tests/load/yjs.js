/** Yjs' own modules, of which the project's type check need not know: they are not among its packages. */
import { createRequire } from 'node:module';

/** @type {(name: string) => unknown} */
const load = createRequire(import.meta.url);

/**
 * @typedef {object} Text
 * @property {(at: number, text: string) => void} insert
 * @property {() => string} toString
 *
 * @typedef {object} Doc
 * @property {(name: string) => Text} getText
 * @property {Map<string, unknown>} share
 * @property {(event: 'update', does: (update: Uint8Array) => void) => void} on
 *
 * @typedef {object} Encoder
 * @typedef {object} Decoder
 *
 * @typedef {object} Yjs
 * @property {new () => Doc} Doc
 *
 * @typedef {object} Encoding
 * @property {() => Encoder} createEncoder
 * @property {(encoder: Encoder) => Uint8Array} toUint8Array
 * @property {(encoder: Encoder, number: number) => void} writeVarUint
 * @property {(encoder: Encoder, text: string) => void} writeVarString
 *
 * @typedef {object} Decoding
 * @property {(bytes: Uint8Array) => Decoder} createDecoder
 * @property {(decoder: Decoder) => number} readVarUint
 * @property {(decoder: Decoder) => string} readVarString
 *
 * @typedef {object} Sync
 * @property {(encoder: Encoder, doc: Doc) => void} writeSyncStep1
 * @property {(encoder: Encoder, update: Uint8Array) => void} writeUpdate
 * @property {(decoder: Decoder, answer: Encoder, doc: Doc, origin: unknown) => number} readSyncMessage
 */

export const yjs = /** @type {Yjs} */ (load('yjs'));
export const encoding = /** @type {Encoding} */ (load('lib0/encoding'));
export const decoding = /** @type {Decoding} */ (load('lib0/decoding'));
export const sync = /** @type {Sync} */ (load('y-protocols/sync'));
