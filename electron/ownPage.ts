/** Custom scheme of the page, instead of `file:`, which would grant extra privileges. */
export const APP_SCHEME = 'app';
/** The only host of the scheme. */
const APP_HOST = 'bundle';
/** Address of the page of the window. */
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;
/** Address of the page without scripts that is shown when the page has crashed repeatedly. */
export const CRASH_PAGE_URL = `${APP_SCHEME}://${APP_HOST}/crashed.html`;
/** Address of the page without scripts that is shown when the page cannot be loaded. */
export const LOAD_FAILURE_URL = `${APP_SCHEME}://${APP_HOST}/loadFailure.html`;

/**
 * Whether an address belongs to KeyDesk's own page. Compares protocol and host instead of `origin`, because Node's URL
 * parser returns the origin `'null'` for every custom scheme.
 */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.username === '' &&
    url.password === ''
  );
}
