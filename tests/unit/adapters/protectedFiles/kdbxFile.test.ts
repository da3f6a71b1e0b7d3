import { Kdbx, KdbxCredentials, ProtectedValue } from 'kdbxweb';
import { expect, it } from 'vitest';
import { kdbxFile } from '../../../../electron/adapters/protectedFiles/kdbxFile.ts';
import type { KeePassEntry } from '../../../../electron/ports.ts';

/** Cheap, for tests only. */
const COST = { memory: 8, iterations: 1 };
const ENTRY: KeePassEntry = {
  id: '00112233445566778899aabbccddeeff',
  title: 'Ключ <портала> & "1С"',
  username: 'portal',
  password: 'c2VjcmV0',
  url: 'https://platform.example/base',
  notes: 'Первая строка\nвторая',
  expiresAt: '2027-03-01T09:30:00.000Z',
  fields: [
    { name: 'Токен', value: '5f0c', isSecret: false },
    { name: 'curl', value: 'openssl … c2VjcmV0', isSecret: true },
  ],
};

async function open(file: Uint8Array, passphrase: string): Promise<Kdbx> {
  return Kdbx.load(new Uint8Array(file).buffer, new KdbxCredentials(ProtectedValue.fromString(passphrase)));
}

function entryOf(database: Kdbx) {
  const entry = database.getDefaultGroup().entries[0];
  if (entry === undefined) {
    throw new Error('The database has no entry.');
  }
  return entry;
}

it('creates a database of one entry, which the passphrase opens, and no other', async () => {
  const file = await kdbxFile(ENTRY, 'слон-йод-ёлка', COST);
  const database = await open(file, 'слон-йод-ёлка');
  expect(database.groups).toHaveLength(1);
  expect(database.getDefaultGroup().groups).toEqual([]);
  expect(database.getDefaultGroup().entries).toHaveLength(1);
  const { uuid, times, fields } = entryOf(database);
  expect(Buffer.from(uuid.bytes).toString('hex')).toBe(ENTRY.id);
  expect(times).toMatchObject({ expires: true, expiryTime: new Date('2027-03-01T09:30:00.000Z') });
  const texts = [...fields].map(([name, value]) =>
    typeof value === 'string' ? [name, value] : [name, value.getText(), 'protected'],
  );
  expect(texts).toEqual([
    ['Title', ENTRY.title],
    ['UserName', ENTRY.username],
    ['Password', ENTRY.password, 'protected'],
    ['URL', ENTRY.url],
    ['Notes', ENTRY.notes],
    ['Токен', '5f0c'],
    ['curl', 'openssl … c2VjcmV0', 'protected'],
  ]);
  await expect(open(file, 'слон-йод-елка')).rejects.toMatchObject({ code: 'InvalidKey' });
});

it('drops what XML cannot contain from texts, and nothing from secrets', async () => {
  const odd = 'a\u0000\u0001b\u001B\uD800c\uFFFE\u{1F511}';
  const file = await kdbxFile({ ...ENTRY, title: odd, password: 'a\u0001b' }, 'слон', COST);
  const { fields } = entryOf(await open(file, 'слон'));
  expect(fields.get('Title')).toBe('ab\uFFFDc\u{1F511}');
  expect((fields.get('Password') as ProtectedValue).getText()).toBe('a\u0001b');
});

it('makes guessing as expensive as it says', async () => {
  const { kdfParameters } = (await open(await kdbxFile(ENTRY, 'слон'), 'слон')).header;
  expect(Buffer.from(kdfParameters?.get('$UUID') as ArrayBuffer).toString('hex')).toBe(
    'ef636ddf8c29444b91f7a9a403e30a0c',
  );
  expect(Number(kdfParameters?.get('M'))).toBe(64 * 1024 * 1024);
  expect(Number(kdfParameters?.get('I'))).toBe(10);
});
