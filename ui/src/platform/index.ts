import type { Platform } from './platform';
import { lineAddress, WebSocketPlatform } from './websocket';

export type { Platform, Receiver } from './platform';

/** The platform this page runs on. The desktop's is loaded only there. */
export async function herePlatform(): Promise<Platform> {
  if ('__TAURI_INTERNALS__' in window) {
    const { TauriPlatform } = await import('./tauri');
    return new TauriPlatform();
  }
  return new WebSocketPlatform(lineAddress(new URL(window.location.href)));
}
