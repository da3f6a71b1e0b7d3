import { configDefaults, defineConfig } from 'vitest/config';

/** The tests that have to notice when a piece of the code is taken out, see `stryker.config.json`. */
export default defineConfig({
  test: {
    include: ['tests/contract/**/*.test.ts', 'tests/unit/{adapters,electron,services,shared}/**/*.test.ts'],
    // Takes seconds, which is too long for every piece of what all calls pass.
    exclude: [...configDefaults.exclude, 'tests/contract/hostileInputs.test.ts'],
    // What hangs counts as noticed; a busy machine must not look like that.
    testTimeout: 300_000,
  },
});
