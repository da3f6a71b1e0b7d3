import { afterEach, expect, it, vi } from 'vitest';
import { getElectronBinary } from '../../../scripts/electronBinary.mjs';
import { chooseHost } from '../../../scripts/host.mjs';
import { canInstall, ensureSystemPackages } from '../../../scripts/systemPackages.mjs';

vi.mock('../../../scripts/electronBinary.mjs', () => ({
  getElectronBinary: vi.fn(),
  electronByHand: () => 'unpack it',
}));
vi.mock('../../../scripts/systemPackages.mjs', () => ({ canInstall: vi.fn(), ensureSystemPackages: vi.fn() }));
vi.mock('../../../scripts/linuxSandbox.mjs', () => ({ findSandboxObstacle: () => null }));

const electron = vi.mocked(getElectronBinary);
const LACKING = { path: null, reason: 'this system lacks libnss3.so', lacksLibrary: true };

afterEach(() => {
  vi.resetAllMocks();
});

async function choose(): Promise<{ readonly name: string; readonly said: string }> {
  const say = vi.fn<(line: string) => void>();
  const { name } = await chooseHost(say);
  return { name, said: say.mock.calls.join('\n') };
}

it('installs the libraries that Electron needs where possible, and then uses Electron', async () => {
  vi.mocked(canInstall).mockReturnValue(true);
  electron.mockResolvedValueOnce(LACKING).mockResolvedValueOnce({ path: '/electron' });
  expect((await choose()).name).toBe('electron');
  expect(vi.mocked(ensureSystemPackages).mock.calls).toEqual([[['chromium']]]);
});

it('uses Chromium where Electron is not available, and says why and what to do', async () => {
  electron.mockResolvedValue(LACKING);
  const { name, said } = await choose();
  expect(name).toBe('chromium');
  expect(said).toContain('Host: Chromium (Electron is not available: this system lacks libnss3.so)');
  expect(said).toContain('To use Electron without this download: unpack it');
});
