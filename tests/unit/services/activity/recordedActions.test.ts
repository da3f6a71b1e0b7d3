import { expect, it } from 'vitest';
import { AppError } from '../../../../shared/result.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { secretOf, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { activityOf, memory, services, startBeforeEach } from '../application.ts';

const TOKEN = tokenOf('authkey.1');
const EXPIRY = '2027-02-20T21:00:00.000Z';

startBeforeEach(() => services.keys.list('sample'));

/** Returns all entries of a journal, oldest first. */
const entriesOf = async (connectionId: string | null = 'sample') => (await activityOf(connectionId)).items.toReversed();
const textOf = (name = 'sample') => memory.activityStore.journals.get(name) ?? '';

it('records key, shortened token, user and expiry of every action on a key, and no secret', async () => {
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
  const entries = await entriesOf();
  const key = {
    username: 'svc.erp',
    token: expect.stringMatching(/^01234567…000\d$/),
    connectionId: 'sample',
    connectionName: '',
  };
  expect(entries).toMatchObject([
    { ...key, action: 'created', keyId: 'authkey.3', outcome: 'done', expiryBefore: null, expiryAfter: EXPIRY },
    { ...key, action: 'expiryChanged', expiryBefore: '2027-01-01T00:00:00.000Z', expiryAfter: EXPIRY },
    { ...key, action: 'tokenCopied', keyId: 'authkey.1', expiryBefore: null, expiryAfter: null },
    { ...key, action: 'secretCopied' },
    { ...key, action: 'secretRevealed' },
    { action: 'deleted', keyId: 'authkey.9', outcome: 'failed', code: 'NOT_FOUND' },
    { ...key, action: 'deleted', keyId: 'authkey.1', outcome: 'done', code: null, expiryBefore: EXPIRY },
  ]);
  expect(entries.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(textOf()).toContain('secretRevealed');
  for (const hidden of [secretOf('authkey.1'), secretOf('authkey.3'), TOKEN]) {
    expect(textOf()).not.toContain(hidden);
  }
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
    const [key = { ...shownKey('authkey.1'), version: 1 }] = chosen;
    await expect(recorded.editKey('sample', key, EXPIRY)).rejects.toMatchObject({ code });
    await expect(recorded.deleteKeys('sample', chosen)).rejects.toMatchObject({ code });
    expect(await entriesOf()).toMatchObject([
      { action: 'created', outcome, code, keyId: null, username: 'svc.erp', expiryAfter: EXPIRY },
      { action: 'expiryChanged', outcome, code, keyId: 'authkey.1' },
      // The list is fetched before anything is deleted, so nothing was.
      { action: 'deleted', outcome: 'failed', code, keyId: 'authkey.1' },
      { action: 'deleted', outcome: 'failed', code, keyId: 'authkey.2' },
    ]);
  },
);

it('records a bulk expiry change as one edit per key', async () => {
  const changes = ['authkey.1', 'authkey.2', 'authkey.9'].map((id) => ({
    ...shownKey(id),
    version: 1,
    expirationDate: EXPIRY,
  }));
  await services.recorded.setExpiry('sample', changes);
  const action = 'expiryChanged';
  const done = { action, outcome: 'done', code: null, expiryBefore: '2027-01-01T00:00:00.000Z', expiryAfter: EXPIRY };
  expect(
    (await entriesOf()).sort((left, right) => String(left.keyId).localeCompare(String(right.keyId))),
  ).toMatchObject([
    { ...done, keyId: 'authkey.1', username: 'svc.erp', token: '01234567…0001' },
    { ...done, keyId: 'authkey.2' },
    { action, keyId: 'authkey.9', outcome: 'failed', code: 'NOT_FOUND', expiryAfter: EXPIRY },
  ]);
});

it('records every token of a bulk copy', async () => {
  expect(await services.recorded.copyTokens('sample', ['authkey.1', 'authkey.2', 'authkey.9'].map(shownKey))).toBe(2);
  await expect(services.recorded.copyTokens('sample', ['authkey.9'].map(shownKey))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const entries = await entriesOf();
  expect(entries).toMatchObject([
    { action: 'tokenCopied', keyId: 'authkey.1', outcome: 'done', expiryBefore: null },
    { action: 'tokenCopied', keyId: 'authkey.2', outcome: 'done', expiryBefore: null },
    { action: 'tokenCopied', keyId: 'authkey.9', outcome: 'failed', code: 'NOT_FOUND' },
  ]);
  expect(JSON.stringify(entries)).not.toContain(TOKEN);
});

it('records a failed read of a secret as failed, never as unsure', async () => {
  memory.adminApi.failure = new AppError('TIMEOUT', '');
  const failure = { code: 'TIMEOUT' };
  await expect(services.recorded.revealSecret('sample', shownKey('authkey.1'))).rejects.toMatchObject(failure);
  await expect(services.recorded.copySecret('sample', shownKey('authkey.1'))).rejects.toMatchObject(failure);
  expect(await entriesOf()).toMatchObject([
    { action: 'secretRevealed', outcome: 'failed', ...failure },
    { action: 'secretCopied', outcome: 'failed', ...failure },
  ]);
});

it('records whether the copy shortcut copied the token or the secret', async () => {
  await services.recorded.copyNext('sample', shownKey('authkey.1'));
  await services.recorded.copyNext('sample', shownKey('authkey.1'));
  expect(await entriesOf()).toMatchObject([{ action: 'tokenCopied' }, { action: 'secretCopied' }]);
});

it('records adding, changing and removing a connection, and keeps the journal of a removed one', async () => {
  const { id } = await services.recorded.addConnection({ ...CONNECTION_FORM, password: 'canary-password' });
  await services.recorded.changeConnection({ ...CONNECTION_FORM, id, name: 'Renamed', password: null });
  await services.recorded.removeConnection(id);
  await expect(services.recorded.removeConnection(id)).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
  expect(await entriesOf(null)).toMatchObject([
    { connectionId: id, connectionName: 'Stand', action: 'connectionAdded', outcome: 'done' },
    { connectionId: id, connectionName: 'Stand', action: 'connectionChanged', outcome: 'done' },
    { connectionId: id, connectionName: 'Renamed', action: 'connectionRemoved', outcome: 'done' },
  ]);
  expect(textOf(id).trimEnd().split('\n')).toHaveLength(3);
  expect(textOf(id)).not.toContain('canary-password');
});
