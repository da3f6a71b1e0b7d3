import { _electron, type ElectronApplication } from '@playwright/test';
import { afterEach, expect, it, vi } from 'vitest';
import { ROOT } from '../../../scripts/project.mjs';
import { launchInElectron } from '../../e2e/launchInElectron.ts';

vi.mock('@playwright/test', () => ({ _electron: { launch: vi.fn() } }));

const launch = vi.mocked(_electron.launch);
const SWITCHES = ['--user-data-dir=/d', '--lang=en', 'keydesk://stand.example/authkey.7'];

afterEach(() => {
  vi.restoreAllMocks();
});

/** The options that Playwright is given when the tests run as a user. */
async function launchAs(
  userId: number,
  environment: Record<string, string> = {},
): Promise<Parameters<typeof launch>[0]> {
  vi.spyOn(process, 'getuid').mockReturnValue(userId);
  vi.spyOn(process, 'platform', 'get').mockReturnValue(userId === 0 ? 'linux' : 'darwin');
  launch.mockResolvedValue({
    process: () => ({ pid: 1, stdout: null, stderr: null }),
    firstWindow: async () => ({}),
  } as unknown as ElectronApplication);
  await launchInElectron('/electron', {
    switches: SWITCHES,
    environment,
    size: null,
    startFolder: null,
    recordsCalls: true,
  });
  return launch.mock.lastCall?.[0];
}

it('names the application before everything that could be taken for one', async () => {
  const { args = [] } = (await launchAs(1000)) ?? {};
  const withoutDash = args.filter((text, index) => !text.startsWith('-') && args[index - 1] !== '-r');
  expect(withoutDash[0]).toBe(ROOT);
  expect(args.slice(-SWITCHES.length)).toEqual(SWITCHES);
});

it('keeps the sandbox for every user but root', async () => {
  const ofUser = await launchAs(1000);
  expect(ofUser).toMatchObject({ chromiumSandbox: true });
  expect(ofUser?.args).not.toContain('--no-sandbox');
  const ofRoot = await launchAs(0);
  expect(ofRoot).toMatchObject({ chromiumSandbox: false });
  expect(ofRoot?.args).toContain('--no-sandbox');
});

it('fault 57: keeps the window on the display that the tests were given', async () => {
  expect((await launchAs(0, { DISPLAY: ':7' }))?.args).toContain('--ozone-platform=x11');
});
