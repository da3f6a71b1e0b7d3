import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';
import { refusing } from '../../harness/refusedFromStart.ts';
import { RIGHTS } from '../../harness/refusingFileSystem.ts';
import { addConnection, type StartedApplication, startApplication, waitForList } from './startApplication.ts';

/** An installation that does not listen. */
const AWAY = { address: 'https://127.0.0.1:1' };

let root: string;
let app: StartedApplication;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keydesk-data-'));
});

afterEach(async () => {
  await app.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

/** Expects that connections can be added and opened. */
async function expectToWork(): Promise<void> {
  await addConnection(app.page, AWAY);
  await app.page.getByText('The installation cannot be reached').first().waitFor();
}

it('fault 52: fault 110: fault 17: a folder with an unusual name, behind a link and readable by others is used by one instance', async () => {
  const target = join(root, 'Программа 😀');
  const folder = join(root, 'a link');
  mkdirSync(target);
  chmodSync(target, 0o755);
  chmodSync(root, 0o755);
  symlinkSync('Программа 😀', folder);
  const withoutRights = refusing('EPERM', RIGHTS);
  app = await startApplication(withoutRights, folder);
  await waitForList(app.page);
  const note = app.page.getByRole('note').filter({ hasText: 'other users of this computer may be able to read it' });
  await note.filter({ hasText: `${folder} (EPERM)` }).waitFor();
  await note.getByRole('button', { name: 'Close' }).click();
  await note.waitFor({ state: 'detached' });
  await expectToWork();
  const settings = () => readFileSync(join(folder, 'settings.json'), 'utf8');
  await expect.poll(settings, { timeout: 60_000 }).toContain('Stand');

  // A second instance exits and changes nothing.
  const before = settings();
  await expect(startApplication({}, folder)).rejects.toThrow('The application exited at its start');
  expect(settings()).toBe(before);
  await app.close();

  app = await startApplication(withoutRights, folder);
  await app.page.getByText('Stand').first().waitFor();
  expect(readFileSync(join(folder, 'logs', 'keydesk.log'), 'utf8')).not.toContain('"level":50');
});

it('fault 14: with a data folder that cannot be used the window opens, says so and works for this run', async () => {
  mkdirSync(join(root, 'settings.json'));
  app = await startApplication({}, root);
  await app.page.getByText('are kept only until KeyDesk is closed').first().waitFor();
  await waitForList(app.page);
  await expectToWork();
});

it('fault 15: settings of a newer version are reported, used and not changed', async () => {
  const file = join(root, 'settings.json');
  const newer = JSON.stringify({ ...DEFAULT_SETTINGS, schemaVersion: 99, novelty: true });
  writeFileSync(file, newer);
  app = await startApplication({}, root);
  await app.page.getByText('The settings were saved by a newer version of KeyDesk').first().waitFor();
  await expectToWork();
  await app.close();
  expect(readFileSync(file, 'utf8')).toBe(newer);
  expect(readdirSync(root).filter((name) => name.startsWith('settings'))).toEqual(['settings.json']);
});
