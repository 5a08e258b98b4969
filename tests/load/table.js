/** The figures as they are read. */

/** @typedef {import('./measure.js').Result} Result */

const NAMES = {
  atelier: 'Atelier',
  'atelier-tls': 'Atelier, TLS',
  hocuspocus: 'Hocuspocus 4',
  'y-websocket': 'y-websocket 3',
};
const COLUMNS = [
  'people',
  'host',
  'last echo p50',
  'p95',
  'p99',
  'one other p50',
  'p95',
  'p99',
  'lost',
  'twice',
  'host CPU',
  'of a core',
  'memory',
  'frames/s',
  'kB/s',
  'crowd CPU',
  'sent late',
];

/** @param {number} ms */
function time(ms) {
  return Number.isNaN(ms) ? '–' : ms.toFixed(ms < 100 ? 1 : 0);
}

/** @param {Result} result */
function cells(result) {
  const { last, next } = result;
  const long = result.seconds > 60 ? `, ${result.seconds} s` : '';
  const slow = result.delay > 0 ? `, ${result.delay} ms away` : '';
  const stopped = result.gaveUp ? ` (stopped: ${result.gaveUp})` : '';
  return [
    `${result.people}${long}`,
    `${NAMES[result.kind]}${slow}${stopped}`,
    ...[last.p50, last.p95, last.p99, next.p50, next.p95, next.p99].map(time),
    result.gaveUp ? '–' : String(result.lost),
    result.gaveUp ? '–' : String(result.doubled),
    `${result.cpu.toFixed(1)} s`,
    `${Math.round(result.core * 100)} %`,
    `${Math.round(result.memory)} MB`,
    String(Math.round(result.frames)),
    (result.bytes / 1000).toFixed(1),
    `${result.crowd.toFixed(1)} s`,
    time(result.late),
  ];
}

const WIDTHS = [10, 15, 13, 8, 8, 13, 8, 8, 6, 6, 9, 9, 8, 8, 8, 9, 9];

/** @param {string[]} row */
function spaced(row) {
  return row.map((cell, no) => (no === 1 ? cell.padEnd(15) : cell.padStart(WIDTHS[no] ?? 0))).join(' ');
}

export function heading() {
  return spaced(COLUMNS);
}

/** @param {Result} result */
export function line(result) {
  return spaced(cells(result));
}

/** @param {Result[]} results */
export function plain(results) {
  return [heading(), ...results.map(line)].join('\n');
}

/**
 * @param {string} machine
 * @param {Result[]} results
 */
export function markdown(machine, results) {
  const row = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const columns = COLUMNS.slice(0, -1);
  const rows = results.map((result) => row(cells(result).slice(0, -1)));
  return `${machine} Milliseconds from sending to the last of all others, and to one other.\n\n${[row(columns), row(columns.map(() => '---')), ...rows].join('\n')}\n`;
}
