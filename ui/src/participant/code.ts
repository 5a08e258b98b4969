const KEY = 'atelier.code';
const LENGTH = 6;

/** A code as somebody types it, without blanks and hyphens; null as long as it is none. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/gu, '');
  return code.length === LENGTH && /^[A-Z0-9]+$/u.test(code) ? code : null;
}

/** The code of the address, or the last one used on this device. */
export function givenCode(page: URL): string | null {
  const code = readCode(page.searchParams.get('code') ?? '');
  return code ?? readCode(localStorage.getItem(KEY) ?? '');
}

export function keepCode(code: string): void {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // Without storage it is typed again next time.
  }
}
