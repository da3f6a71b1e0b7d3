import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HostDialog } from '../../chromium-host/dialog.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-downloads-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

it.each([
  ['an existing file unless told to ask, as Electron on Linux does', 'keys.csv', false, 'keys.csv'],
  ['another name when told to ask', 'keys.csv', true, 'keys (1).csv'],
  ['nothing outside its folder', '/etc/../etc/keys.csv', false, 'keys.csv'],
])('saves under %s', async (_what, defaultPath, asks, name) => {
  writeFileSync(join(folder, 'keys.csv'), '');
  const properties = asks ? (['showOverwriteConfirmation'] as const) : [];
  const filePath = join(folder, name);
  const outcome = await new HostDialog(folder).showSaveDialog({}, { defaultPath, properties });
  expect(outcome).toEqual({ canceled: false, filePath });
  expect(process.stderr.write).toHaveBeenCalledWith(`File: ${filePath}\n`);
});
