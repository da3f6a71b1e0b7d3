import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { userFiles } from '../../../electron/adapters/files/userFiles.ts';
import { createFileEncryption } from '../../../electron/adapters/protectedFiles/fileEncryption.ts';
import { createServices, type Services } from '../../../electron/services/services.ts';
import { ensureBuilt } from '../../../scripts/build.mjs';
import { secretOf, shownKey, tokenOf } from '../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../fakes/memoryPorts.ts';
import { decryptWithAge, keePassXcCli, openWithKeePassXc } from '../../harness/handOverPrograms.ts';

const root = join(import.meta.dirname, '../../..');
const KEY = shownKey('authkey.1');
const SECRET = secretOf('authkey.1');
const TOKEN = tokenOf('authkey.1');
/** The passphrase as macOS and some input methods write it: й and ё as two characters each. */
const TYPED = 'Йод, ёлка и слон'.normalize('NFD');
/** The same as it is typed on Linux and Windows. */
const RETYPED = TYPED.normalize('NFC');
const REQUEST = { snippet: 'curl', language: 'ru', fileKind: 'File' } as const;

let folder: string;
let memory: MemoryPorts;
let services: Services;
/** Command lines of the processes that encrypted, while they ran. */
let commandLines: string[];

beforeEach(async () => {
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'keydesk-handed-over-'));
  memory = createMemoryPorts();
  commandLines = [];
  const encryptFile = createFileEncryption({ startProcess: startEncryption, logger: memory.logger });
  services = createServices({ ...memory.ports, userFiles, encryptFile });
  for (const key of memory.adminApi.keys.values()) {
    memory.adminApi.keys.set(key.id, { ...key, username: 'Иванов <И.> & "Сын"\u0001 🔑' });
  }
  await services.keys.list('sample');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the compiled process as a child of Node in place of Electron. */
