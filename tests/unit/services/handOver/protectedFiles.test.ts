import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/result.ts';
import { secretOf, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { activityOf, addConnection, memory, services, startBeforeEach } from '../application.ts';

const KEY = shownKey('authkey.1');
const SECRET = secretOf('authkey.1');
const PATH = '/home/anna/key.kdbx';
const REQUEST = { format: 'kdbx', snippet: 'curl', language: 'en' } as const;
const SAVED = { ...REQUEST, typed: null, fileKind: 'KeePass database' };

startBeforeEach(async () => {
  await services.keys.list('sample');
  memory.fileDialogs.choice = PATH;
});

const save = (change: Partial<Parameters<typeof services.recordedProtectedFiles.save>[2]> = {}) =>
  services.recordedProtectedFiles.save('sample', KEY, { ...SAVED, ...change });
const actions = async () => (await activityOf()).items.map(({ action, outcome, code }) => [action, outcome, code]);

/** The entry of the n-th KeePass database. */
function entryOf(place: number) {
  const content = memory.encryption.files[place]?.content;
  if (content?.format !== 'kdbx') {
    throw new Error('There is no such database.');
  }
  return content.entry;
}

it('hands token, secret, address, expiry and snippet over to the encryption, and the file only to the disk', async () => {
  const saved = await save();
  expect(memory.encryption.files).toHaveLength(1);
  const { id, notes, fields, ...entry } = entryOf(0);
  expect(entry).toEqual({
    title: expect.stringMatching(/^svc\.erp – /),
    username: 'svc.erp',
    password: SECRET,
    url: services.connections.list().connections[0]?.address,
    expiresAt: '2027-01-01T00:00:00.000Z',
  });
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(notes).toContain('keydesk://sample/authkey.1');
  expect(notes).not.toContain(SECRET);
  expect(fields[0]).toEqual({ name: 'Token', value: tokenOf('authkey.1'), isSecret: false });
  expect(fields.slice(1).map(({ name, isSecret }) => [name, isSecret])).toEqual([['api-call.sh', true]]);
  expect(fields[1]?.value).toContain(SECRET);
  expect([...memory.userFiles.files]).toEqual([[PATH, 'encrypted file 1']]);
  expect(saved).toMatchObject({ fileName: 'key.kdbx', folderName: 'anna', made: { words: 6, bits: 66 } });
  expect(saved?.made?.passphrase).toBe(memory.encryption.files[0]?.passphrase);
});

it('writes the same as text for age, in the language of the window', async () => {
  memory.fileDialogs.choice = '/home/anna/key.age';
  await save({ format: 'age', language: 'ru', snippet: 'credentialFiles' });
  const content = memory.encryption.files[0]?.content;
  const text = content?.format === 'age' ? content.text : '';
  expect(text.split('\n').slice(0, 7)).toEqual([
    'Ключ аутентификации',
    '',
    `Адрес: ${services.connections.list().connections[0]?.address}`,
    'Имя пользователя: svc.erp',
    `Токен: ${tokenOf('authkey.1')}`,
    `Секретный ключ: ${SECRET}`,
    'Действует до: 2027-01-01 00:00 UTC',
  ]);
  expect(text).toContain('===== secret =====');
  expect(memory.encryption.files[0]?.passphrase).toMatch(/^[а-я]+(?:-[а-я]+){5}$/);
});

it('has one identifier for a key, however often it is handed over, and another for every other key', async () => {
  await save();
  await save({ language: 'ru', snippet: null });
  await services.protectedFiles.write('sample', shownKey('authkey.2'), {
    ...REQUEST,
    path: '/home/anna/2.kdbx',
    passphrase: 'a long passphrase of someone',
    replaces: false,
  });
  const [first, again, other] = [entryOf(0), entryOf(1), entryOf(2)].map(({ id }) => id);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  const elsewhere = await addConnection();
  await services.keys.list(elsewhere);
  await services.recordedProtectedFiles.save(elsewhere, KEY, SAVED);
  expect(entryOf(3).id).not.toBe(first);
});

it('works with a secret from the keychain while the installation cannot be reached', async () => {
  const connectionId = await addConnection({ keepsKeySecrets: true });
  await services.keys.list(connectionId);
  await services.keys.readSecret(connectionId, KEY);
  await expect.poll(() => memory.secretStore.items.size).toBeGreaterThan(1);
  memory.adminApi.failure = new AppError('UNREACHABLE', 'No network.');
  await services.recordedProtectedFiles.save(connectionId, KEY, SAVED);
  expect(entryOf(0)).toMatchObject({ password: SECRET, expiresAt: '2027-01-01T00:00:00.000Z' });
});

describe('the passphrase', () => {
  it('that was typed is used, and neither returned nor copied', async () => {
    const saved = await save({ typed: 'слон купил пирожок' });
    expect(saved?.made).toBeNull();
    expect(memory.encryption.files[0]?.passphrase).toBe('слон купил пирожок');
    await expect(services.protectedFiles.copyPassphrase()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(memory.clipboard.text).toBe('');
  });

  it('that was made is copied like a secret, until it is no longer shown', async () => {
    const saved = await save();
    expect(await services.protectedFiles.copyPassphrase()).not.toBeNull();
    expect(memory.clipboard).toMatchObject({ text: saved?.made?.passphrase, isConcealed: true });
    expect(services.keyClipboard.state).toMatchObject({ status: 'holding', content: 'passphrase' });
    services.protectedFiles.end();
    await expect(services.protectedFiles.copyPassphrase()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is forgotten when the application locks, and cleared from the clipboard', async () => {
    await save();
    await services.protectedFiles.copyPassphrase();
    services.lock.lock();
    await expect.poll(() => memory.clipboard.text).toBe('');
    await expect(services.protectedFiles.copyPassphrase()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('reaches neither journal nor log, as the secret does not', async () => {
    const saved = await save();
    await save({ typed: 'a passphrase of the user' });
    const written = JSON.stringify([memory.logger.lines, ...memory.activityStore.journals, memory.settingsStore]);
    expect(written).toContain('fileHandedOver');
    for (const hidden of [SECRET, saved?.made?.passphrase ?? '', 'a passphrase of the user', PATH]) {
      expect(written).not.toContain(hidden);
    }
    // Masked in whatever the log gets later.
    expect(memory.logger.redacted).toEqual(expect.arrayContaining([SECRET, saved?.made?.passphrase]));
  });
});

describe('nothing is written', () => {
  it('when the user cancels the choice of the file, which is not recorded', async () => {
    memory.fileDialogs.choice = null;
    expect(await save()).toBeNull();
    expect(memory.encryption.files).toEqual([]);
    expect(await actions()).toEqual([]);
  });

  it('fault 154: when it is stopped during the encryption, which is not recorded', async () => {
    memory.encryption.wait = () => Promise.withResolvers<void>().promise;
    const saving = save();
    await expect.poll(() => memory.encryption.started).toBe(1);
    services.protectedFiles.end();
    expect(await saving).toBeNull();
    expect(memory.userFiles.files.size).toBe(0);
    expect(await actions()).toEqual([]);
  });

  it('fault 154: when the application locks during the encryption', async () => {
    memory.encryption.wait = () => Promise.withResolvers<void>().promise;
    const saving = save();
    await expect.poll(() => memory.encryption.started).toBe(1);
    services.lock.lock();
    await expect(saving).rejects.toMatchObject({ code: 'LOCKED' });
    expect(memory.userFiles.files.size).toBe(0);
  });

  it.each([
    ['the key is gone', { ...KEY, id: 'authkey.9' }, 'sample', 'NOT_FOUND'],
    ['the id belongs to another key', { ...KEY, token: tokenOf('authkey.2') }, 'sample', 'KEY_REPLACED'],
    ['the connection is gone', KEY, 'gone', 'CONNECTION_UNKNOWN'],
  ])('when %s', async (_case, key, connectionId, code) => {
    await expect(services.protectedFiles.save(connectionId, key, SAVED)).rejects.toMatchObject({ code });
    expect(memory.userFiles.files.size).toBe(0);
    expect(memory.encryption.files).toEqual([]);
  });

  it('fault 154: when the folder is not writable, and then no passphrase is told', async () => {
    memory.userFiles.isReadOnly = true;
    await expect(save()).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'EACCES' });
    await expect(services.protectedFiles.copyPassphrase()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await actions()).toEqual([['fileHandedOver', 'failed', 'FILE_NOT_SAVED']]);
  });

  it('fault 154: over an existing file, unless it may be replaced', async () => {
    memory.userFiles.files.set(PATH, 'older');
    const file = { ...REQUEST, path: PATH, passphrase: 'a passphrase of the user' };
    const { recordedProtectedFiles } = services;
    await expect(recordedProtectedFiles.write('sample', KEY, { ...file, replaces: false })).rejects.toMatchObject({
      code: 'FILE_NOT_SAVED',
      detail: 'EEXIST',
    });
    expect(memory.userFiles.files.get(PATH)).toBe('older');
    await recordedProtectedFiles.write('sample', KEY, { ...file, replaces: true });
    expect(memory.userFiles.files.get(PATH)).toBe('encrypted file 1');
  });
});

describe('the name of the file', () => {
  it.each([
    ['svc.erp', 'keydesk-svc.erp.kdbx'],
    ['DOMAIN\\Иванов И.', 'keydesk-DOMAIN_Иванов_И..kdbx'],
    ['../../etc/passwd', 'keydesk-.._.._etc_passwd.kdbx'],
    ['<>:"|?*\u0000\u202E', 'keydesk-key.kdbx'],
    ['', 'keydesk-key.kdbx'],
    ['x'.repeat(300), `keydesk-${'x'.repeat(60)}.kdbx`],
  ])('is suggested from the user name %j', async (username, name) => {
    for (const key of memory.adminApi.keys.values()) {
      memory.adminApi.keys.set(key.id, { ...key, username });
    }
    await services.keys.list('sample', null, true);
    await save();
    expect(memory.fileDialogs.offered).toMatchObject([{ suggestedName: name, filter: { extensions: ['kdbx'] } }]);
  });

  it('gets its extension where the dialog added none, without replacing a file that was not asked about', async () => {
    memory.userFiles.files.set('/home/anna/key.age', 'older');
    memory.fileDialogs.choice = '/home/anna/key';
    expect(await save({ format: 'age' })).toMatchObject({ fileName: 'key (2).age' });
    expect(memory.userFiles.files.get('/home/anna/key.age')).toBe('older');
  });
});
