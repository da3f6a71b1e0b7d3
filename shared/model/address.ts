import { fail, type Result, succeed } from '../result.ts';

/** Why the address of an installation is invalid. */
export const ADDRESS_PROBLEMS = ['notUrl', 'notHttp', 'hasCredentials', 'hasQuery'] as const;
/** One reason out of {@link ADDRESS_PROBLEMS}. */
export type AddressProblem = (typeof ADDRESS_PROBLEMS)[number];

/** A valid address of an installation. */
export interface InstallationAddress {
  /** Normalised: no trailing slash, query or fragment. API paths are appended to it. */
  readonly address: string;
  /**
   * True for plain http to another computer: passwords and secrets can be read in transit. Requires an explicit
   * acknowledgement, and the window shows a permanent warning.
   */
  readonly isPlainHttpToAnotherMachine: boolean;
}

/**
 * Parses the address of an installation as typed by a user. The scheme is required: assuming `https` for `server:8080`
 * would hide the question of encryption from the user.
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

/** Whether an address uses plain http to another computer; `false` for an invalid address. */
export function isPlainHttpToAnotherMachine(text: string): boolean {
  const parsed = parseAddress(text);
  return parsed.ok && parsed.data.isPlainHttpToAnotherMachine;
}

/** Whether the host name of a parsed URL is this computer. The URL parser has already normalised `127.1`. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
