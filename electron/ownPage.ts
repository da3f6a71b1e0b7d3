/** Where the window is served from: a scheme of our own instead of `file:`, which would grant extra privileges. */
export const APP_SCHEME = 'app';
/** The only host of the scheme. */
const APP_HOST = 'bundle';
/** Address of the one page. */
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;
/** Address of the page without scripts that stands in when the one page crashes again and again. */
export const CRASH_PAGE_URL = `${APP_SCHEME}://${APP_HOST}/crashed.html`;
/** Address of the page without scripts that stands in when the one page cannot be loaded. */
export const LOAD_FAILURE_URL = `${APP_SCHEME}://${APP_HOST}/loadFailure.html`;

/**
 * Tells whether an address belongs to the application's own page. Protocol and host are compared, never `origin`:
 * for every custom scheme Node's URL parser gives the origin `'null'`, so comparing it would let all of them through.
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
