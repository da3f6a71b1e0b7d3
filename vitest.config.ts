import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './scripts/chromium.mjs';
import { sandboxSwitches } from './scripts/host.mjs';

const slow = {
  // electron-store imports electron, which would fetch its binary; pointed to a folder it only gives a path.
  // The processes that tests start share what was compiled.
  env: {
    ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent',
    NODE_COMPILE_CACHE: join(tmpdir(), 'keydesk-compile-cache'),
  },
  // A limit ends what hangs. It says nothing about speed, since the machine may be busy otherwise.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000 } },
};
/** The platform hashes passwords at a cost that no test needs; what a process of its own does stays real. */
const setupFiles = ['tests/harness/cheapScrypt.ts'];
const platform = 'tests/integration/platform';
/** Tests of the platform whose subject is the database, each run on both engines. */
const storage = `${platform}/storage/*.slow.test.ts`;
/** What takes minutes runs in `npm run test:full` only. */
const full = {
  test: { name: 'full', include: ['tests/**/*.full.test.ts'], ...slow, testTimeout: 900_000, hookTimeout: 900_000 },
};

/** Each tier is a project of its own; its name is the folder, and slow tiers show it in the file name. */
export default defineConfig({
  test: {
    // Vitest leaves one core to itself unless told: on two cores nothing would run side by side.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 120_000 } },
      {
        // React as it is shipped, which draws several times as fast.
        define: { 'process.env.NODE_ENV': '"production"' },
        oxc: { jsx: { runtime: 'automatic', development: false } },
        // Found before the first test, so that no page is loaded anew in the middle.
        optimizeDeps: {
          entries: ['renderer/main.tsx', 'tests/component/**/*.{ts,tsx}'],
          include: ['react/jsx-runtime'],
          // A cache of an earlier run lacks what was imported since.
          force: true,
        },
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.tsx'],
          setupFiles: ['tests/component/setUp.ts'],
          // One page for all files: the window takes longer to load than a file to run.
          isolate: false,
          fileParallelism: false,
          // Alone, after the tiers that run side by side.
          sequence: { groupOrder: 1 },
          restoreMocks: true,
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            locators: { exact: false },
            provider: playwright({
              launchOptions: {
                executablePath: findChromium() ?? 'chromium',
                chromiumSandbox: sandboxSwitches().length === 0,
              },
              contextOptions: { reducedMotion: 'reduce' },
              actionTimeout: 30_000,
            }),
            instances: [{ browser: 'chromium' }],
          },
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.slow.test.ts'],
          exclude: [`${platform}/**`],
          setupFiles,
          ...slow,
        },
      },
      {
        test: {
          name: 'platform on SQLite',
          include: [`${platform}/*.slow.test.ts`, `${platform}/sqlite/*.slow.test.ts`, storage],
          setupFiles,
          ...slow,
        },
      },
      {
        test: {
          name: 'platform on PostgreSQL',
          include: [`${platform}/postgres/*.slow.test.ts`, storage],
          globalSetup: [`${platform}/postgresSetup.ts`],
          setupFiles,
          ...slow,
        },
      },
      ...(process.env.KEYDESK_TEST_FULL === '1' ? [full] : []),
    ],
  },
});
