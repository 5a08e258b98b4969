import { expect, it } from 'vitest';
import { waitBefore } from './backoff';
import { lineAddress } from './websocket';

it('finds the host at the page’s own address, with the page’s token', () => {
  expect(lineAddress(new URL('http://10.0.0.7:4117/?token=abc'))).toBe('ws://10.0.0.7:4117/ws?token=abc');
  expect(lineAddress(new URL('https://board.example/join?code=K3MP7R'))).toBe(
    'wss://board.example/ws?code=K3MP7R',
  );
  expect(lineAddress(new URL('http://10.0.0.7:4117/join?code=K3MP7R'))).toBe(
    'ws://10.0.0.7:4117/ws?code=K3MP7R',
  );
  expect(lineAddress(new URL('https://room.example/board'))).toBe('wss://room.example/ws');
});

it('waits longer after each failure, five seconds at most, and never all at once', () => {
  expect(waitBefore(0, 1)).toBe(250);
  expect(waitBefore(3, 1)).toBe(2000);
  expect(waitBefore(50, 1)).toBe(5000);
  expect(waitBefore(3, 0)).toBe(1000);
});
