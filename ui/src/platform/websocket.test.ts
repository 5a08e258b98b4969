import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocketPlatform } from './websocket';

/** A line as the browser has it; the host is played by the test. */
class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  opens(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  says(type: string): void {
    this.onmessage?.({ data: JSON.stringify({ type }) });
  }

  close(): void {
    // On a dead line nothing comes of it.
    this.readyState = 2;
  }
}

const SECOND = 1000;
let said: string[];
let wake: () => void;
let platform: WebSocketPlatform;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  said = [];
  wake = () => undefined;
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('window', { addEventListener: vi.fn(), removeEventListener: vi.fn() });
  vi.stubGlobal('document', {
    visibilityState: 'visible',
    addEventListener: (_: string, listener: () => void) => {
      wake = listener;
    },
    removeEventListener: vi.fn(),
  });
  platform = new WebSocketPlatform('ws://host/ws');
  platform.start({
    connected: () => said.push('connected'),
    message: (message) => said.push(message.type),
    gone: () => said.push('gone'),
  });
});

afterEach(() => {
  platform.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function last(): FakeSocket {
  const socket = FakeSocket.all.at(-1);
  if (!socket) throw new Error('no line');
  return socket;
}

it('takes another line when the host has been silent for too long', () => {
  last().opens();
  for (let beats = 0; beats < 8; beats += 1) {
    vi.advanceTimersByTime(15 * SECOND);
    last().says('beat');
  }
  expect(FakeSocket.all).toHaveLength(1);
  expect(said).toEqual(['connected']);
  const dead = last();
  vi.advanceTimersByTime(40 * SECOND);
  expect(said).toEqual(['connected', 'gone']);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
  last().opens();
  expect(said).toEqual(['connected', 'gone', 'connected']);
  // What still comes over the old line is not heard.
  dead.says('ack');
  expect(said).toHaveLength(3);
});

it('does not wait when the device has slept', () => {
  last().opens();
  vi.setSystemTime(Date.now() + 20 * SECOND);
  wake();
  expect(said).toEqual(['connected', 'gone']);
  expect(FakeSocket.all).toHaveLength(2);
  wake();
  expect(FakeSocket.all).toHaveLength(2);
});

it('tries again when a line does not come to stand', () => {
  vi.advanceTimersByTime(9 * SECOND);
  expect(FakeSocket.all).toHaveLength(1);
  vi.advanceTimersByTime(6 * SECOND);
  expect(FakeSocket.all).toHaveLength(2);
});
