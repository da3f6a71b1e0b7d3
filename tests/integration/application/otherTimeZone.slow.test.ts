import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { type StandalonePlatform, startPlatformCommand } from '../../harness/platformCommand.ts';
import { addConnection, type StartedApplication, startApplication, waitForList } from './startApplication.ts';

let platform: StandalonePlatform;
let app: StartedApplication;

afterEach(async () => {
  await app.close();
  app.clean();
  await platform.stop();
});

/** Starts a process with another time zone than that of the tests. */
async function inTimeZone<Started>(timeZone: string, start: () => Promise<Started>): Promise<Started> {
  vi.stubEnv('TZ', timeZone);
  try {
    return await start();
  } finally {
    vi.unstubAllEnvs();
  }
}

it('a computer in Moscow shows the times of a platform in Vladivostok, and opens its page of the keys', async () => {
  platform = await inTimeZone('Asia/Vladivostok', () => startPlatformCommand(['--sample']));
  const programs = mkdtempSync(join(tmpdir(), 'keydesk-programs-'));
  const opened = join(programs, 'opened');
  writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > '${opened}'\n`, { mode: 0o700 });
  app = await startApplication({ TZ: 'Europe/Moscow', PATH: `${programs}:${process.env.PATH}` });
  await waitForList(app.page);
  const { address, username, password } = platform;
  await addConnection(app.page, { name: 'Eastern', address, username, password });
  await app.page.reload();
  await app.page.getByRole('button', { name: 'Connection: Eastern' }).waitFor();
  await waitForList(app.page);

  await app.page.getByRole('grid', { name: 'Authentication keys' }).getByRole('row').nth(1).dblclick();
  const properties = app.page.getByRole('dialog', { name: 'Key properties' });
  await properties.getByText(/^Stops working at .* \(Europe\/Moscow, UTC\+3\)/).waitFor();
  await properties.getByText(/^On the platform: .* \(Asia\/Vladivostok, UTC\+10\)$/).waitFor();
  await properties.getByRole('button', { name: 'Close' }).click();

  await app.page.getByRole('button', { name: 'Open in the product' }).click();
  await expect
    .poll(() => readFileSync(opened, 'utf8'), { timeout: 60_000 })
    .toBe(`${address}/#Settings/AuthenticationKeys`);
});
