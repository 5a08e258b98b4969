import type { FromScreen } from '../protocol/FromScreen';
import type { ToScreen } from '../protocol/ToScreen';

/** What a platform tells about its line to the host. Messages arrive in the order of sending. */
export interface Receiver {
  /** The line stands; the first message may go. */
  connected(): void;
  message(message: ToScreen): void;
  /** The line is down; the platform keeps trying. */
  gone(): void;
}

/**
 * The way to the host: IPC in the desktop window, a WebSocket in a browser. Nothing else in the
 * interface knows which of them it runs on.
 */
export interface Platform {
  /** Connects, and connects again whenever the line breaks. */
  start(receiver: Receiver): void;
  /** Sends now or drops: whoever sends keeps what must not be lost. */
  send(message: FromScreen): void;
  stop(): void;
}
