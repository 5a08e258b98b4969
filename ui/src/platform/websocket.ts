import type { FromScreen } from '../protocol/FromScreen';
import type { ToScreen } from '../protocol/ToScreen';
import { waitBefore } from './backoff';
import type { Platform, Receiver } from './platform';

/** What in a page's address says who may come in, and as what. */
const PASSES = ['token', 'code', 'projector'];

/** The address of the host's line for a page at `page`, with what lets the page in. */
export function lineAddress(page: URL): string {
  const line = new URL('/ws', page);
  line.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
  for (const pass of PASSES) {
    const given = page.searchParams.get(pass);
    if (given) line.searchParams.set(pass, given);
  }
  return line.href;
}

/** The host says something every 15 seconds. A line that is silent for so long is dead. */
const DEAD_MS = 35_000;
/** A line that does not stand after this time is tried anew. */
const OPENS_MS = 10_000;
/** On a phone that wakes up nobody waits any longer. */
const SLEPT_MS = 18_000;
const LOOK_MS = 5_000;

/**
 * A browser on the same network as the host. A network that is lost says nothing: what shows is
 * that the host is silent.
 */
export class WebSocketPlatform implements Platform {
  readonly #address: string;
  #receiver: Receiver | null = null;
  #socket: WebSocket | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looks: ReturnType<typeof setInterval> | undefined;
  /** When the host was last heard, by a clock that goes on while a device sleeps. */
  #heard = 0;

  constructor(address: string) {
    this.#address = address;
  }

  start(receiver: Receiver): void {
    this.#receiver = receiver;
    this.#connect();
    this.#looks = setInterval(() => {
      this.#look(DEAD_MS);
    }, LOOK_MS);
    window.addEventListener('online', this.#retryNow);
    document.addEventListener('visibilitychange', this.#retryNow);
  }

  send(message: FromScreen): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  stop(): void {
    window.removeEventListener('online', this.#retryNow);
    document.removeEventListener('visibilitychange', this.#retryNow);
    clearTimeout(this.#timer);
    clearInterval(this.#looks);
    this.#receiver = null;
    this.#socket?.close();
    this.#socket = null;
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    this.#heard = Date.now();
    socket.onopen = () => {
      this.#failures = 0;
      this.#heard = Date.now();
      this.#receiver?.connected();
    };
    socket.onmessage = (event: MessageEvent<string>) => {
      this.#heard = Date.now();
      const message = JSON.parse(event.data) as ToScreen;
      if (message.type !== 'beat') this.#receiver?.message(message);
    };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#gone();
      this.#timer = setTimeout(
        () => {
          this.#connect();
        },
        waitBefore(this.#failures++, Math.random()),
      );
    };
  }

  #gone(): void {
    this.#socket = null;
    this.#receiver?.gone();
  }

  /** Drops a line on which the host has been silent for too long, and takes another. */
  #look(dead: number): void {
    const socket = this.#socket;
    const patience = socket?.readyState === WebSocket.OPEN ? dead : OPENS_MS;
    if (!socket || Math.abs(Date.now() - this.#heard) < patience) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    // On a dead line even the farewell takes its time.
    socket.close();
    this.#gone();
    this.#connect();
  }

  /** A phone that wakes up or finds the network again does not wait for its turn. */
  #retryNow = (): void => {
    if (document.visibilityState === 'hidden') return;
    if (this.#socket) this.#look(SLEPT_MS);
    else this.#connect();
  };
}
