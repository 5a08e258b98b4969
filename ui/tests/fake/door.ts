/** The stand-in's door to the network: addresses that nobody can reach, and guests who wait. */
import type { Desk } from '../../src/protocol/Desk';
import type { Sharing } from '../../src/protocol/Sharing';
import type { WaitingGuest } from '../../src/protocol/WaitingGuest';

/** A picture that looks like a QR code of the smallest sort; no device reads it. */
function likeQr(of: string): string[] {
  const size = 29;
  let state = Array.from(of).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const corner = (x: number, y: number) => {
    const [a, b] = [x < 7 ? x : size - 1 - x, y < 7 ? y : size - 1 - y];
    if (a > 7 || b > 7 || (x > 7 && y > 7)) return null;
    const ring = Math.max(Math.abs(a - 3), Math.abs(b - 3));
    return ring === 3 || ring < 2;
  };
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => {
      state = (state * 1_664_525 + 1_013_904_223) >>> 0;
      return (corner(x, y) ?? state > 2 ** 31) ? '1' : '0';
    }).join(''),
  );
}

export class FakeDoor {
  guests: WaitingGuest[] = [];
  sharing: Sharing = {
    on: false,
    ways: [],
    code: '',
    projector: '',
    let_all_in: false,
    names_optional: false,
    reached: 0,
    since_ms: 0,
    warnings: [],
  };

  /** Does what is about the door; tells what changed, or null where it is not about that. */
  take(desk: Desk): 'sharing' | 'guests' | null {
    switch (desk.verb) {
      case 'share':
        this.sharing = desk.on ? this.#open() : { ...this.sharing, on: false, ways: [], reached: 0 };
        return 'sharing';
      case 'let_all_in':
        this.sharing = { ...this.sharing, let_all_in: desk.on };
        return 'sharing';
      case 'names_optional':
        this.sharing = { ...this.sharing, names_optional: desk.on };
        return 'sharing';
      case 'admit':
      case 'turn_away':
        this.guests = this.guests.filter((one) => one.guest !== desk.guest);
        return 'guests';
      default:
        return null;
    }
  }

  #open(): Sharing {
    const code = 'K7PM4D';
    const way = (network: string, machine: string) => {
      const short = `${machine}:4117`;
      const address = `http://${short}/join?code=${code}`;
      return { network, address, short, qr: likeQr(address) };
    };
    return {
      ...this.sharing,
      on: true,
      ways: [way('wlp3s0', '192.168.178.42'), way('eth0', '10.14.0.7')],
      code,
      projector: 'http://192.168.178.42:4117/?projector=bq3n5c7d2f',
      reached: 0,
      since_ms: Date.now(),
    };
  }
}
