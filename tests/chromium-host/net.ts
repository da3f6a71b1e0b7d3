import { HostClientRequest, type RequestOptions } from './clientRequest.ts';
import { strict } from './strict.ts';

/** Implements Electron's `net`. */
export const net = strict('net', {
  request: (options: RequestOptions): HostClientRequest => strict('ClientRequest', new HostClientRequest(options)),
});
