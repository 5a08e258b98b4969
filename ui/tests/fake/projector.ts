/** The stand-in host as a projector meets it. */
import type { Platform, Receiver } from '../../src/platform';
import type { ToScreen } from '../../src/protocol/ToScreen';
import type { FakeHost } from './host';

export class FakeProjector implements Platform {
  readonly #host: FakeHost;

  constructor(host: FakeHost) {
    this.#host = host;
  }

  start(receiver: Receiver): void {
    this.#host.start({
      connected: () => {
        receiver.connected();
      },
      gone: () => {
        receiver.gone();
      },
      message: (message) => {
        if (message.type !== 'waiting') receiver.message(this.#told(message));
      },
    });
  }

  stop(): void {
    this.#host.stop();
  }

  send(message: Parameters<Platform['send']>[0]): void {
    // A projector only shows.
    if (message.type === 'hello') this.#host.send(message);
  }

  #told(message: ToScreen): ToScreen {
    const board = this.#host.board();
    const phase = board?.agenda?.find((one) => one.id === board.phase?.phase);
    const shown = phase?.plan.shares === true;
    if (message.type === 'canvas') {
      const { snapshot } = message;
      const you = { role: 'projector' as const, person: null };
      return { ...message, snapshot: { ...snapshot, you, shares: shown ? snapshot.shares : null } };
    }
    if (message.type !== 'patch' || shown) return message;
    const patch = { ...message.patch };
    delete patch.shares;
    return { ...message, patch };
  }
}
