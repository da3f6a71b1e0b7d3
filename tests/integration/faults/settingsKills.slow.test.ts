import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import {
  TEMPORARY_ENDING,
  temporaryFileFor,
  writeFileAtomicSync,
} from '../../../electron/adapters/files/atomicFile.ts';
import { sweepTemporaryFiles } from '../../../electron/adapters/files/sweepTemporaryFiles.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { amount, seeded } from '../../harness/amount.ts';
import { newFolder, openSettings } from '../../harness/settingsFolder.ts';

/** How often the writing process is killed. */
const KILLS = amount({ sample: 4, full: 60 });
const WRITER = join(import.meta.dirname, 'settingsWriter.ts');

const random = seeded();

/** Starts a process that writes settings and kills it at a random moment. @returns what it wrote to its log. */
async function killWhileWriting(folder: string): Promise<string> {
  // With SNAP electron-store would write its file in place, if the application did not remove the variable.
  const env = { ...process.env, SNAP: '1' };
  const child = spawn(process.execPath, [WRITER, folder], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  await Promise.race([once(child.stdout, 'data'), ended]);
  await delay(random.below(40));
  child.kill('SIGKILL');
  await ended;
  return log;
}

it('fault 13: a process that is killed while writing leaves complete settings; the next start removes the rest', async () => {
  const folder = newFolder();
  for (let kill = 0; kill < KILLS; kill += 1) {
    expect(await killWhileWriting(folder)).toBe('');
    const text = readFileSync(join(folder, 'settings.json'), 'utf8');
    const { activeConnectionId, pendingSecretIds } = settingsSchema.parse(JSON.parse(text));
    expect(new Set(pendingSecretIds)).toEqual(new Set([activeConnectionId]));
  }
  for (const name of readdirSync(folder)) {
    utimesSync(join(folder, name), 0, 0);
  }
  openSettings(folder);
  expect(readdirSync(folder).toSorted()).toEqual(['settings.json', 'settings.last-good.json']);
});

it('keeps a temporary file that may be in use: written since this process started and in the last minute', () => {
  const folder = newFolder();
  const pattern = new RegExp(`^list\\.json${TEMPORARY_ENDING}$`);
  const name = temporaryFileFor('list.json');
  writeFileSync(join(folder, name), '');
  sweepTemporaryFiles(folder, pattern, Date.now());
  expect(readdirSync(folder)).toEqual([name]);
  utimesSync(join(folder, name), 0, 0);
  sweepTemporaryFiles(folder, pattern, Date.now());
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves no temporary file after a write that failed', () => {
  const folder = newFolder();
  const inTheWay = join(folder, 'list.json');
  mkdirSync(inTheWay);
  expect(() => writeFileAtomicSync(inTheWay, Buffer.from('x'))).toThrow(expect.objectContaining({ code: 'EISDIR' }));
  expect(readdirSync(folder)).toEqual(['list.json']);
});
