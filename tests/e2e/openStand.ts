import { expect } from '@playwright/test';
import { type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts';
import type { Fault } from '../harness/faults.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { type LaunchOptions, launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';

/** The application with a platform of its own, reached over a proxy. */
export interface Stand {
  readonly app: RunningApp;
  readonly keys: KeysPage;
  readonly platform: StandalonePlatform;
  readonly proxy: FaultProxy;
  stop(): Promise<void>;
}

/** How a stand is opened. */
export interface StandOptions extends Omit<LaunchOptions, 'language'> {
  /** A platform that runs; it is stopped with the stand. */
  readonly platform: StandalonePlatform;
  /** How many keys it has, or will seem to have. */
  readonly count: number;
  /** What happens to every answer from the beginning. */
  readonly fault?: Fault;
}

/** Starts the application in English and connects it to a platform; its keys are in the list then. */
export async function openStand({ platform, count, fault, ...launch }: StandOptions): Promise<Stand> {
  const proxy = await startFaultProxy(platform.address);
  if (fault !== undefined) {
    proxy.always.set('*', fault);
  }
  const app = await launchApp({ ...launch, language: 'en' });
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  await new ConnectionDialog(app.page).add({ ...platform, name: 'Stand', address: proxy.address });
  await expect.poll(() => keys.count(), { timeout: 60_000 }).toBe(count);
  await expect(app.page.getByText('Live · updated just now')).toBeVisible();
  return {
    app,
    keys,
    platform,
    proxy,
    stop: async () => {
      await app.close();
      await proxy.stop();
      await platform.stop();
    },
  };
}
