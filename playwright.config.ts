import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findElectronBinary } from './scripts/electronBinary.mjs';
import { EVIDENCE_VARIABLE } from './tests/e2e/evidence/evidenceFolder.ts';

// Set before the workers start, which inherit it.
process.env[EVIDENCE_VARIABLE] ??= join(tmpdir(), `keydesk-evidence-${process.pid}`);

const SEARCH = 'secrets left behind';

/**
 * End-to-end tests. A test that needs a second try is a failed test. The limits are far above what a test takes, since
 * the machine may have other work. `npm test` leaves out the tests that are tagged `@full`.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: './tests/e2e/globalSetup.ts',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  outputDir: 'reports/playwright',
  // Every line of the report names the host that ran the test.
  projects: [
    { name: findElectronBinary() === null ? 'Chromium host' : 'Electron', teardown: SEARCH },
    // After the last test, whatever its result.
    { name: SEARCH, testMatch: 'evidence/secrets.teardown.ts', timeout: 300_000 },
  ],
  reporter: [['list'], ['json', { outputFile: 'reports/playwright.json' }]],
});
