import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningApp } from '../e2e/launchApp.ts';
import { addConnection } from '../e2e/pages/windowCalls.ts';
import { type StandalonePlatform, startPlatformCommand } from '../harness/platformCommand.ts';

/** Longest wait for a list, in milliseconds. */
const LIST_LIMIT_MS = 300_000;

/** Starts KeyDesk, on the data folder of an earlier start or on a new one. */
export type StartApp = (userDataFolder?: string) => Promise<RunningApp>;

/** Starts an installation with generated keys, connects KeyDesk to it and closes KeyDesk once it has cached the list. */
export async function makeKnownInstallation(
  start: StartApp,
  keys: number,
): Promise<{ readonly platform: StandalonePlatform; readonly userDataFolder: string }> {
  const platform = await startPlatformCommand(['--accounts', '1000', '--keys', String(keys)]);
  // It would outlive a bench that fails.
  process.once('exit', () => void platform.stop());
  const { page, userDataFolder, close } = await start();
  await addConnection(page, { ...platform, name: 'Bench' });
  const count = page.getByText(new RegExp(`^${keys.toLocaleString('en')} keys`)).first();
  await count.waitFor({ timeout: LIST_LIMIT_MS });
  while (!readdirSync(join(userDataFolder, 'key-lists')).some((name) => /^[\w-]{36}\.jsonl$/.test(name))) {
    await delay(100);
  }
  await close();
  return { platform, userDataFolder };
}
