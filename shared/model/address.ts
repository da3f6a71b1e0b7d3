import { fail, type Result, succeed } from '../result.ts';

/** Why the address of an installation is refused. */
export const ADDRESS_PROBLEMS = ['notUrl', 'notHttp', 'hasCredentials', 'hasQuery'] as const;
/** One reason out of {@link ADDRESS_PROBLEMS}. */
export type AddressProblem = (typeof ADDRESS_PROBLEMS)[number];

/** An address that may be used. */
export interface InstallationAddress {
  /** Normalised: no trailing slash, no query, no fragment. Paths of the API are appended to it. */
  readonly address: string;
  /**
   * True for plain http to another machine, where passwords and secrets can be read on the way. It is used only
   * after an explicit acknowledgement, and the window keeps a warning for as long as the connection stands.
   */
  readonly isPlainHttpToAnotherMachine: boolean;
}

/**
 * Reads the address of an installation as a user types it. The scheme must be written out: guessing `https` for
 * `server:8080` would hide the question of encryption from the user.
 */
export function parseAddress(text: string): Result<InstallationAddress, AddressProblem> {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return fail('notUrl');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return fail('notHttp');
  }
  if (url.username !== '' || url.password !== '') {
    return fail('hasCredentials');
  }
  if (url.search !== '' || url.hash !== '') {
    return fail('hasQuery');
  }
  return succeed({
    address: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`,
    isPlainHttpToAnotherMachine: url.protocol === 'http:' && !isLoopback(url.hostname),
  });
}

/** Tells whether an address means plain http to another machine; `false` for a text that is no address. */
export function isPlainHttpToAnotherMachine(text: string): boolean {
  const parsed = parseAddress(text);
  return parsed.ok && parsed.data.isPlainHttpToAnotherMachine;
}

/** Tells whether a host name of a parsed URL means this machine. The URL parser has already normalised `127.1`. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
