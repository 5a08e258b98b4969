import { Channel, invoke } from '@tauri-apps/api/core';
import type { FromScreen } from '../protocol/FromScreen';
import type { ToScreen } from '../protocol/ToScreen';
import { waitBefore } from './backoff';
import type { Platform, Receiver } from './platform';

/** The desktop window: the host lives in the same program. */
export class TauriPlatform implements Platform {
  #receiver: Receiver | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  start(receiver: Receiver): void {
    this.#receiver = receiver;
    void this.#connect(receiver);
  }

  send(message: FromScreen): void {
    invoke('send', { message }).catch(() => {
      this.#lost();
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#receiver = null;
  }

  async #connect(receiver: Receiver): Promise<void> {
    const channel = new Channel<ToScreen>();
    channel.onmessage = (message) => {
      if (this.#receiver === receiver) receiver.message(message);
    };
    try {
      await invoke('connect', { channel });
      this.#failures = 0;
      receiver.connected();
    } catch {
      this.#lost();
    }
  }

  #lost(): void {
    const receiver = this.#receiver;
    if (!receiver) return;
    receiver.gone();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(receiver), waitBefore(this.#failures++, Math.random()));
  }
}
