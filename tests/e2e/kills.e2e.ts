import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { TEMPORARY_ENDING } from '../../electron/adapters/files/atomicFile.ts';
import { parseKeyList } from '../../electron/adapters/files/keyListCacheFormat.ts';
import { CLIPBOARD_SECONDS, settingsSchema } from '../../shared/model/settings.ts';
import { amount, seeded } from '../harness/amount.ts';
import { startFaultProxy } from '../harness/faultProxy.ts';
import { hang } from '../harness/faults.ts';
import { digestOf, OtherAdministrator } from '../harness/otherAdministrator.ts';
import { startPlatformCommand } from '../harness/platformCommand.ts';
import { searchFor } from './evidence/startEvidence.ts';
import { test } from './fixtures.ts';
import { KeysPage } from './pages/keysPage.ts';
import { activeConnectionId, callBridge, connect, fetchList } from './pages/windowCalls.ts';

/** Number of times that the application is killed. */
const KILLS = amount({ sample: 3, full: 200 });
/** Writing a list of this size takes long enough to be interrupted. */
const KEYS = 3_000;
/** Longest work before a kill, in milliseconds. A list is written at most once a second. */
const MAX_WORK_MS = 2_500;
const TEMPORARY_FILE = new RegExp(`${TEMPORARY_ENDING}$`);

/** The temporary files of the application, in use or not. */
function temporaryFiles(folder: string): readonly string[] {
  return [folder, join(folder, 'key-lists')]
    .flatMap((place) => readdirSync(place).map((name) => join(place, name)))
    .filter((file) => TEMPORARY_FILE.test(file));
}

test(`killed ${KILLS} times while it works, KeyDesk loses neither lists nor settings and leaves no file behind`, async ({
  launch,
}) => {
  test.setTimeout(300_000 + KILLS * 20_000);
  const platform = await startPlatformCommand(['--accounts', '50', '--keys', String(KEYS)]);
  searchFor("the administrator's password", platform.password);
  const proxy = await startFaultProxy(platform.address);
  const random = seeded();
  const other = new OtherAdministrator(platform, random);
  /** Digests of all states of the platform's keys. */
  const states = new Set([digestOf(await other.read())]);
  let app = await launch({ recordsCalls: false });
  const { userDataFolder } = app;
  await connect(app.page, { ...platform, name: 'Moscow', address: proxy.address });
  await expect.poll(() => new KeysPage(app.page).count()).toBe(KEYS);
  const connectionId = await activeConnectionId(app.page);
  const listFile = join(userDataFolder, 'key-lists', `${connectionId}.jsonl`);
  await expect.poll(() => existsSync(listFile)).toBe(true);
  /** The preference that main confirmed last, and the one sent last. */
  const { minimum, maximum }: Record<'minimum' | 'maximum', number> = CLIPBOARD_SECONDS;
  const seconds = { confirmed: minimum, sent: minimum };
  await callBridge(app.page, 'app:setPreferences', { clipboardSeconds: seconds.sent });
  let isOver = false;

  /** Changes keys on the platform and a preference in the window, and fetches the list, until the window is gone. */
  const work = async (): Promise<void> => {
    try {
      for (;;) {
        await other.change();
        states.add(digestOf(other.keys));
        seconds.sent = seconds.sent === maximum ? minimum : seconds.sent + 1;
        await callBridge(app.page, 'app:setPreferences', { clipboardSeconds: seconds.sent });
        seconds.confirmed = seconds.sent;
        await fetchList(app.page, connectionId);
      }
    } catch (error) {
      if (!isOver) {
        throw error;
      }
    }
  };

  for (let kill = 1; kill <= KILLS; kill += 1) {
    await test.step(`kill ${kill}`, async () => {
      isOver = false;
      const working = work();
      await Promise.race([delay(random.next() * MAX_WORK_MS), working]);
      isOver = true;
      await app.kill();
      await working;
      const cached = await parseKeyList(createReadStream(listFile, 'utf8'));
      const items = cached.kind === 'list' ? cached.list.items : [];
      expect(states, 'the cached list is one that the platform had').toContain(digestOf(items));
      const settings = settingsSchema.parse(JSON.parse(readFileSync(join(userDataFolder, 'settings.json'), 'utf8')));
      expect(settings.activeConnectionId).toBe(connectionId);
      expect(Object.values(seconds), 'no confirmed setting is lost').toContain(settings.preferences.clipboardSeconds);
      seconds.confirmed = settings.preferences.clipboardSeconds ?? 0;
      const left = temporaryFiles(userDataFolder);

      // Without a response the window shows the cached list.
      proxy.always.set('*', hang);
      app = await launch({ recordsCalls: false, userDataFolder });
      const keys = new KeysPage(app.page);
      await keys.waitForList();
      expect(await keys.count()).toBe(items.length);
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
  await proxy.stop();
  await platform.stop();
});
