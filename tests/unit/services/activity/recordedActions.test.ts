import { beforeEach, expect, it } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { AppError } from '../../../../shared/result.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { secretOf, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';
import { activityWords } from './activityLabels.ts';

const TOKEN = tokenOf('authkey.1');
const EXPIRY = '2027-02-20T21:00:00.000Z';

let memory: MemoryPorts;
let services: Services;

beforeEach(async () => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
  await services.keys.list('sample');
});

const list = (connectionId: string | null = 'sample') =>
  services.activity.list({ connectionId, search: '', actions: activityWords.actions }, { skip: 0, take: 100 });
const linesOf = (name = 'sample') => (memory.activityStore.journals.get(name) ?? '').trimEnd().split('\n');

it('names key, token in short, user and expiry of everything that was done to a key', async () => {
  const { recorded } = services;
  await recorded.createKey('sample', 'account.1', EXPIRY);
  await recorded.editKey('sample', { ...shownKey('authkey.1'), version: 1 }, EXPIRY);
  await recorded.copyToken('sample', shownKey('authkey.1'));
  await recorded.copySecret('sample', shownKey('authkey.1'));
  await recorded.revealSecret('sample', shownKey('authkey.1'));
  await recorded.deleteKeys('sample', [
    { ...shownKey('authkey.1'), version: 2 },
    { ...shownKey('authkey.9'), version: 1 },
  ]);
  const { items } = await list();
  const key = {
    username: 'svc.erp',
    token: expect.stringMatching(/^01234567…000\d$/),
    connectionId: 'sample',
    connectionName: '',
  };
  expect(items.toReversed()).toMatchObject([
    { ...key, action: 'created', keyId: 'authkey.3', outcome: 'done', expiryBefore: null, expiryAfter: EXPIRY },
    { ...key, action: 'expiryChanged', expiryBefore: '2027-01-01T00:00:00.000Z', expiryAfter: EXPIRY },
    { ...key, action: 'tokenCopied', keyId: 'authkey.1', expiryBefore: null, expiryAfter: null },
    { ...key, action: 'secretCopied' },
    { ...key, action: 'secretRevealed' },
    { action: 'deleted', keyId: 'authkey.9', outcome: 'failed', code: 'NOT_FOUND' },
    { ...key, action: 'deleted', keyId: 'authkey.1', outcome: 'done', code: null, expiryBefore: EXPIRY },
  ]);
  expect(items.map(({ number }) => number)).toEqual([7, 6, 5, 4, 3, 2, 1]);
});

it('never holds a secret or a whole token', async () => {
  await services.recorded.createKey('sample', 'account.1', EXPIRY);
  await services.recorded.copySecret('sample', shownKey('authkey.1'));
  await services.recorded.revealSecret('sample', shownKey('authkey.1'));
  const text = linesOf().join('\n');
  expect(text).toContain('secretRevealed');
  expect(text).not.toContain(secretOf('authkey.1'));
  expect(text).not.toContain(secretOf('authkey.3'));
  expect(text).not.toContain(TOKEN);
});

it.each([
  ['CONFLICT', undefined, 'failed'],
  ['TIMEOUT', undefined, 'unsure'],
  ['UNREACHABLE', 'unknown', 'unsure'],
  ['UNREACHABLE', 'nothing', 'failed'],
] as const)(
  'records a change that failed with %s (sent: %s) as %s, and fails as before',
  async (code, sent, outcome) => {
    const reason = sent && ({ kind: 'network', cause: 'other', sent } as const);
    memory.adminApi.failure = new AppError(code, '', { reason });
    const { recorded } = services;
    const chosen = ['authkey.1', 'authkey.2'].map((id) => ({ ...shownKey(id), version: 1 }));
    await expect(recorded.createKey('sample', 'account.1', EXPIRY)).rejects.toMatchObject({ code });
    await expect(recorded.editKey('sample', { ...shownKey('authkey.1'), version: 1 }, EXPIRY)).rejects.toMatchObject({
      code,
    });
    await expect(recorded.deleteKeys('sample', chosen)).rejects.toMatchObject({ code });
    expect((await list()).items.toReversed()).toMatchObject([
      { action: 'created', outcome, code, keyId: null, username: 'svc.erp', expiryAfter: EXPIRY },
      { action: 'expiryChanged', outcome, code, keyId: 'authkey.1' },
      // The list is asked for before anything is deleted, so nothing was.
      { action: 'deleted', outcome: 'failed', code, keyId: 'authkey.1' },
      { action: 'deleted', outcome: 'failed', code, keyId: 'authkey.2' },
    ]);
  },
);

