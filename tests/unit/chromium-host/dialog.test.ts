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

it('saves under an unused name in its folder only', async () => {
  const options = { defaultPath: '/etc/../etc/keys.csv', properties: ['showOverwriteConfirmation'] };
  for (const name of ['keys.csv', 'keys (1).csv']) {
    const filePath = join(folder, name);
    expect(await new HostDialog(folder).showSaveDialog({}, options)).toEqual({ canceled: false, filePath });
    expect(process.stderr.write).toHaveBeenCalledWith(`File: ${filePath}\n`);
    writeFileSync(filePath, '');
  }
});

it('rejects a dialog that would overwrite without asking', async () => {
  await expect(new HostDialog(folder).showSaveDialog({}, { defaultPath: 'keys.csv' })).rejects.toThrow(
    'without asking',
  );
});
