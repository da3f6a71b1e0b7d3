import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningApp } from '../e2e/launchApp.ts';
import { addConnection } from '../e2e/pages/windowCalls.ts';
import { type StandalonePlatform, startPlatformCommand } from '../harness/platformCommand.ts';

/** Longest wait for a list, in milliseconds. */
const LIST_LIMIT_MS = 300_000;
/** How long the files of a cached list have to stay the same until they count as complete, in milliseconds. */
const UNCHANGED_MS = 2_000;

/** Starts KeyDesk, on the data folder of an earlier start or on a new one. */
export type StartApp = (userDataFolder?: string) => Promise<RunningApp>;

/** Starts an installation with generated keys of 1,000 accounts. */
export async function startInstallation(keys: number): Promise<StandalonePlatform> {
  const platform = await startPlatformCommand(['--accounts', '1000', '--keys', String(keys)]);
  // It would outlive a bench that fails.
  process.once('exit', () => void platform.stop());
  return platform;
}

/**
 * Connects KeyDesk to an installation and closes it once it has cached the list.
 * @returns the data folder, for the next start of the same build.
 */
export async function cacheList(start: StartApp, platform: StandalonePlatform, keys: number): Promise<string> {
  const { page, userDataFolder, close } = await start();
  await addConnection(page, { ...platform, name: 'Bench' });
  const count = page.getByText(new RegExp(`^${keys.toLocaleString('en')} keys`)).first();
  await count.waitFor({ timeout: LIST_LIMIT_MS });
  const cache = join(userDataFolder, 'key-lists');
  for (let [before, after] = ['', describe(cache)]; after === '' || before !== after; after = describe(cache)) {
    before = after;
    await delay(UNCHANGED_MS);
  }
  await close();
  return userDataFolder;
}

/** Name, size and time of each file of a folder. */
function describe(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = names.map((name) => ({ name, file: statSync(join(folder, name), { throwIfNoEntry: false }) }));
  return files.map(({ name, file }) => `${name} ${file?.size} ${file?.mtimeMs}`).join('\n');
}
