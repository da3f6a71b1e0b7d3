import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { secretDigest } from '../../electron/services/usage/secretDigests.ts';
import type { ScanGaps } from '../../shared/model/keyUsage.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { readTable } from '../fakes/memoryTables.ts';
import { press } from './keyboard.ts';
import { openKeys } from './openWindow.tsx';
import { button, field, focusOn, goTo, text } from './pages/appWindow.ts';

const FOLDER = '/srv/projects';
const SECRET = `${'Zm9v'.repeat(21)}AQ==`;

/** Opens the page over an installation with three keys. */
async function openUsage(prepare: (memory: MemoryPorts) => void = () => {}) {
  const opened = await openKeys({ count: 3, prepare });
  const { memory } = opened;
  memory.fileDialogs.choice = FOLDER;
  const [first, second] = [...memory.adminApi.keys.values()];
  if (first === undefined || second === undefined) {
    throw new Error('The installation has no keys.');
  }
  await goTo('Find in files');
  const rows = () => page.getByRole('table', { name: 'Places' }).getByRole('row');
  return { ...opened, first, second, rows, tokens: [...memory.adminApi.keys.values()].map(({ token }) => token) };
}

const place = (key: string, path: string, part: 'token' | 'secret' = 'token') => ({
  path,
  line: 12,
  column: 3,
  part,
  key,
});

test('a folder is searched by keyboard alone; what was found says where, which key, and what to do next', async () => {
  const { memory, first, second, rows, tokens } = await openUsage();
  memory.folderScan.places = [
    place(first.token, 'jobs/export/.env'),
    place(second.token, 'a.log'),
    place(first.token, 'jobs/export/run.sh'),
  ];
  await expect.element(button('Search')).toBeDisabled();
  await focusOn(button('Choose a folder…'));
  await press('Enter');
  await expect.element(text(FOLDER)).toBeVisible();
  await focusOn(button('Search'));
  await press('Enter');
  await expect.element(text('Found: 2 keys in 3 files')).toBeVisible();
  await expect.element(text('keys of the list do not occur here')).toBeVisible();
  expect(memory.folderScan.searches).toMatchObject([
    { folder: FOLDER, tokens, exclusions: expect.arrayContaining(['node_modules']) },
  ]);
  expect(rows().elements()).toHaveLength(4);
  await expect.element(rows().nth(1)).toMatchTextContent('.env');
  await expect.element(rows().nth(1)).toMatchTextContent('jobs/export');
  await expect.element(rows().nth(1)).toMatchTextContent('12:3');

  await focusOn(button('Copy the path of .env'));
  await press('Enter');
  await expect.element(text('Path copied')).toBeVisible();
  expect(memory.clipboard.text).toBe(`${FOLDER}/jobs/export/.env`);

  await focusOn(
    rows()
      .nth(2)
      .getByRole('button', { name: `Open the key of ${second.username}` }),
  );
  await press('Enter');
  const dialog = page.getByRole('dialog');
  await expect.element(text(second.token, dialog)).toBeVisible();
  await press('Escape');
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(text('Found: 2 keys in 3 files')).toBeVisible();
});

test('a secret key in a file is reported as a leak with the next step, and is not in the window', async () => {
  const { memory, services } = await openUsage();
  const { id } = await services.connections.add({ ...CONNECTION_FORM, keepsKeySecrets: true });
  const { content } = await services.keys.list(id);
  const [key] = content.keys;
  if (key === undefined) {
    throw new Error('The installation has no keys.');
  }
  const original = memory.adminApi.readSecret.bind(memory.adminApi);
  memory.adminApi.readSecret = async (keyId) => ({ ...(await original(keyId)), secretKey: SECRET });
  await services.keys.readSecret(id, key);
  await expect.poll(() => memory.settingsStore.stored.keptSecrets).toHaveLength(1);
  memory.folderScan.places = [place(secretDigest(SECRET)?.digest ?? '', 'a.env', 'secret')];
  await button('All connections').click();
  await button('Choose a folder…').click();
  await button('Search').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('The secret key of 1 key can be read in files');
  await expect.element(page.getByRole('alert')).toMatchTextContent('Create a new key for the account');
  expect(document.documentElement.outerHTML).not.toContain(SECRET.slice(0, 20));
  expect(JSON.stringify(memory.folderScan.searches)).not.toContain(SECRET.slice(0, 20));
});

