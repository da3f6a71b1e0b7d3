import { strict } from './strict.ts';

/** Stands for Electron's `net`: requests leave through Node instead of Chromium's network stack. */
export const net = strict('net', {
  fetch: (input: string, init: RequestInit & { readonly bypassCustomProtocolHandlers?: boolean } = {}) => {
    const { bypassCustomProtocolHandlers: _, ...rest } = init;
    return fetch(input, rest);
  },
});
