import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';
import { ConnectionDialog } from '../../e2e/pages/connections.ts';
import { refusing } from '../../harness/refusedFromStart.ts';
import { RIGHTS } from '../../harness/refusingFileSystem.ts';
import { type StartedApplication, startApplication, waitForList } from './startApplication.ts';

const connection = { name: 'Stand', address: 'https://127.0.0.1:1', username: 'admin', password: 'a password' };

/** For a machine that is busy otherwise; the first test also builds the application. */
const LIMIT_MS = 180_000;

let root: string;
let app: StartedApplication;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keydesk-data-'));
});

afterEach(async () => {
  await app.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

it(
  'fault 52: a data folder with spaces and non-ASCII in its name, behind a symbolic link, is used like any other',
  async () => {
    const folder = join(root, 'a link');
    mkdirSync(join(root, 'Программа 😀'));
    symlinkSync('Программа 😀', folder);
    app = await startApplication({}, folder);
    await waitForList(app.page);
    await new ConnectionDialog(app.page).add(connection);
    await app.page.getByText('The installation cannot be reached').first().waitFor();
    await app.close();

    app = await startApplication({}, folder);
    await app.page.getByText('Stand').first().waitFor();
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toContain('Stand');
    expect(readFileSync(join(folder, 'logs', 'keydesk.log'), 'utf8')).not.toContain('"level":50');
  },
  LIMIT_MS,
);

it(
  'fault 14: a data folder that cannot be used still gives a window, which says so and works for this run',
  async () => {
    mkdirSync(join(root, 'settings.json'));
    app = await startApplication({}, root);
    await app.page.getByText('are kept for this run only').first().waitFor();
    await waitForList(app.page);
    await new ConnectionDialog(app.page).add(connection);
    await app.page.getByText('The installation cannot be reached').first().waitFor();
  },
  LIMIT_MS,
);

it(
  'fault 110: a data folder that cannot be closed to others is told with its path and cause, once, and used like any other',
  async () => {
    chmodSync(root, 0o755);
    const withoutRights = refusing('EPERM', RIGHTS);
    app = await startApplication(withoutRights, root);
    await waitForList(app.page);
    const note = app.page.getByRole('note').filter({ hasText: 'other users of this computer may be able to read it' });
    await note.filter({ hasText: `${root} (EPERM)` }).waitFor();
    await note.getByRole('button', { name: 'Close' }).click();
    await note.waitFor({ state: 'detached' });
    await new ConnectionDialog(app.page).add(connection);
    await app.page.getByText('The installation cannot be reached').first().waitFor();
    await app.close();
    expect(statSync(root).mode & 0o777).toBe(0o755);

    app = await startApplication(withoutRights, root);
    await app.page.getByText('Stand').first().waitFor();
  },
  LIMIT_MS,
);

it(
  'fault 15: settings of a newer version are told, used and byte-identical after exit',
  async () => {
    const file = join(root, 'settings.json');
    const newer = JSON.stringify({ ...DEFAULT_SETTINGS, schemaVersion: 99, novelty: true });
    writeFileSync(file, newer);
    app = await startApplication({}, root);
    await app.page.getByText('The settings were saved by a newer KeyDesk').first().waitFor();
    await new ConnectionDialog(app.page).add(connection);
    await app.page.getByText('The installation cannot be reached').first().waitFor();
    await app.close();
    expect(readFileSync(file, 'utf8')).toBe(newer);
    expect(readdirSync(root).filter((name) => name.startsWith('settings'))).toEqual(['settings.json']);
  },
  LIMIT_MS,
);

it(
  'fault 17: a second start on the same data folder ends by itself, and changes nothing',
  async () => {
    app = await startApplication({}, root);
    await waitForList(app.page);
    await new ConnectionDialog(app.page).add(connection);
    const settings = () => readFileSync(join(root, 'settings.json'), 'utf8');
    await expect.poll(settings).toContain('Stand');
    const before = settings();
    await expect(startApplication({}, root)).rejects.toThrow('The application ended at its start');
    expect(settings()).toBe(before);
    await app.page.getByText('Stand').first().waitFor();
  },
  LIMIT_MS,
);
