import { createReadStream, existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { TEMPORARY_ENDING } from '../../electron/adapters/files/atomicFile.ts';
import { parseKeyList } from '../../electron/adapters/files/keyListCacheFormat.ts';
import { CLIPBOARD_SECONDS, settingsSchema } from '../../shared/model/settings.ts';
import { amount, SEED, seeded } from '../harness/amount.ts';
import { type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts';
import { hang } from '../harness/faults.ts';
import { digestOf, OtherAdministrator } from '../harness/otherAdministrator.ts';
import { type StandalonePlatform, startPlatformCommand } from '../harness/platformCommand.ts';
import type { SeededRandom } from '../harness/seededRandom.ts';
import { searchFor } from './evidence/startEvidence.ts';
import { test } from './fixtures.ts';
import type { RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';
import { activeConnectionId, callBridge, connect, fetchList } from './pages/windowCalls.ts';

/** How often the application is killed. */
const KILLS = amount({ sample: 3, full: 200 });
/** So many that writing the list takes long enough to be hit. */
const KEYS = 3_000;
const TEMPORARY_FILE = new RegExp(`${TEMPORARY_ENDING}$`);
/** A list is written at most once a second. */
const MAX_WAIT_MS = 2_500;
const MAX_WRITE_MS = 40;

/** What the kill waits for: nothing, or that the application is writing one of its files. */
const AIMS = ['any moment', 'the list being written', 'the settings being written'] as const;

let platform: StandalonePlatform;
let proxy: FaultProxy;
let other: OtherAdministrator;
let random: SeededRandom;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  platform = await startPlatformCommand(['--accounts', '50', '--keys', String(KEYS)]);
  searchFor("the administrator's password", platform.password);
  proxy = await startFaultProxy(platform.address);
  random = seeded();
  other = new OtherAdministrator(platform, random);
});

test.afterAll(async () => {
  await proxy.stop();
  await platform.stop();
});

/** The temporary files of the application, whether or not they are in use. */
function temporaryFiles(folder: string): readonly string[] {
  return [folder, join(folder, 'key-lists')]
    .flatMap((place) => readdirSync(place).map((name) => join(place, name)))
    .filter((file) => TEMPORARY_FILE.test(file));
}

/** Waits for the moment at which the application is to be killed. */
async function waitFor(aim: (typeof AIMS)[number], folder: string): Promise<void> {
  if (aim === 'any moment') {
    await delay(random.next() * MAX_WAIT_MS);
    return;
  }
  const place = aim === 'the list being written' ? join(folder, 'key-lists') : folder;
  const { promise, resolve } = Promise.withResolvers<void>();
  const watcher = watch(place, (_event, name) => {
    if (name !== null && TEMPORARY_FILE.test(name)) {
      resolve();
    }
  });
  await promise;
  watcher.close();
  if (aim === 'the list being written') {
    await delay(random.next() * MAX_WRITE_MS);
  }
}

interface Settled {
  /** The preference that main has confirmed last, and the one that it was sent last. */
  readonly confirmed: number;
  readonly sent: number;
}

/** Changes keys on the platform and preferences in the window, and has the list fetched, until the window is gone. */
async function work(app: RunningApp, connectionId: string, states: Set<string>, isOver: () => boolean) {
  const { preferences } = settingsSchema.parse(JSON.parse(readFileSync(settingsOf(app.userDataFolder), 'utf8')));
  let settled: Settled = { confirmed: preferences.clipboardSeconds ?? 0, sent: preferences.clipboardSeconds ?? 0 };
  try {
    for (;;) {
      await other.change();
      states.add(digestOf(other.keys));
      const sent = settled.sent === CLIPBOARD_SECONDS.maximum ? CLIPBOARD_SECONDS.minimum : settled.sent + 1;
      settled = { ...settled, sent };
      await callBridge(app.page, 'app:setPreferences', { clipboardSeconds: sent });
      settled = { ...settled, confirmed: sent };
      await fetchList(app.page, connectionId);
    }
  } catch (error) {
    if (!isOver()) {
      throw error;
    }
    return settled;
  }
}

const settingsOf = (folder: string): string => join(folder, 'settings.json');

/** Kills the application at some moment of its work, and checks what it has left. Gives the number of keys kept. */
async function killAtWork(app: RunningApp, connectionId: string, aim: (typeof AIMS)[number], states: Set<string>) {
  const folder = app.userDataFolder;
  let isOver = false;
  const working = work(app, connectionId, states, () => isOver);
  await Promise.race([waitFor(aim, folder), working]);
  isOver = true;
  await app.kill();
  const { confirmed, sent } = await working;

  const kept = await parseKeyList(createReadStream(join(folder, 'key-lists', `${connectionId}.jsonl`), 'utf8'));
  const items = kept.kind === 'list' ? kept.list.items : [];
  expect(kept.kind, 'what the kept list is').toBe('list');
  expect(states.has(digestOf(items)), 'the platform once had exactly the keys of the kept list').toBe(true);
  const settings = settingsSchema.parse(JSON.parse(readFileSync(settingsOf(folder), 'utf8')));
  expect(settings.activeConnectionId).toBe(connectionId);
  expect([confirmed, sent], 'no confirmed setting is lost').toContain(settings.preferences.clipboardSeconds);
  return items.length;
}

test(`killed ${KILLS} times while it writes lists and settings, KeyDesk loses neither and leaves nothing over`, async ({
  launch,
}) => {
  test.setTimeout(300_000 + KILLS * 20_000);
  const states = new Set([digestOf(await other.read())]);
  const caught = { list: 0, settings: 0 };
  let app = await launch({ recordsCalls: false });
  const { userDataFolder } = app;
  await connect(app.page, { ...platform, name: 'Moscow', address: proxy.address });
  await expect.poll(() => new KeysPage(app.page).count()).toBe(KEYS);
  const connectionId = await activeConnectionId(app.page);
  await expect.poll(() => existsSync(join(userDataFolder, 'key-lists', `${connectionId}.jsonl`))).toBe(true);

  for (let kill = 0; kill < KILLS; kill += 1) {
    const aim = AIMS[kill % AIMS.length] ?? 'any moment';
    await test.step(`kill ${kill + 1}: ${aim}`, async () => {
      const count = await killAtWork(app, connectionId, aim, states);
      const left = temporaryFiles(userDataFolder);
      caught.list += Number(left.some((file) => file.includes('key-lists')));
      caught.settings += Number(left.some((file) => file.includes('settings')));

      // No answer comes: what the window shows is the kept list.
      proxy.always.set('*', hang);
      app = await launch({ recordsCalls: false, userDataFolder });
      const keys = new KeysPage(app.page);
      await keys.waitForList();
      expect(await keys.count()).toBe(count);
      await expect(app.page.getByText(/^Connecting · as of /)).toBeVisible();
      await expect.poll(() => temporaryFiles(userDataFolder).filter((file) => left.includes(file))).toEqual([]);
      proxy.heal();
    });
  }

  await app.close();
  expect(temporaryFiles(userDataFolder)).toEqual([]);
  app = await launch({ recordsCalls: false, userDataFolder });
  await expect(app.page.getByText('Live · updated just now')).toBeVisible();
  expect(await new KeysPage(app.page).count()).toBe(other.keys.length);
  await app.close();
  process.stdout.write(
    `${KILLS} kills (seed ${SEED}): ${caught.list} while the list, ${caught.settings} while the settings were written\n`,
  );
});