test('a search shows its progress, can be left and stopped, and keeps what was found', async () => {
  const { memory, first } = await openUsage();
  memory.folderScan.isEndless = true;
  memory.folderScan.places = [place(first.token, 'a.env')];
  await button('Choose a folder…').click();
  await button('Search').click();
  await expect.element(button('Stop')).toBeVisible();
  memory.folderScan.report({ folders: 3, files: 1_234, bytes: 5_000_000, places: 1, path: 'a/b\u202etxt.exe' });
  await expect.element(text('1,234 files searched, 4.8 MB, 1 place found')).toBeVisible();
  await expect.element(text('a/b�txt.exe')).toBeVisible();
  await goTo('Settings');
  await goTo('Find in files');
  await expect.element(text('1,234 files searched')).toBeVisible();
  await button('Stop').click();
  await expect.element(text('The search was stopped, so there may be more places')).toBeVisible();
  await expect.element(text('Found: 1 key in 1 file')).toBeVisible();
});

test('what was not searched is named with the reason, and what was left out on purpose apart from it', async () => {
  const { memory } = await openUsage();
  const gap = (reason: ScanGaps['reason'], ...paths: string[]): ScanGaps => ({
    reason,
    count: paths.length,
    named: paths.map((path) => ({ path, code: reason === 'unreadable' ? 'EACCES' : null })),
  });
  memory.folderScan.result = {
    ...memory.folderScan.result,
    stoppedBy: 'files',
    gaps: [gap('unreadable', 'closed.txt'), gap('tooLarge', 'huge.log'), { ...gap('archive', 'a.zip'), count: 7 }],
  };
  await button('Choose a folder…').click();
  await button('Search').click();
  await expect.element(text('No key was found in this folder')).toBeVisible();
  await expect.element(text('at the limit for the number of files')).toBeVisible();
  await text('1 file or folder could not be read').click();
  await expect.element(text('closed.txt (EACCES)')).toBeVisible();
  await text('7 archives or compressed files').click();
  await expect.element(text('a.zip')).toBeVisible();
  await expect.element(text('and 6 more')).toBeVisible();
});

test('limits and exclusions are checked before a search, and sent with it', async () => {
  const { memory } = await openUsage();
  await button('Choose a folder…').click();
  await button('Limits and exclusions').click();
  await field('Number of files').fill('0');
  await expect.element(text('A whole number from 1 to 100,000,000.')).toBeVisible();
  await expect.element(button('Search')).toBeDisabled();
  await field('Number of files').fill('50');
  await field('Largest file, MB').fill('3');
  await field('Leave out').fill('*.log\n\n /build ');
  await button('This connection').or(button('All connections')).first().click();
  await button('Search').click();
  await expect.poll(() => memory.folderScan.searches).toHaveLength(1);
  expect(memory.folderScan.searches[0]).toMatchObject({
    exclusions: ['*.log', '/build'],
    limits: { maxFiles: 50, maxFileBytes: 3 * 1024 ** 2 },
  });
});

test('fault 161: a folder that can no longer be read fails with the reason, and another one can be searched', async () => {
  const { memory } = await openUsage();
  memory.folderScan.failure = 'ENOENT';
  await button('Choose a folder…').click();
  await button('Search').click();
  await expect.element(text('The folder could not be searched')).toBeVisible();
  await expect.element(text('ENOENT')).toBeVisible();
  memory.folderScan.failure = null;
  await button('Search').click();
  await expect.element(text('No key was found in this folder')).toBeVisible();
});

test('the places are exported as a table, and rules for secret scanners are saved', async () => {
  const { memory, first } = await openUsage();
  memory.folderScan.places = [place(first.token, 'a.env')];
  await button('Choose a folder…').click();
  await button('Search').click();
  await button('Export…').click();
  memory.fileDialogs.choice = '/home/anna/places.xlsx';
  await button('Export', page.getByRole('dialog')).click();
  await expect.element(text('Saved 1 place to places.xlsx in the folder anna')).toBeVisible();
  const table = readTable(memory.userFiles.files.get('/home/anna/places.xlsx'));
  expect(table?.rows[0]?.slice(0, 4)).toEqual(['a.env', '12', '3', 'Token']);
  memory.fileDialogs.choice = '/home/anna/.gitleaks.toml';
  await button('Rules for secret scanners…').click();
  await expect.element(text('Rules saved to .gitleaks.toml in the folder anna')).toBeVisible();
});
