import { describe, expect, it } from 'vitest';
import { createServices } from '../../../../electron/services/services.ts';
import type { NewConnection } from '../../../../shared/model/connection.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { SAMPLE_CERTIFICATE } from '../../../fakes/sampleCertificate.ts';
import { memory, services, startBeforeEach } from '../application.ts';

const form: NewConnection = {
  ...CONNECTION_FORM,
  name: 'Production',
  address: 'https://platform.example',
  color: 'red',
  environment: 'production',
  caCertificate: SAMPLE_CERTIFICATE,
  password: 'correct horse battery',
};

startBeforeEach();

const FILE = '/home/user/chosen';

/** Loads a file with these connections. */
function load(connections: readonly unknown[]) {
  const content = { format: 'keydesk-connections', version: 1, connections };
  memory.userFiles.files.set(`${FILE}.json`, JSON.stringify(content));
  return services.connectionTransfer.load('Connections');
}

it('saves everything except passwords, ids and personal choices', async () => {
  const { id } = await services.connections.add(form);
  expect(await services.connectionTransfer.save('Connections')).toEqual({ fileName: 'chosen', count: 1 });
  const text = memory.userFiles.files.get(FILE) ?? '';
  const { password, acknowledgesPlainHttp: _given, keepsKeySecrets: _kept, ...fields } = form;
  expect(JSON.parse(text)).toEqual({ format: 'keydesk-connections', version: 1, connections: [fields] });
  expect(text).not.toContain(password);
  expect(text).not.toContain(id);
});

describe('loading', () => {
  it('adds saved connections on another computer, without passwords', async () => {
    await services.connections.add(form);
    await services.connectionTransfer.save('Connections');
    const other = createMemoryPorts();
    other.userFiles.files.set(`${FILE}.json`, memory.userFiles.files.get(FILE) ?? '');
    const there = createServices(other.ports);
    expect(await there.connectionTransfer.load('Connections')).toEqual({ added: 1, known: 0, rejected: [] });
    const { password: _password, ...fields } = form;
    expect(other.settingsStore.stored.connections).toMatchObject([fields]);
    await expect(there.connections.open(there.connections.stored[0]?.id ?? '')).rejects.toMatchObject({
      code: 'PASSWORD_MISSING',
    });
    expect(await there.connectionTransfer.load('Connections')).toEqual({ added: 0, known: 1, rejected: [] });
  });

  it('ignores ids, passwords and personal choices in a file', async () => {
    await load([{ ...form, id: 'sample', acknowledgesPlainHttp: true, keepsKeySecrets: true }]);
    const [stored] = memory.settingsStore.stored.connections;
    expect(stored).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      acknowledgesPlainHttp: false,
      keepsKeySecrets: false,
    });
    expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(form.password);
    expect(memory.secretStore.items.size).toBe(0);
  });

  it('adds valid connections, reports invalid ones, and changes nothing else', async () => {
    const before = await services.connections.add({ ...form, name: 'Mine' });
    const found = await load([
      form,
      { ...form, name: 'Plain', address: 'http://other.example', acknowledgesPlainHttp: true },
      { ...form, name: 'Odd', address: 'https://x.example', servicePath: 'javascript:1' },
      { ...form, name: 'Certificate', address: 'https://y.example', caCertificate: 'none' },
      { address: 'https://nameless.example' },
      { ...form, name: 'Good', address: 'https://good.example' },
      { ...form, name: 'Good again', address: 'https://good.example/' },
    ]);
    expect(found).toEqual({
      added: 1,
      known: 2,
      rejected: [
        { name: 'Plain', problem: 'plainHttp' },
        { name: 'Odd', problem: 'invalid' },
        { name: 'Certificate', problem: 'invalid' },
        { name: '', problem: 'invalid' },
      ],
    });
    expect(memory.settingsStore.stored.connections.map(({ name }) => name)).toEqual(['Mine', 'Good']);
    expect(memory.settingsStore.stored.activeConnectionId).toBe(before.id);
  });

  const head = '"format":"keydesk-connections","version":1';

  it.each([
    ['an empty file', 'empty', '', undefined],
    ['a file of zeros', 'empty', '\0\0\0', undefined],
    ['a file of blanks', 'empty', ' \r\n\x1a', undefined],
    ['UTF-16 without a byte order mark', 'encoding', '{\0"\0f\0"\0:\0', undefined],
    ['another code page', 'encoding', `{${head},"connections":[{"name":"\ufffd\ufffd"}]}`, undefined],
    ['a truncated file', 'syntax', `{${head},\n"connections":[\n`, '2'],
    ['a trailing comma', 'syntax', `{${head},\r\n"connections":[],\r\n}`, '3'],
    ['merge conflict markers', 'syntax', `{\n<<<<<<< ours\n${head}`, '2'],
    ['another kind of file', 'notConnections', '{"connections":[]}', undefined],
    ['a list', 'notConnections', '[]', undefined],
    ['an HTML page', 'syntax', '<!doctype html>', '1'],
    ['a newer version', 'newerVersion', '{"format":"keydesk-connections","version":2,"more":[]}', undefined],
    ['too many connections', 'tooMany', `{${head},"connections":[${Array(1001).fill('{}')}]}`, '1000'],
  ])('fault 117: reports the problem of %s (%s)', async (_what, problem, text, detail) => {
    memory.userFiles.files.set(`${FILE}.json`, text);
    await expect(services.connectionTransfer.load('Connections')).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: [{ path: 'file', problem }],
      detail,
    });
    expect(memory.settingsStore.stored.connections).toEqual([]);
  });

  it.each(['\0', '\x1a', '\0\0\r\n', '\n\n'])('fault 117: ignores %j at the end', async (ending) => {
    memory.userFiles.files.set(`${FILE}.json`, `{${head},"connections":[]}${ending}`);
    expect(await services.connectionTransfer.load('Connections')).toEqual({ added: 0, known: 0, rejected: [] });
  });

  it('fails if the file cannot be read', async () => {
    await expect(services.connectionTransfer.load('Connections')).rejects.toMatchObject({ code: 'FILE_NOT_READ' });
  });
});

