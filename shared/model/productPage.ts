import { parseAddress } from './address.ts';

/** Page of the authentication keys in the product, below its address. */
const KEYS_PAGE = '/#Settings/AuthenticationKeys';

/**
 * Returns the URL of the product's own page of authentication keys: http or https, without user name and password.
 * @param address of an installation.
 * @returns `null` if that is not a valid one.
 */
export function keysPageOf(address: string): string | null {
  const parsed = parseAddress(address);
  return parsed.ok ? `${parsed.data.address}${KEYS_PAGE}` : null;
}
