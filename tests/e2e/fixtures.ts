import { test as base } from '@playwright/test';
import { DEFAULT_PREFERENCES } from '../../shared/model/settings.ts';
import { type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { type LaunchOptions, launchApp, type RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';
import { callBridge } from './pages/windowCalls.ts';
import { startPlatform } from './startPlatform.ts';

/** Expensive to start, and therefore shared by the tests of a worker. */
interface WorkerFixtures {
  readonly keyring: Keyring;
  /** A platform with sample data. A test deletes the keys that it creates there, or does not count keys. */
  readonly platform: StandalonePlatform;
  readonly sharedApp: RunningApp;
}

interface TestFixtures {
  /** The application in English, started once per worker and reset before each test; see {@link resetApp}. */
  readonly app: RunningApp;
  /** Starts an application for one test, in English and with the keyring of the worker by default. */
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<RunningApp>;
  /** A proxy in front of {@link WorkerFixtures.platform}. */
  readonly faultProxy: FaultProxy;
}

/** Playwright's `test` with the application, the platform and the keyring. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  keyring: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const keyring = await startKeyring();
      await use(keyring);
      await keyring.stop();
    },
    { scope: 'worker' },
  ],
  platform: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const platform = await startPlatform(['--sample']);
      await use(platform);
      await platform.stop();
    },
    { scope: 'worker' },
  ],
  sharedApp: [
    async ({ keyring }, use) => {
      const app = await launchApp({ keyring, language: 'en' });
      await use(app);
      await app.close();
    },
    { scope: 'worker' },
  ],
  app: async ({ sharedApp }, use) => {
    await resetApp(sharedApp);
    await use(sharedApp);
  },
  launch: async ({ keyring }, use) => {
    const apps: RunningApp[] = [];
    await use(async (options) => {
      const app = await launchApp({ keyring, language: 'en', ...options });
      apps.push(app);
      return app;
    });
    for (const app of apps) {
      await app.close();
    }
  },
  faultProxy: async ({ platform }, use) => {
    const proxy = await startFaultProxy(platform.address);
    await use(proxy);
    await proxy.stop();
  },
});

/**
 * Resets a running application: only the sample connection, the preferences and clipboard of a first start, and a newly
 * loaded list. Before that, the contents of its page are saved for the search for secrets.
 */
async function resetApp(app: RunningApp): Promise<void> {
  await app.keepPage();
  await app.setIdleSeconds(0);
  await app.chooseFile(null);
  await callBridge(app.page, 'lock:unlock', { passphrase: null });
  const { connections } = await callBridge(app.page, 'connections:list');
  for (const { id } of connections.filter(({ kind }) => kind !== 'sample')) {
    await callBridge(app.page, 'connections:remove', { connectionId: id });
  }
  await callBridge(app.page, 'app:setPreferences', DEFAULT_PREFERENCES);
  await callBridge(app.page, 'clipboard:clear');
  await app.writeClipboard('');
  await app.page.reload();
  await new KeysPage(app.page).waitForList();
}
