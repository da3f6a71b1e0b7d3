import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { shell } from '../../chromium-host/smallModules.ts';

const PAGE = 'https://cmw.example.ru/#Settings/AuthenticationKeys';

it('opens a page with xdg-open, and rejects if that fails or is missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-shell-'));
  const write = (script: string): void =>
    writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  vi.stubEnv('PATH', folder);
  await expect(shell.openExternal(PAGE)).rejects.toThrow('Failed to open');
  write(`printf %s "$1" > '${join(folder, 'opened')}'`);
  await shell.openExternal(PAGE);
  expect(readFileSync(join(folder, 'opened'), 'utf8')).toBe(PAGE);
  write('exit 3');
  await expect(shell.openExternal(PAGE)).rejects.toThrow('Failed to open');
  vi.unstubAllEnvs();
});
