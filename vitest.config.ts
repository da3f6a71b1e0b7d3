import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './scripts/chromium.mjs';
import { sandboxSwitches } from './scripts/host.mjs';

const slow = {
  // electron-store imports electron, which would fetch its binary; pointed to a folder it only gives a path.
  env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
  testTimeout: 60_000,
  hookTimeout: 60_000,
};
/** Tests of the platform that hold on every engine, each run on both. */
const everyEngine = 'tests/integration/platform/*.slow.test.ts';

/** Each tier is a project of its own; its name is the folder, and slow tiers show it in the file name. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], testTimeout: 20_000 } },
      { test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 20_000 } },
      {
        plugins: [react()],
        // Found before the first test, so that no page is loaded anew in the middle.
        optimizeDeps: { entries: ['renderer/main.tsx', 'tests/component/**/*.{ts,tsx}'] },
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.tsx'],
          setupFiles: ['tests/component/setUp.ts'],
          // One page for all files: the window takes longer to load than a file to run.
          isolate: false,
          fileParallelism: false,
          restoreMocks: true,
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
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
          exclude: ['tests/integration/platform/**'],
          ...slow,
        },
      },
      {
        test: {
          name: 'platform on SQLite',
          include: [everyEngine, 'tests/integration/platform/sqlite/*.slow.test.ts'],
          ...slow,
        },
      },
      {
        test: {
          name: 'platform on PostgreSQL',
          include: [everyEngine, 'tests/integration/platform/postgres/*.slow.test.ts'],
          globalSetup: ['tests/integration/platform/postgresSetup.ts'],
          ...slow,
        },
      },
    ],
  },
});
