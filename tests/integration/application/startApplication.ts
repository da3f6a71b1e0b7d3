import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { ensureBuilt } from '../../../scripts/build.mjs';
import type { NewConnection } from '../../../shared/model/connection.ts';
import { type ChromiumApp, launchInChromium } from '../../e2e/launchInChromium.ts';
import type { RunningApp } from '../../e2e/runningApp.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { WITHOUT_KEYRING } from '../../harness/keyring.ts';

/** How long something may take that is to appear, in milliseconds. */
const PATIENCE_MS = 120_000;

/** The compiled application, and how to remove what it leaves. */
export type StartedApplication = ChromiumApp & Pick<RunningApp, 'userDataFolder'> & { readonly clean: () => void };

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
  // The machine may be busy otherwise.
  launched.page.setDefaultTimeout(PATIENCE_MS);
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

/** The part of the preload's object that tests call. */
interface Bridge {
  readonly keydesk: {
    readonly connections: { readonly add: (form: NewConnection) => Promise<{ readonly ok: boolean }> };
  };
}

/** Adds a connection as the window does once its form is filled in. @param form what differs from the usual one. */
export async function addConnection(page: Page, form: Partial<NewConnection>): Promise<void> {
  const added = await page.evaluate((input) => (globalThis as unknown as Bridge).keydesk.connections.add(input), {
    ...CONNECTION_FORM,
    ...form,
  });
  expect(added.ok).toBe(true);
}