it('neither writes nor reads a file if the dialog is cancelled', async () => {
  memory.fileDialogs.choice = null;
  expect(await services.connectionTransfer.save('Connections')).toBeNull();
  expect(await services.connectionTransfer.load('Connections')).toBeNull();
  expect(memory.userFiles.files.size).toBe(0);
});

describe('the notes about keys', () => {
  const TOKEN = '0f'.repeat(16);
  const NOTE = { owner: 'Анна', purpose: 'two\nlines', ticket: 'T-1', tags: ['erp'] };
  const notesOf = (connectionId: string) => [...services.keyNotes.list(connectionId).notes];

  it('go with their connection to another computer', async () => {
    const { id } = await services.connections.add(form);
    await services.keyNotes.save(id, TOKEN, NOTE);
    expect(await services.connectionTransfer.save('Connections')).toEqual({ fileName: 'chosen', count: 1, notes: 1 });
    const other = createMemoryPorts();
    other.userFiles.files.set(`${FILE}.json`, memory.userFiles.files.get(FILE) ?? '');
    const there = createServices(other.ports);
    const notes = { added: 1, kept: 0, invalid: 0, notSaved: 0 };
    expect(await there.connectionTransfer.load('Connections')).toEqual({ added: 1, known: 0, rejected: [], notes });
    const [added] = there.connections.stored;
    expect([...there.keyNotes.list(added?.id ?? '').notes]).toEqual([[TOKEN, NOTE]]);
  });

  it('are added to a connection that exists; a key that has a note keeps it', async () => {
    const { id } = await services.connections.add(form);
    await services.keyNotes.save(id, TOKEN, NOTE);
    const notes = [
      { token: TOKEN, owner: 'Boris' },
      { token: 'other', owner: 'Vera', tags: ['x'] },
    ];
    expect(await load([{ ...form, notes }])).toEqual({
      ...{ added: 0, known: 1, rejected: [] },
      notes: { added: 1, kept: 1, invalid: 0, notSaved: 0 },
    });
    expect(notesOf(id)).toEqual([
      [TOKEN, NOTE],
      ['other', { owner: 'Vera', purpose: '', ticket: '', tags: ['x'] }],
    ]);
  });

  it.each<[name: string, notes: unknown, invalid: number]>([
    ['no list', { token: TOKEN, owner: 5 }, 1],
    ['a text', 'notes', 1],
    ['null', null, 1],
    ['entries without a token', [{ owner: 'Anna' }, { token: '', owner: 'Anna' }, 5, null], 4],
    ['an unknown field', [{ token: TOKEN, owner: 'Anna', secretKey: 'x' }], 1],
    ['a text of 100 kB', [{ token: TOKEN, purpose: 'x'.repeat(100_000) }], 1],
    ['a secret key', [{ token: TOKEN, purpose: `${'A'.repeat(86)}==` }], 1],
  ])('fault 158: %s in the file is counted as invalid, and the connection is added', async (_name, notes, invalid) => {
    expect(await load([{ ...form, notes }])).toEqual({
      ...{ added: 1, known: 0, rejected: [] },
      notes: { added: 0, kept: 0, invalid, notSaved: 0 },
    });
    expect(memory.keyNoteStore.notes.size).toBe(0);
  });

  it('fault 158: a full disk is reported, and the connection is added', async () => {
    memory.keyNoteStore.fault = { problem: 'diskFull', code: 'ENOSPC' };
    expect(await load([{ ...form, notes: [{ token: TOKEN, owner: 'Anna' }] }])).toMatchObject({
      added: 1,
      notes: { added: 0, notSaved: 1 },
    });
  });

  it('fault 158: notes that cannot be read are named as missing from the file', async () => {
    const { id } = await services.connections.add(form);
    memory.keyNoteStore.fault = { problem: 'newerVersion', code: null };
    expect(await services.connectionTransfer.save('Connections')).toEqual({
      fileName: 'chosen',
      count: 1,
      lacksNotes: true,
    });
    memory.keyNoteStore.notes.set(id, new Map([[TOKEN, NOTE]]));
    const again = createServices(memory.ports);
    expect(await again.connectionTransfer.save('Connections')).toEqual({ fileName: 'chosen', count: 1, notes: 1 });
  });
});