function startEncryption() {
  const child = fork(join(root, 'out/main/protectedFileProcess.js'), {
    execArgv: ['--import', join(root, 'tests/chromium-host/utilityProcessChild.ts')],
    env: { PATH: process.env.PATH },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    post: (message: unknown) => {
      child.send(message as object);
      commandLines.push(
        ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${child.pid}/${name}`, 'utf8')).join(),
      );
    },
    onMessage: (listener: (message: unknown) => void) => void child.on('message', listener),
    onExit: (listener: (code: number | null) => void) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}

/** Hands the key over to a file in the folder, and returns its path and the made passphrase. */
async function handOver(name: string, typed: string | null = TYPED): Promise<{ file: string; made: string }> {
  const file = join(folder, name);
  memory.fileDialogs.choice = file;
  const format = name.endsWith('.age') ? 'age' : 'kdbx';
  const saved = await services.recordedProtectedFiles.save('sample', KEY, { ...REQUEST, format, typed });
  return { file, made: saved?.made?.passphrase ?? '' };
}

it('fault 155: age opens a file whose passphrase was typed with composed or decomposed letters, and not with another one', async () => {
  const { file } = await handOver('key.age');
  expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
  const target = join(folder, 'opened');
  expect(await decryptWithAge(file, RETYPED, target)).toMatchObject({ status: 0 });
  const text = readFileSync(target, 'utf8');
  expect(text).toContain(`Токен: ${TOKEN}\nСекретный ключ: ${SECRET}\nДействует до: 2027-01-01 00:00 UTC\n`);
  expect(text).toContain('Имя пользователя: Иванов <И.> & "Сын"  🔑\n');
  expect(text).toContain('===== api-call.sh =====');
  const refused = await decryptWithAge(file, 'Йод, ёлка и слоны', join(folder, 'refused'));
  expect(refused.output).toContain('incorrect passphrase');
  expect(refused.status).not.toBe(0);
});

it('fault 155: KeePassXC opens a database whose passphrase was typed so, with the expiry and an expensive derivation', async () => {
  const { file } = await handOver('key.kdbx');
  const { groups, entries } = openWithKeePassXc(file, RETYPED);
  expect(groups).toHaveLength(1);
  expect(entries).toHaveLength(1);
  const [entry] = entries;
  expect(entry).toMatchObject({ expires: 'True', expiryTime: '2027-01-01T00:00:00Z' });
  expect(entry?.fields).toMatchObject({
    UserName: 'Иванов <И.> & "Сын"  🔑',
    Password: SECRET,
    Токен: TOKEN,
    'api-call.sh': expect.stringContaining(SECRET),
  });
  const { output } = keePassXcCli(['db-info', '--quiet', file], RETYPED);
  expect(output).toMatch(/KDF: Argon2d \(10 rounds, 65536 KB\)/);
  expect(output).toMatch(/Recycle bin is not enabled/);
  expect(() => openWithKeePassXc(file, 'Йод, ёлка и слоны')).toThrow('Invalid credentials');
});

it.each(['ru', 'en'] as const)('both programs open files with a passphrase made in %s', async (language) => {
  const request = { ...REQUEST, language, typed: null };
  for (const format of ['age', 'kdbx'] as const) {
    const file = join(folder, `made.${format}`);
    memory.fileDialogs.choice = file;
    const saved = await services.recordedProtectedFiles.save('sample', KEY, { ...request, format });
    const passphrase = saved?.made?.passphrase ?? '';
    if (format === 'kdbx') {
      expect(openWithKeePassXc(file, passphrase).entries[0]?.fields.Password).toBe(SECRET);
    } else {
      expect(await decryptWithAge(file, passphrase, join(folder, 'opened'))).toMatchObject({ status: 0 });
    }
  }
});

it('merged into the database of a colleague, a key is one entry however often it is handed over', async () => {
  const own = join(folder, 'own.kdbx');
  expect(keePassXcCli(['db-create', '--quiet', '--set-password', own], 'own', 'own').status).toBe(0);
  const first = await handOver('first.kdbx');
  const key = memory.adminApi.keys.get('authkey.1');
  const merge = (file: string) => keePassXcCli(['merge', '--quiet', own, file], 'own', RETYPED);
  expect(merge(first.file)).toMatchObject({ status: 0 });
  expect(openWithKeePassXc(own, 'own').entries).toHaveLength(1);
  // Extended in the meantime.
  if (key !== undefined) {
    memory.adminApi.keys.set(key.id, { ...key, expirationDate: '2028-01-01T00:00:00.000Z' });
  }
  await services.keys.list('sample', null, true);
  const second = await handOver('second.kdbx');
  expect(merge(second.file)).toMatchObject({ status: 0 });
  const { groups, entries } = openWithKeePassXc(own, 'own');
  expect(groups).toHaveLength(1);
  expect(entries.map(({ expiryTime }) => expiryTime)).toEqual(['2028-01-01T00:00:00Z']);
});

it('leaves the secret and the passphrase nowhere but in the encrypted file', async () => {
  const { made } = await handOver('key.kdbx', null);
  await handOver('key.age');
  expect(readdirSync(folder).toSorted()).toEqual(['key.age', 'key.kdbx']);
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const seen = JSON.stringify([files, commandLines, memory.logger.lines, ...memory.activityStore.journals]);
  expect(commandLines).toHaveLength(2);
  expect(commandLines[0]).toContain('protectedFileProcess.js');
  expect(seen).toContain('fileHandedOver');
  for (const hidden of [SECRET, TOKEN, made, TYPED, RETYPED]) {
    expect(seen).not.toContain(hidden);
  }
});

it('fault 154: replaces an existing file as a whole, and a folder that is not writable gets none', async () => {
  const { file } = await handOver('key.age');
  const before = readFileSync(file, 'utf8');
  await handOver('key.age');
  expect(readFileSync(file, 'utf8')).not.toBe(before);
  expect(await decryptWithAge(file, RETYPED, join(folder, 'opened'))).toMatchObject({ status: 0 });
  memory.fileDialogs.choice = join(folder, 'missing', 'key.age');
  const saving = services.recordedProtectedFiles.save('sample', KEY, { ...REQUEST, format: 'age', typed: TYPED });
  await expect(saving).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'ENOENT' });
});
