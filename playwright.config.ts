import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findElectronBinary } from './scripts/electronBinary.mjs';
import { EVIDENCE_VARIABLE } from './tests/e2e/evidence/evidenceFolder.ts';

// Set before the workers start, which inherit it.
process.env[EVIDENCE_VARIABLE] ??= join(tmpdir(), `keydesk-evidence-${process.pid}`);

const SEARCH = 'secrets left behind';

/** End-to-end tests: one window at a time, and a test that needs a second try is a failed test. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: 'reports/playwright',
  // Every line of the report names the host that ran the test.
  projects: [
    { name: findElectronBinary() === null ? 'Chromium host' : 'Electron', teardown: SEARCH },
    // After the last test, whatever its result.
    { name: SEARCH, testMatch: 'evidence/secrets.teardown.ts', timeout: 300_000 },
  ],
  reporter: [['list'], ['json', { outputFile: 'reports/playwright.json' }]],
});
