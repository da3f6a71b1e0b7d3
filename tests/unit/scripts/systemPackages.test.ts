import { afterEach, expect, it, vi } from 'vitest';
import { ensureSystemPackages } from '../../../scripts/systemPackages.mjs';

vi.mock('../../../scripts/chromium.mjs', () => ({ findChromium: () => null }));

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** What the script would print before it ends; nothing here can install anything. */
function refusal(platform: NodeJS.Platform, names: Parameters<typeof ensureSystemPackages>[0]): string {
  vi.stubEnv('PATH', '/nonexistent');
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
  const say = vi.spyOn(console, 'error').mockReturnValue();
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  expect(() => ensureSystemPackages(names)).toThrow('exit 1');
  expect(exit).toHaveBeenCalledOnce();
  return say.mock.calls.join('\n');
}

it('fault 59: names the one command for what is missing, a display in memory among it, and ends with 1', () => {
  const text = refusal('linux', ['xvfb', 'gnome-keyring', 'dbus']);
  expect(text).toContain('sudo apt-get install -y xvfb gnome-keyring dbus');
});

it.each(['win32', 'darwin'] as const)('fault 59: asks for a browser on %s, and ends with 1', (platform) => {
  expect(refusal(platform, ['chromium', 'xvfb'])).toBe(
    'Missing: chromium. Please install it and run the command again.',
  );
});
