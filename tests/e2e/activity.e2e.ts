import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { filesWith } from '../harness/filesWith.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ActivityPage } from './pages/activityPage.ts';
import { KeysPage } from './pages/keysPage.ts';

let keyring: Keyring;
let app: RunningApp;
let chosenFolder: string;

test.beforeAll(async () => {
  keyring = await startKeyring();
  chosenFolder = mkdtempSync(join(tmpdir(), 'keydesk-export-'));
});

test.afterAll(async () => {
  await app?.close();
  await keyring.stop();
  rmSync(chosenFolder, { recursive: true });
});

const journalFile = () => join(app.userDataFolder, 'activity', 'sample.jsonl');

/** Ends the application, changes its journal by hand, and starts it again on the page "Activity". */
async function restartWith(change: (lines: readonly string[]) => readonly string[]): Promise<ActivityPage> {
  const { userDataFolder } = app;
  await app.close();
  const lines = readFileSync(journalFile(), 'utf8').trimEnd().split('\n');
  writeFileSync(journalFile(), `${change(lines).join('\n')}\n`);
  app = await launchApp({ keyring, language: 'en', userDataFolder });
  const activity = new ActivityPage(app.page);
  await activity.open();
  await expect(activity.table).toBeVisible();
  return activity;
}

test.describe.configure({ mode: 'serial' });

test('what was done through the window is listed, searched and exported, without a secret', async () => {
  app = await launchApp({ keyring, language: 'en' });
  const keys = new KeysPage(app.page);
  const activity = new ActivityPage(app.page);
  await keys.waitForList();

  await test.step('before anything was done the page says so', async () => {
    await activity.open();
    await expect(app.page.getByText('Nothing was done yet')).toBeVisible();
    await app.page.getByRole('button', { name: 'Authentication keys' }).click();
    await keys.waitForList();
  });

  const { token, secret } = await test.step('create, copy, reveal, extend and delete a key', async () => {
    await keys.create('ERP');
    const copied = {
      token: await keys.copyToken(app.readClipboard),
      secret: await keys.copySecret(app.readClipboard),
    };
    await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
    await expect(keys.properties.getByText(copied.secret, { exact: true })).toBeVisible();
    await keys.saveExpiry({ year: 2031, month: 5, day: 6 });
    await expect(app.page.getByText('Key saved')).toBeVisible();
    await keys.closeProperties();
    await keys.delete([copied.token]);
    await expect(app.page.getByText('1 key deleted')).toBeVisible();
    return copied;
  });

  await test.step('the page has a line for each, the newest first', async () => {
    await activity.open();
    await expect.poll(() => activity.count()).toBe(6);
    const actions = [
      'Key deleted',
      'Expiry changed',
      'Secret revealed',
      'Secret copied',
      'Token copied',
      'Key created',
    ];
    const rows = activity.rows(`${token.slice(0, 8)}…${token.slice(-4)}`);
    for (const [index, action] of actions.entries()) {
      await expect(rows.nth(index)).toContainText(action);
      await expect(rows.nth(index)).toContainText('Done');
    }
    await expect(rows.nth(1)).toContainText('→ 06 May 2031');
    await expect(activity.intact).toBeVisible();
  });

  await test.step('the journal is private and holds neither the secret nor the whole token', () => {
    expect(statSync(journalFile()).mode & 0o777).toBe(0o600);
    const folder = join(app.userDataFolder, 'activity');
    expect(filesWith(folder, 'secretRevealed')).toEqual([journalFile()]);
    expect(filesWith(folder, secret)).toEqual([]);
    expect(filesWith(folder, token)).toEqual([]);
  });

  await test.step('it is searched by the words of the window', async () => {
    await activity.search.fill('revealed');
    await expect.poll(() => activity.count()).toBe(1);
    await activity.search.fill('nothing like this');
    await expect(app.page.getByText('No entry matches')).toBeVisible();
    await activity.search.press('Escape');
    await expect.poll(() => activity.count()).toBe(6);
  });

  await test.step('it is exported to the chosen file, and not when that is cancelled', async () => {
    const exportButton = app.page.getByRole('button', { name: 'Export as CSV' });
    await app.chooseFile(null);
    await exportButton.click();
    const file = join(chosenFolder, 'report.csv');
    await app.chooseFile(file);
    await exportButton.click();
    await expect(app.page.getByText('Saved as report.csv')).toBeVisible();
    const [titles, newest, ...rest] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    expect(titles).toMatch(/^\uFEFFNumber,Time \(UTC\),Connection,Action,/);
    expect(newest).toMatch(/^6,[\dT:.-]+Z,Sample platform,Key deleted,Done,/);
    expect(rest).toHaveLength(5);
    expect(filesWith(chosenFolder, secret)).toEqual([]);
  });
});

test('lines that are removed by hand are missed', async () => {
  await test.step('a line that was cut off in the middle is no more than that', async () => {
    const activity = await restartWith((lines) => [...lines, '{"hash":"00']);
    await expect(app.page.getByText('1 line in the journal of “Sample platform” is cut off')).toBeVisible();
    await expect(app.page.getByRole('alert')).toBeHidden();
    await expect(activity.intact).toBeHidden();
    expect(await activity.count()).toBe(6);
  });

  await test.step('one in the middle, while KeyDesk does not run', async () => {
    const activity = await restartWith((lines) => lines.toSpliced(2, 1));
    await expect(app.page.getByRole('alert')).toContainText(
      'Entries are missing from the journal of “Sample platform”',
    );
    await expect(app.page.getByRole('alert')).toContainText('From entry 3 on');
    expect(await activity.count()).toBe(5);
  });

  await test.step('the newest, while it runs', async () => {
    const whole = readFileSync(journalFile(), 'utf8').split('\n').slice(0, 1);
    writeFileSync(journalFile(), `${whole.join('\n')}\n`);
    await app.page.getByRole('button', { name: 'All connections' }).click();
    await expect(app.page.getByRole('alert')).toContainText('From entry 2 on');
  });
});
