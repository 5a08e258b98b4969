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

/** A browser on the same network as the host. */
export class WebSocketPlatform implements Platform {
  readonly #address: string;
  #receiver: Receiver | null = null;
  #socket: WebSocket | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(address: string) {
    this.#address = address;
  }

  start(receiver: Receiver): void {
    this.#receiver = receiver;
    this.#connect();
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
    this.#receiver = null;
    this.#socket?.close();
    this.#socket = null;
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.onopen = () => {
      this.#failures = 0;
      this.#receiver?.connected();
    };
    socket.onmessage = (event: MessageEvent<string>) => {
      this.#receiver?.message(JSON.parse(event.data) as ToScreen);
    };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#receiver?.gone();
      this.#timer = setTimeout(
        () => {
          this.#connect();
        },
        waitBefore(this.#failures++, Math.random()),
      );
    };
  }

  /** A phone that wakes up or finds the network again does not wait for its turn. */
  #retryNow = (): void => {
    if (this.#socket || document.visibilityState === 'hidden') return;
    this.#connect();
  };
}
