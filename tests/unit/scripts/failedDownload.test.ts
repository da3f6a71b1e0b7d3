import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lastFailure, saveOutcome } from '../../../scripts/failedDownload.mjs';

const REASON = 'getaddrinfo ENOTFOUND github.com';
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 28, 8);
const PROXY = { npm_config_https_proxy: 'http://clerk:hunter2@proxy.example:3128' };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-electron-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('a failed download is not tried again for a day', () => {
  expect(lastFailure(folder, {}, NOW)).toBeNull();
  saveOutcome(folder, {}, NOW, REASON);
  expect(lastFailure(folder, { PATH: '/bin' }, NOW + 23 * HOUR)).toBe(REASON);
  expect(lastFailure(folder, {}, NOW + 25 * HOUR)).toBeNull();
  // The clock was set back.
  expect(lastFailure(folder, {}, NOW - 25 * HOUR)).toBeNull();
});

it.each([
  [PROXY, {}],
  [{}, { HTTPS_PROXY: 'http://proxy.example:3128' }],
  [{}, { ELECTRON_MIRROR: 'https://mirror.example/' }],
  [{}, { npm_config_electron_mirror: 'https://mirror.example/' }],
  [{}, { npm_config_cafile: '/etc/authority.pem' }],
  [{ no_proxy: 'one.example' }, { no_proxy: 'two.example' }],
])('it is tried again with other settings of the network: %o, then %o', (before, after) => {
  saveOutcome(folder, before, NOW, REASON);
  expect(lastFailure(folder, before, NOW)).toBe(REASON);
  expect(lastFailure(folder, after, NOW)).toBeNull();
});

it('it is forgotten after a download', () => {
  saveOutcome(folder, {}, NOW, REASON);
  saveOutcome(folder, {}, NOW, null);
  expect(lastFailure(folder, {}, NOW)).toBeNull();
});

it('what was saved holds no password of a proxy, and may be damaged or impossible to write', () => {
  saveOutcome(folder, PROXY, NOW, REASON);
  const [name = ''] = readdirSync(folder);
  expect(readFileSync(join(folder, name), 'utf8')).not.toContain('hunter2');
  writeFileSync(join(folder, name), '{');
  expect(lastFailure(folder, PROXY, NOW)).toBeNull();
  saveOutcome(join(folder, 'missing'), {}, NOW, REASON);
  expect(lastFailure(join(folder, 'missing'), {}, NOW)).toBeNull();
});
