import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HostDialog } from '../../chromium-host/dialog.ts';

let folder: string;
let dialog: HostDialog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-downloads-'));
  dialog = new HostDialog(folder);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

it('gives the path of a file that exists without a question, as Electron on Linux does, unless told to ask', async () => {
  writeFileSync(join(folder, 'keys.csv'), '');
  expect(await dialog.showSaveDialog({}, { defaultPath: 'keys.csv' })).toEqual({
    canceled: false,
    filePath: join(folder, 'keys.csv'),
  });
});

it('saves among the downloads under another name when it was told to ask, and says where', async () => {
  writeFileSync(join(folder, 'keys.csv'), '');
  writeFileSync(join(folder, 'keys (1).csv'), '');
  const filePath = join(folder, 'keys (2).csv');
  const options = { defaultPath: 'keys.csv', properties: ['showOverwriteConfirmation'] as const };
  expect(await dialog.showSaveDialog({}, options)).toEqual({ canceled: false, filePath });
  expect(process.stderr.write).toHaveBeenCalledWith(`File: ${filePath}\n`);
});

it('never leaves the folder, whatever name is suggested', async () => {
  const { filePath } = await dialog.showSaveDialog({}, { defaultPath: '/etc/../etc/passwd' });
  expect(filePath).toBe(join(folder, 'passwd'));
});

it('cancels an open dialog that nobody can answer, and says so', async () => {
  expect(await dialog.showOpenDialog({}, {})).toEqual({ canceled: true, filePaths: [] });
  expect(process.stderr.write).toHaveBeenCalledWith('The Chromium host cannot ask for a file\n');
});

it('answers with the chosen file, or as cancelled', async () => {
  dialog.answerWith('/home/user/a.csv');
  expect(await dialog.showSaveDialog({}, {})).toEqual({ canceled: false, filePath: '/home/user/a.csv' });
  expect(await dialog.showOpenDialog({}, {})).toEqual({ canceled: false, filePaths: ['/home/user/a.csv'] });
  dialog.answerWith(null);
  expect(await dialog.showSaveDialog({}, {})).toEqual({ canceled: true, filePath: '' });
  expect(await dialog.showOpenDialog({}, {})).toEqual({ canceled: true, filePaths: [] });
});
