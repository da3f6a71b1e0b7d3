import { defineConfig } from '@playwright/test';
import { findElectronBinary } from './scripts/electronBinary.mjs';

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
  projects: [{ name: findElectronBinary() === null ? 'Chromium host' : 'Electron' }],
  reporter: [['list'], ['json', { outputFile: 'reports/playwright.json' }]],
});
