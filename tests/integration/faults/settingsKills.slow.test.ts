import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
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
const KILLS = amount({ sample: 2, full: 30 });
const WRITER = join(import.meta.dirname, 'settingsWriter.ts');

const random = seeded();

/** Starts a process that writes settings, and kills it at a random moment of that. Gives what it wrote to its log. */
async function killWhileWriting(folder: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, [WRITER, folder], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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

describe.each([
  ['as it is started everywhere', {}],
  ['with SNAP=1, which would have the file written in place', { SNAP: '1' }],
])('fault 13: a process that is killed while it writes settings, %s', (_name, environment) => {
  it('leaves whole settings, old or new, and nothing else after the next start', async () => {
    const folder = newFolder();
    for (let kill = 0; kill < KILLS; kill += 1) {
      expect(await killWhileWriting(folder, environment)).toBe('');
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
});

describe('sweeping', () => {
  const pattern = new RegExp(`^list\\.json${TEMPORARY_ENDING}$`);
  const temporary = ['list.json.tmp-1732464000abcdef', 'list.json.tmp-17324640000123ab'];

  it('removes what a write has left, of the files it is told of, and nothing else', () => {
    const folder = newFolder();
    const others = ['list.json', 'other.json.tmp-1732464000abcdef', `${temporary[0]}.txt`, 'list.json.tmp-of-the-user'];
    for (const name of [...temporary.slice(1), 'list.json.tmp-1732464000abcdef', ...others]) {
      writeFileSync(join(folder, name), '');
      utimesSync(join(folder, name), 0, 0);
    }
    sweepTemporaryFiles(folder, pattern, Date.now());
    expect(readdirSync(folder).toSorted()).toEqual(others.toSorted());
  });

  it('leaves alone what may be in use: written after the start of this process and within a minute', () => {
    const folder = newFolder();
    const [name = ''] = temporary;
    writeFileSync(join(folder, name), '');
    sweepTemporaryFiles(folder, pattern, Date.now());
    expect(readdirSync(folder)).toEqual([name]);
    sweepTemporaryFiles(folder, pattern, Date.now() + 61_000);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('knows the names that files are written under', () => {
    expect(temporaryFileFor('list.json')).toMatch(pattern);
    expect(temporaryFileFor('list.json')).not.toBe(temporaryFileFor('list.json'));
  });

  it('has nothing to do after a write that failed', () => {
    const folder = newFolder();
    const inTheWay = join(folder, 'list.json');
    mkdirSync(inTheWay);
    expect(() => writeFileAtomicSync(inTheWay, Buffer.from('x'))).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    expect(readdirSync(folder)).toEqual(['list.json']);
  });

  it('does nothing without a folder', () => {
    expect(() => sweepTemporaryFiles(join(newFolder(), 'none'), pattern, Date.now())).not.toThrow();
  });
});
