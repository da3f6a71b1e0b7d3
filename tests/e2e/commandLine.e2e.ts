import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from '@playwright/test';
import { hostEnvironment } from '../../scripts/hostEnvironment.mjs';
import { filesWith } from '../harness/filesWith.ts';
import type { Keyring } from '../harness/keyring.ts';
import { createEvidenceFolder } from './evidence/evidenceFolder.ts';
import { searchFor } from './evidence/startEvidence.ts';
import { test } from './fixtures.ts';
import { KeysPage } from './pages/keysPage.ts';
import { callBridge } from './pages/windowCalls.ts';

const KEYDESK = join(import.meta.dirname, '../../scripts/keydesk.mjs');
const PASSPHRASE = 'four words make one';

/** Runs a command on a data folder; its output is searched for secrets at the end of the run. */
async function keydesk(userDataFolder: string, keyring: Keyring, words: readonly string[], input = '') {
  const child = spawn(process.execPath, [KEYDESK, `--user-data-dir=${userDataFolder}`, ...words], {
    env: { ...hostEnvironment(process.env), ...keyring.environment, LANGUAGE: 'en', DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  child.stdin.end(input);
  const [output, errors, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  appendFileSync(join(createEvidenceFolder('data'), 'output.log'), `${output}\n${errors}`);
  return { output, errors, exitCode };
}

test('fault 165: a command is run by the window that uses the data folder, which shows the result', async ({
  app,
  keyring,
}) => {
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  const run = (...words: string[]) => keydesk(app.userDataFolder, keyring, words);
  const created = await run('create', '-c', 'sample', '--account', 'o.kuznetsova', '--expires', '2098-07-06', '--json');
  expect([created.errors, created.exitCode]).toEqual(['', 0]);
  await expect(keys.grid.getByText('06 Jul 2098')).toBeVisible();
  const { key } = JSON.parse(created.output) as { key: { id: string; token: string } };
  expect(filesWith(join(app.userDataFolder, 'activity'), key.id)).toHaveLength(1);
  // Two at a time, which the one process serializes.
  const [retired, listed] = await Promise.all([run('retire', key.id, '-c', 'sample'), run('list', '-c', 'sample')]);
  expect([retired.exitCode, listed.exitCode]).toEqual([0, 0]);
  expect(await run('delete', key.id, '-c', 'sample')).toMatchObject({ exitCode: 11, output: '' });
  expect((await run('delete', key.id, '-c', 'sample', '--yes')).exitCode).toBe(0);
});

test('fault 166: while KeyDesk is locked, commands need the passphrase, with and without its window', async ({
  launch,
  keyring,
}) => {
  searchFor('the passphrase of the command line', PASSPHRASE);
  const app = await launch();
  const { userDataFolder } = app;
  const list = (input = '', ...more: string[]) =>
    keydesk(userDataFolder, keyring, ['list', '-c', 'sample', ...more], input);
  await callBridge(app.page, 'lock:setPassphrase', { current: null, next: PASSPHRASE });
  expect((await list()).exitCode).toBe(0);
  await callBridge(app.page, 'lock:lock', undefined);
  await expect(app.page.getByRole('main', { name: 'KeyDesk is locked' })).toBeVisible();
  expect(await list()).toMatchObject({
    exitCode: 5,
    output: '',
    errors: expect.stringContaining('KeyDesk is locked.'),
  });
  expect(await list('not it\n', '--passphrase-stdin')).toMatchObject({ exitCode: 5, output: '' });
  expect((await list(`${PASSPHRASE}\n`, '--passphrase-stdin')).output).toContain('authkey.1');
  // It permits the command, and leaves the window locked.
  await expect(app.page.getByRole('main', { name: 'KeyDesk is locked' })).toBeVisible();
  await app.close();
  expect(await list()).toMatchObject({ exitCode: 5, output: '' });
  expect((await list(`${PASSPHRASE}\n`, '--passphrase-stdin')).exitCode).toBe(0);
});
