/**
 * Many people at once on Atelier's host, and the same on Hocuspocus and y-websocket: how long until
 * all others have an edit, and what it costs. `node run.js --help`
 */
import { cpus, totalmem } from 'node:os';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { check, isAtelier } from './hosts.js';
import { measure } from './measure.js';
import { plan } from './plan.js';
import { markdown, plain, line, heading } from './table.js';

const HELP = `Usage: node run.js [options]      (ATELIER=path: another program than that of the release build)

  --quick            10 and 50 people for 5 seconds each, to see that it runs
  --people 10,50     numbers of people
  --seconds 60       how long each
  --long 200:300     people and seconds of the long run at the end; 0 for none
  --hosts a,b        of atelier, hocuspocus, y-websocket
  --tls              Atelier with a certificate as well, after each time without; needs openssl
  --delay 100        in the check at --check people: milliseconds that a network takes, there and back
  --check 50         people in that check; 0 for no check
  --letters 400      letters that a card gets before the next card is written on
  --markdown FILE    where the table goes as Markdown`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    people: { type: 'string' },
    seconds: { type: 'string' },
    long: { type: 'string' },
    tls: { type: 'boolean', default: false },
    hosts: { type: 'string', default: 'atelier,hocuspocus,y-websocket' },
    delay: { type: 'string', default: '100' },
    check: { type: 'string', default: '50' },
    letters: { type: 'string', default: '400' },
    markdown: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
check();

const numbers = (values.people ?? (values.quick ? '10,50' : '10,50,100,200,400,500')).split(',').map(Number);
const seconds = Number(values.seconds ?? (values.quick ? '5' : '60'));
const [longPeople, longSeconds] = (values.long ?? (values.quick ? '0' : '200:300')).split(':').map(Number);
const letters = Number(values.letters);
const hosts = /** @type {import('./hosts.js').Kind[]} */ (values.hosts.split(','));
if (values.tls) hosts.splice(hosts.indexOf('atelier') + 1, 0, 'atelier-tls');
const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, Linux; hosts and participants on the same cores, on loopback. 2 edits a second each, ${letters} letters a card.`;

/** @type {import('./measure.js').Result[]} */
const results = [];
/** @type {Map<string, number>} how many people were too many for a host */
const beaten = new Map();

/**
 * @param {import('./hosts.js').Kind} kind
 * @param {number} people
 * @param {number} seconds
 * @param {number} delay
 */
async function one(kind, people, seconds, delay = 0) {
  const most = beaten.get(kind);
  if (most !== undefined && most <= people) return null;
  const result = await measure(kind, plan(people, seconds, letters), delay);
  if (result.gaveUp) beaten.set(kind, people);
  results.push(result);
  console.log(line(result));
  for (const trouble of result.trouble) console.log(`    ${trouble}`);
  return result;
}

console.log(`${machine}\n`);
console.log(heading());
for (const people of numbers) {
  for (const kind of hosts) await one(kind, people, seconds);
}
if (longPeople && longSeconds) {
  for (const kind of hosts) await one(kind, longPeople, longSeconds);
}

let sees = true;
const checked = Number(values.check);
if (checked > 0 && hosts.includes('atelier')) {
  const delay = Number(values.delay);
  const near = await one('atelier', checked, seconds);
  const far = await one('atelier', checked, seconds, delay);
  const more = (far?.last.p50 ?? NaN) - (near?.last.p50 ?? NaN);
  sees = more > delay * 0.9 && more < delay * 1.3;
  const verdict = sees ? 'it sees that' : 'IT DOES NOT SEE THAT';
  console.log(`\nA network that takes ${delay} ms more: ${more.toFixed(1)} ms more at p50; ${verdict}.`);
}

console.log(`\n${plain(results)}`);
if (beaten.size > 0) {
  for (const [kind, people] of beaten)
    console.log(`${kind} did not keep up at ${people} and was not tried with more.`);
}
for (const ours of results.filter((result) => result.kind === 'atelier' && result.delay === 0)) {
  const same = (/** @type {import('./measure.js').Result} */ other) =>
    other.kind === 'hocuspocus' && other.people === ours.people && other.seconds === ours.seconds;
  const peer = results.find(same);
  if (!peer) continue;
  const less = ours.last.p95 < peer.last.p95 || (peer.gaveUp !== undefined && ours.gaveUp === undefined);
  console.log(
    `${ours.people} people, ${ours.seconds} s: p95 ${less ? 'below' : 'NOT BELOW'} that of Hocuspocus`,
  );
}
if (values.markdown) await writeFile(values.markdown, markdown(machine, results));
const ours = results.filter((result) => isAtelier(result.kind));
const wrong = ours.filter(
  (result) => result.gaveUp ?? (result.lost > 0 || result.doubled > 0 || result.trouble.length > 0),
);
process.exit(sees && wrong.length === 0 ? 0 : 1);
