import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { hostEnvironment } from '../../../scripts/hostEnvironment.mjs';
import { filesWith } from '../../harness/filesWith.ts';
import { startKeyring } from '../../harness/keyring.ts';
import { startPlatformCommand } from '../../harness/platformCommand.ts';

const SCRIPT = join(import.meta.dirname, 'mainJob.sh');
const KEYDESK = join(import.meta.dirname, '../../../scripts/keydesk.mjs');

test('an administrator does the whole main job by the command line, and no secret is left behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-main-job-'));
  const keyring = await startKeyring();
  const platform = await startPlatformCommand(['--sample']);
  onTestFinished(async () => {
    await platform.stop();
    await keyring.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const data = join(folder, 'data');
  const out = mkdtempSync(join(folder, 'out-'));
  const passwordFile = join(out, 'password');
  writeFileSync(passwordFile, `${platform.password}\n`, { mode: 0o600 });
  const script = spawn('sh', [SCRIPT], {
    env: {
      ...hostEnvironment(process.env),
      ...keyring.environment,
      // There is no display.
      DISPLAY: '',
      WAYLAND_DISPLAY: '',
      KEYDESK: `${process.execPath} ${KEYDESK}`,
      DATA: data,
      ADDRESS: platform.address,
      USERNAME: platform.username,
      PASSWORD_FILE: passwordFile,
      ACCOUNT: 'o.kuznetsova',
      OUT: out,
      LANGUAGE: 'en',
      LC_ALL: 'C.UTF-8',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [code]] = await Promise.all([text(script.stdout), text(script.stderr), once(script, 'exit')]);
  expect(`${output}\n${errors}`).toContain('== done');
  expect(code).toBe(0);

  const { secretKey } = JSON.parse(readFileSync(join(out, 'created.json'), 'utf8'));
  expect(Buffer.from(secretKey, 'base64').length).toBeGreaterThanOrEqual(32);
  expect(statSync(join(out, 'created.json')).mode & 0o077).toBe(0);
  expect(readFileSync(join(out, 'keydesk.env'), 'utf8')).toContain(secretKey);
  for (const secret of [secretKey, platform.password]) {
    expect(output).not.toContain(secret);
    expect(errors).not.toContain(secret);
    expect(filesWith(data, secret)).toEqual([]);
  }
  // Every command was recorded in the journal of the connection, whose chain is intact.
  expect(filesWith(join(data, 'activity'), 'secretRevealed')).toHaveLength(1);
});
