import { expect, it } from 'vitest';
import { sha256 } from './sha256';

it('is SHA-256, whatever the length', async () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  for (let length = 0; length < 200; length += 1) {
    const text = 'ä'.repeat(length >> 1) + 'x'.repeat(length & 1);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(sha256(text)).toBe(hex);
  }
});
