import { isIP } from 'node:net';

/**
 * Returns the client address of a line without its port; `null` if it is none. An IPv6 address with a port is in brackets.
 * @param text `10.0.0.1`, `10.0.0.1:5432`, `::1`, `[::1]:5432`.
 */
export function clientAddress(text: string): string | null {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1];
  const withPort = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(text)?.[1];
  const address = bracketed ?? withPort ?? text;
  return isIP(address) === 0 ? null : address;
}
