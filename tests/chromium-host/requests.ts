import type { Route } from 'playwright';
import { toRealAddress } from './addresses.ts';
import { protocol } from './protocol.ts';
import { failLoudly } from './strict.ts';
import type { HostWebContents } from './webContents.ts';

/**
 * Responds to a request of the page with the response of the application's protocol handler, including all headers, and
 * aborts any other request. Ends the process if the application permits a navigation to a foreign address, or responds with
 * a redirect (Chromium would follow that without this function).
 */
export async function respond(route: Route, contents: HostWebContents): Promise<void> {
  const request = route.request();
  const address = toRealAddress(request.url());
  const handler = protocol.handlerOf(address);
  if (request.isNavigationRequest()) {
    const isAllowed = contents.mayNavigate(request.frame(), address);
    if (!isAllowed || handler === undefined) {
      await route.abort('aborted');
      if (isAllowed) {
        failLoudly(`The application let the page leave for ${address}`);
      }
      return;
    }
  }
  if (handler === undefined) {
    await route.abort('blockedbyclient');
    return;
  }
  const body = request.postDataBuffer();
  const response = await handler(
    new Request(address, {
      method: request.method(),
      headers: request.headers(),
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    }),
  );
  if (response.status >= 300 && response.status < 400) {
    await route.abort('failed');
    failLoudly(`The protocol handler answered ${address} with a redirect`);
    return;
  }
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
