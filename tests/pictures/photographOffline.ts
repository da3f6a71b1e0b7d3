import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { keyPageSchema } from '../../shared/adminApi/keyService.ts';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { DEFAULT_SERVICE_PATH } from '../../shared/model/connection.ts';
import { launchApp } from '../e2e/launchApp.ts';
import type { Keyring } from '../harness/keyring.ts';
import { startPlatformCommand } from '../harness/platformCommand.ts';

/** How the window is shown. */
export interface OfflineVariant {
  readonly language: 'en' | 'ru';
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

/** Time for transitions (at most 200 ms) and fonts to settle, in milliseconds. */
const SETTLE_MS = 500;
/** Time in which a list that was fetched is on the disk, and in which the window asks a lost installation again. */
const WRITE_MS = 3_000;
const RECONNECT_MS = 14_000;

/**
 * Shows what the window shows while an installation is away, once it is back with changes, and when the kept list is
 * damaged.
 * @param shoot takes a picture under a name.
 */
export async function photographOffline(
  keyring: Keyring,
  variant: OfflineVariant,
  shoot: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const platform = await startPlatformCommand(['--sample']);
  const app = await launchApp({ keyring, ...variant });
  const { userDataFolder } = app;
  await app.page.evaluate(([form]) => (window as unknown as { keydesk: Bridge }).keydesk.connections.add(form), [
    {
      name: 'Stand',
      address: platform.address,
      servicePath: DEFAULT_SERVICE_PATH,
      username: platform.username,
      password: platform.password,
      acknowledgesPlainHttp: false,
      environment: 'production',
    } as const,
  ] as const);
  await app.page.reload();
  await app.page.getByRole('grid').getByRole('row').nth(1).waitFor();
  await app.page.waitForTimeout(WRITE_MS);
  await app.close();
  await platform.stop();

  const offline = await launchApp({ keyring, ...variant, userDataFolder });
  await offline.page.getByRole('grid').getByRole('row').nth(1).waitFor();
  await offline.page.getByRole('alert').waitFor();
  await offline.page.waitForTimeout(SETTLE_MS);
  await shoot(offline.page, 'offline');
  const back = await startPlatformCommand(['--sample'], platform);
  const { Items } = keyPageSchema.parse(await back.call('List', {}));
  const [first, second] = Items;
  await back.call('Create', { AccountId: first?.AccountId, ExpirationDate: '2031-01-01T00:00:00Z' });
  await back.call('Delete', { Ids: Items.slice(5, 10).map(({ Id }) => Id) });
  await back.call('Edit', { Id: second?.Id, ExpirationDate: '2032-01-01T00:00:00Z', Version: second?.Version });
  await offline.page.waitForTimeout(RECONNECT_MS);
  await shoot(offline.page, 'changes');
  await offline.close();
  await back.stop();
  const lists = join(userDataFolder, 'key-lists');
  for (const name of readdirSync(lists)) {
    writeFileSync(join(lists, name), '{');
  }
  const damaged = await launchApp({ keyring, ...variant, userDataFolder });
  await damaged.page.getByRole('alert').waitFor();
  await damaged.page.waitForTimeout(SETTLE_MS);
  await shoot(damaged.page, 'damaged');
  await damaged.close();
}