it('records a new expiry of many keys as so many single edits', async () => {
  const changes = ['authkey.1', 'authkey.2', 'authkey.9'].map((id) => ({
    ...shownKey(id),
    version: 1,
    expirationDate: EXPIRY,
  }));
  await services.recorded.setExpiry('sample', changes);
  const action = 'expiryChanged';
  const done = { action, outcome: 'done', code: null, expiryBefore: '2027-01-01T00:00:00.000Z', expiryAfter: EXPIRY };
  expect(
    (await list()).items.toSorted((left, right) => String(left.keyId).localeCompare(String(right.keyId))),
  ).toMatchObject([
    { ...done, keyId: 'authkey.1', username: 'svc.erp', token: '01234567…0001' },
    { ...done, keyId: 'authkey.2' },
    { action, keyId: 'authkey.9', outcome: 'failed', code: 'NOT_FOUND', expiryAfter: EXPIRY },
  ]);
});

it('records every token of a copy of many', async () => {
  expect(await services.recorded.copyTokens('sample', ['authkey.1', 'authkey.2', 'authkey.9'].map(shownKey))).toBe(2);
  await expect(services.recorded.copyTokens('sample', ['authkey.9'].map(shownKey))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const { items } = await list();
  expect(items.toReversed()).toMatchObject([
    { action: 'tokenCopied', keyId: 'authkey.1', outcome: 'done', expiryBefore: null },
    { action: 'tokenCopied', keyId: 'authkey.2', outcome: 'done', expiryBefore: null },
    { action: 'tokenCopied', keyId: 'authkey.9', outcome: 'failed', code: 'NOT_FOUND' },
  ]);
  expect(JSON.stringify(items)).not.toContain(TOKEN);
});

it('tells of a secret that could not be read as failed: reading changes nothing', async () => {
  memory.adminApi.failure = new AppError('TIMEOUT', '');
  await expect(services.recorded.revealSecret('sample', shownKey('authkey.1'))).rejects.toMatchObject({
    code: 'TIMEOUT',
  });
  await expect(services.recorded.copySecret('sample', shownKey('authkey.1'))).rejects.toMatchObject({
    code: 'TIMEOUT',
  });
  expect((await list()).items).toMatchObject([
    { action: 'secretCopied', outcome: 'failed', code: 'TIMEOUT' },
    { action: 'secretRevealed', outcome: 'failed', code: 'TIMEOUT' },
  ]);
});

it('says which of the two a copy in two steps has copied', async () => {
  await services.recorded.copyNext('sample', shownKey('authkey.1'));
  await services.recorded.copyNext('sample', shownKey('authkey.1'));
  expect((await list()).items.toReversed()).toMatchObject([{ action: 'tokenCopied' }, { action: 'secretCopied' }]);
});

it('follows a connection through its life and keeps its journal when it is gone', async () => {
  const { password: _password, ...form } = CONNECTION_FORM;
  const { id } = await services.recorded.addConnection({ ...form, password: 'canary-password' });
  await services.recorded.changeConnection({ ...form, id, name: 'Renamed', password: null });
  await services.recorded.removeConnection(id);
  await expect(services.recorded.removeConnection(id)).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
  expect((await list(null)).items.toReversed()).toMatchObject([
    { connectionId: id, connectionName: 'Stand', action: 'connectionAdded', outcome: 'done' },
    { connectionId: id, connectionName: 'Stand', action: 'connectionChanged', outcome: 'done' },
    { connectionId: id, connectionName: 'Renamed', action: 'connectionRemoved', outcome: 'done' },
  ]);
  expect(linesOf(id).join('')).not.toContain('canary-password');
});
