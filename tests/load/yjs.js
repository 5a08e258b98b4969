/** Yjs' own modules, of which the project's type check need not know: they are not among its packages. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

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
 */

/** @type {{ Doc: new () => Doc }} */
export const yjs = /** @type {any} */ (require('yjs'));
/**
 * @type {{
 *   createEncoder: () => Encoder,
 *   toUint8Array: (encoder: Encoder) => Uint8Array,
 *   writeVarUint: (encoder: Encoder, number: number) => void,
 *   writeVarString: (encoder: Encoder, text: string) => void,
 * }}
 */
export const encoding = /** @type {any} */ (require('lib0/encoding'));
/**
 * @type {{
 *   createDecoder: (bytes: Uint8Array) => Decoder,
 *   readVarUint: (decoder: Decoder) => number,
 *   readVarString: (decoder: Decoder) => string,
 * }}
 */
export const decoding = /** @type {any} */ (require('lib0/decoding'));
/**
 * @type {{
 *   writeSyncStep1: (encoder: Encoder, doc: Doc) => void,
 *   writeUpdate: (encoder: Encoder, update: Uint8Array) => void,
 *   readSyncMessage: (decoder: Decoder, answer: Encoder, doc: Doc, origin: unknown) => number,
 * }}
 */
export const sync = /** @type {any} */ (require('y-protocols/sync'));
