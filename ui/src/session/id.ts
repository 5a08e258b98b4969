const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * A new id: 128 random bits in 26 letters. `crypto.randomUUID` is missing on plain http, which is
 * what phones in the room use.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let id = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      id += ALPHABET.charAt((held >> (bits - 5)) & 31);
      bits -= 5;
    }
    held &= (1 << bits) - 1;
  }
  return id + ALPHABET.charAt((held << (5 - bits)) & 31);
}
