import type { Bridge } from '../../shared/ipc/bridge.ts';

/** The object exposed by the preload. Only this file reads it, so that tests can replace it. */
export const bridge: Bridge = (globalThis as unknown as { readonly keydesk: Bridge }).keydesk;
