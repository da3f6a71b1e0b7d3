import type { Net } from 'electron';
import { createCustomCaTransport } from '../../electron/adapters/http/customCaTransport.ts';
import { type Network, openNetwork } from '../../electron/adapters/http/network.ts';
import { createSystemTransport } from '../../electron/adapters/http/systemTransport.ts';
import { net } from '../chromium-host/net.ts';
import { defaultSession } from '../chromium-host/session.ts';

/** User agent of the tests. */
export const TEST_USER_AGENT = 'KeyDesk/0.0.0-test';

/** Opens both transports as the application does; the default one uses the Chromium host. */
export function openTestNetwork(): Network {
  return openNetwork({
    // The host implements the part that is used, and throws for the rest.
    system: createSystemTransport(net as unknown as Net, () => defaultSession),
    createCustomCaTransport,
    userAgent: TEST_USER_AGENT,
    now: Date.now,
  });
}
