import { fail, type Result, succeed } from '../result.ts';
import { withoutSurroundings } from './pastedText.ts';

/** Why the address of an installation is invalid. */
export const ADDRESS_PROBLEMS = ['tooLong', 'notUrl', 'notHttp', 'hasCredentials'] as const;
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

/** Maximum length of an address as typed or pasted, in characters. */
export const MAX_ADDRESS_LENGTH = 2_048;

/** An address inside of other text, such as `Address: https://…` or a command line. */
const ADDRESS_IN_TEXT = /[\s"'<«“„(](https?:\/\/[^\s"'<>»”]+)/iu;
/** A host without a scheme: a name with a dot, or any name with a port, or this computer. */
const HOST_ALONE =
  /^([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+\.?|localhost|\[[0-9a-f:.]+\]|[\p{L}\p{N}-]+(?=:\d))(?::\d{1,5})?(?=[/?#]|$)/iu;
/** Paths of the product below its address: APIs, health check, documentation and the page on which users sign in. */
const PRODUCT_PATH = /\/(?:api\/(?:public|health)|webapi|docs|home\/login)(?:\/.*)?$/i;

/**
 * Reads the address of an installation as a user types or pastes it: from the address bar of a browser
 * (`…/#Settings/AuthenticationKeys`), from the documentation of its API, or from a message. What follows the address is
 * dropped. A missing scheme is completed with `https`, for this computer with `http`. The caller shows the result, so
 * that the user sees whether the connection is encrypted.
 */
export function parseAddress(text: string): Result<InstallationAddress, AddressProblem> {
  if (text.length > MAX_ADDRESS_LENGTH) {
    return fail('tooLong');
  }
  let url: URL;
  try {
    url = new URL(withScheme(addressIn(text)));
  } catch {
    return fail('notUrl');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return fail('notHttp');
  }
  if (url.username !== '' || url.password !== '') {
    return fail('hasCredentials');
  }
  const path = url.pathname.replace(PRODUCT_PATH, '').replace(/\/+$/, '');
  return succeed({
    address: `${url.protocol}//${withoutFinalDot(url.host)}${path}`,
    isPlainHttpToAnotherMachine: url.protocol === 'http:' && !isLoopback(url.hostname),
  });
}

/** Whether an address uses plain http to another computer; `false` for an invalid address. */
export function isPlainHttpToAnotherMachine(text: string): boolean {
  const parsed = parseAddress(text);
  return parsed.ok && parsed.data.isPlainHttpToAnotherMachine;
}

/** Removes the dot with which a fully qualified host name may end (RFC 1034, 3.1). @param host with or without port. */
export function withoutFinalDot(host: string): string {
  return host.replace(/\.(?=:\d+$|$)/, '');
}

function addressIn(text: string): string {
  const address = withoutSurroundings(text);
  const [, contained = address] = ADDRESS_IN_TEXT.exec(address) ?? [];
  return /^https?:/i.test(address) ? address : withoutSurroundings(contained);
}

function withScheme(address: string): string {
  const [, host] = HOST_ALONE.exec(address) ?? [];
  if (host === undefined) {
    return address;
  }
  return URL.canParse(`http://${host}`) && isLoopback(new URL(`http://${host}`).hostname)
    ? `http://${address}`
    : `https://${address}`;
}

/** Whether the host name of a parsed URL is this computer. The URL parser has already normalised `127.1`. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
