import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningApp } from '../e2e/launchApp.ts';
import { ConnectionDialog } from '../e2e/pages/connections.ts';
import { type StandalonePlatform, startPlatformCommand } from '../harness/platformCommand.ts';

/** Longest wait for a list, in milliseconds. */
const LIST_LIMIT_MS = 120_000;

/** Starts KeyDesk, on a data folder of an earlier start or on a new one. */
export type StartApp = (userDataFolder?: string) => Promise<RunningApp>;

/** A running installation with generated keys, and the data folder of a KeyDesk that has kept its list. */
export interface KnownInstallation {
  readonly platform: StandalonePlatform;
  readonly userDataFolder: string;
}

/** Makes an installation with so many keys, connects KeyDesk to it and closes KeyDesk once the list is on the disk. */
export async function makeKnownInstallation(start: StartApp, keys: number): Promise<KnownInstallation> {
  const platform = await startPlatformCommand(['--accounts', '1000', '--keys', String(keys)]);
  // It would outlive a bench that fails.
  process.once('exit', () => void platform.stop());
  const app = await start();
  await app.page.getByRole('grid').getByRole('row').nth(1).waitFor();
  await new ConnectionDialog(app.page).add({ ...platform, name: 'Stand' });
  await app.page
    .getByText(new RegExp(`^${keys.toLocaleString('en')} keys`))
    .first()
    .waitFor({ timeout: LIST_LIMIT_MS });
  while (!readdirSync(join(app.userDataFolder, 'key-lists')).some((name) => /^[\w-]{36}\.jsonl$/.test(name))) {
    await delay(100);
  }
  await app.close();
  return { platform, userDataFolder: app.userDataFolder };
}
