import type { Bridge } from '../../shared/ipc/bridge.ts';

/** The object that the preload exposes. This file alone touches it, so a test can hand the page another one. */
export const bridge: Bridge = (globalThis as unknown as { readonly keydesk: Bridge }).keydesk;
