import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ConnectionDialog } from '../../e2e/pages/connections.ts';
import { startUntrustedServer, type UntrustedServer } from '../../harness/untrustedServer.ts';
import { type StartedApplication, startApplication, waitForList } from './startApplication.ts';

let app: StartedApplication;
let server: UntrustedServer;

afterEach(async () => {
  await app.close();
  app.clean();
  await server.stop();
});

it('refuses a self-signed certificate although the launcher told Node to accept any', async () => {
  server = await startUntrustedServer();
  app = await startApplication({ NODE_TLS_REJECT_UNAUTHORIZED: '0', SNAP: '/snap/keydesk', NODE_DEBUG: 'http,tls' });
  await waitForList(app.page);
  const connection = { name: 'Forged', address: server.address, username: 'admin', password: 'a password' };
  await new ConnectionDialog(app.page).add(connection);
  await app.page.getByText('The installation cannot be reached').first().waitFor();
  expect(server.requests()).toBe(0);
  expect(readFileSync(join(app.userDataFolder, 'settings.json'), 'utf8')).toContain('Forged');
  // The debug output of a child process would have come into the log.
  expect(readFileSync(join(app.userDataFolder, 'logs', 'keydesk.log'), 'utf8')).not.toContain('A child process wrote');

  // The certificate alone stands between: a client that accepts any gets through.
  expect(await server.reachWithoutChecking()).toBe(200);
  expect(server.requests()).toBe(1);
});
