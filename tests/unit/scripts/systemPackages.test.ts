import { afterEach, expect, it, vi } from 'vitest';
import { ensureSystemPackages } from '../../../scripts/systemPackages.mjs';

vi.mock('../../../scripts/chromium.mjs', () => ({ findChromium: () => null }));

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it.each(['win32', 'darwin'] as const)('fault 59: requires a browser on %s only, and exits with 1', (platform) => {
  vi.stubEnv('PATH', '/nonexistent');
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
  const say = vi.spyOn(console, 'error').mockReturnValue();
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  expect(() => ensureSystemPackages(['chromium', 'xvfb'])).toThrow('exit 1');
  expect(exit).toHaveBeenCalledOnce();
  expect(say.mock.calls).toEqual([['Missing: chromium. Please install it and run the command again.']]);
});
