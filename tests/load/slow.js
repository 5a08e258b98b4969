/** A network that is slow: hands on what comes, each piece later. `node slow.js <port> <ms each way>` */
import { connect, createServer } from 'node:net';

const [port, delay] = process.argv.slice(2).map(Number);

/**
 * @param {import('node:net').Socket} from
 * @param {import('node:net').Socket} to
 */
function later(from, to) {
  from.on('data', (part) => {
    // Timers of the same length end in the order in which they began.
    setTimeout(() => {
      if (to.writable) to.write(part);
    }, delay);
  });
  from.on('close', () => {
    to.destroy();
  });
  from.on('error', () => {
    to.destroy();
  });
}

const server = createServer({ noDelay: true }, (near) => {
  const far = connect({ port: port ?? 0, host: '127.0.0.1', noDelay: true });
  later(near, far);
  later(far, near);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
});
process.on('disconnect', () => {
  process.exit(0);
});
