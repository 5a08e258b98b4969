/** Hocuspocus as its own program; it keeps nothing on disk. */
import { createRequire } from 'node:module';

/** @typedef {{ listen: () => Promise<unknown> }} Server */

/** @type {(name: string) => unknown} */
const load = createRequire(import.meta.url);
const { Server } = /** @type {{ Server: new (options: object) => Server }} */ (load('@hocuspocus/server'));
const port = Number(process.argv[2]);
await new Server({ port, address: '127.0.0.1', quiet: true }).listen();
console.log('listening');
