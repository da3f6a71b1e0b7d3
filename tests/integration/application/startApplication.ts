import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ensureBuilt } from '../../../scripts/build.mjs';
import { type ChromiumApp, launchInChromium } from '../../e2e/launchInChromium.ts';
import type { RunningApp } from '../../e2e/runningApp.ts';
import { WITHOUT_KEYRING } from '../../harness/keyring.ts';

/** The compiled application, and how to remove what it leaves. */
export type StartedApplication = RunningApp & ChromiumApp & { readonly clean: () => void };

/**
 * Starts the compiled application in the Chromium host, whether or not Electron is there: for what only this host lets a
 * test do. It has no keyring.
 * @param environment variables beside those of the test.
 * @param userDataFolder its data folder; a new one unless it is given.
 */
export async function startApplication(
  environment: Readonly<Record<string, string>> = {},
  userDataFolder: string = mkdtempSync(join(tmpdir(), 'keydesk-application-')),
): Promise<StartedApplication> {
  ensureBuilt();
  const launched = await launchInChromium({
    switches: [`--user-data-dir=${userDataFolder}`, '--lang=en'],
    environment: { ...(process.env as Record<string, string>), ...WITHOUT_KEYRING, LANGUAGE: 'en', ...environment },
    size: null,
    startFolder: null,
    recordsCalls: false,
  });
  return {
    ...launched,
    userDataFolder,
    clean: () => rmSync(userDataFolder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Waits until a page shows the list of keys; longer than Playwright's own assertions do outside its runner. */
export async function waitForList(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Authentication keys' }).getByRole('row').nth(1).waitFor();
}
