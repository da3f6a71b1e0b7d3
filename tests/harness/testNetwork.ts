import type { Net } from 'electron';
import { createCustomCaTransport } from '../../electron/adapters/http/customCaTransport.ts';
import { type Network, openNetwork } from '../../electron/adapters/http/network.ts';
import { createSystemTransport } from '../../electron/adapters/http/systemTransport.ts';
import { net } from '../chromium-host/net.ts';
import { closeAllConnections } from '../chromium-host/systemProxy.ts';

/** What the tests name themselves to servers. */
export const TEST_USER_AGENT = 'KeyDesk/0.0.0-test';

/** Opens both ways to the network as the application does; the ordinary one goes through the Chromium host. */
export function openTestNetwork(): Network {
  return openNetwork({
    // The host has the part of it that is used, and throws for the rest.
    system: createSystemTransport(net as unknown as Net, () => ({ closeAllConnections })),
    createCustomCaTransport,
    userAgent: TEST_USER_AGENT,
    now: Date.now,
  });
}
