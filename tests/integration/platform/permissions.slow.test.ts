import { describe, expect, test } from 'vitest';
import {
  ACCOUNT_SERVICE,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  ROLE_SERVICE,
  startForFile,
} from './platformClient.ts';

const platform = await startForFile();

/** Methods with the permission that each needs and a body that changes nothing. */
const METHODS = [
  [`${KEY_SERVICE}/List`, 'Authentication keys: View', {}],
  [`${KEY_SERVICE}/ListChanges`, 'Authentication keys: View', {}],
  [`${KEY_SERVICE}/Get`, 'Authentication keys: View', { id: 'authkey.1' }],
  [`${KEY_SERVICE}/ListEligibleAccounts`, 'Authentication keys: View', {}],
  [`${KEY_SERVICE}/Create`, 'Authentication keys: Full access', { AccountId: '', ExpirationDate: daysFromNow(1) }],
  [`${KEY_SERVICE}/Edit`, 'Authentication keys: Full access', { Id: 'authkey.1', Version: 0 }],
  [`${KEY_SERVICE}/Delete`, 'Authentication keys: Full access', { Ids: ['authkey.999'] }],
  [`${ACCOUNT_SERVICE}/List`, 'Accounts: View', {}],
  [`${ACCOUNT_SERVICE}/Get`, 'Accounts: View', { id: 'account.1' }],
  [`${ACCOUNT_SERVICE}/FindByUsername`, 'Accounts: View', { user: 'admin' }],
  [`${ACCOUNT_SERVICE}/Disable`, 'Accounts: Full access', { accountId: 'account.999' }],
  [`${ACCOUNT_SERVICE}/Enable`, 'Accounts: Full access', { accountId: 'account.999' }],
  [`${ROLE_SERVICE}/List`, 'System roles: View', {}],
  [`${ROLE_SERVICE}/Create`, 'System roles: Full access', { Name: '' }],
  [`${ROLE_SERVICE}/Edit`, 'System roles: Full access', { Id: 'role.999' }],
  [`${ROLE_SERVICE}/Delete`, 'System roles: Full access', { Id: 'role.999' }],
] as const;

describe.each([
  ['admin', METHODS.map(([, permission]) => permission)],
  ['i.ivanov', ['Authentication keys: View', 'Authentication keys: Full access']],
  ['o.kuznetsova', ['Authentication keys: View']],
  ['m.petrova', []],
] as [string, readonly string[]][])('%s has the permissions %j', (username, granted) => {
  test.each(METHODS)('%s', async (path, permission, body) => {
    const isGranted = granted.includes(permission);
    // The permission is checked before the body.
    const response = await call(platform, path, isGranted ? body : { nonsense: true }, username);
    if (isGranted) {
      expect(response.status).toBeOneOf([200, 400, 404]);
    } else {
      const Message = `The account ${username} lacks the permission "${permission}".`;
      expect([response.status, response.body]).toEqual([403, { Code: 'NotPermitted', Message }]);
    }
  });

  test('GetPermissions reports them', async () => {
    const { body } = await call(platform, 'GetPermissions', {}, username);
    const canView = granted.includes('Authentication keys: View');
    const canWrite = granted.includes('Authentication keys: Full access');
    expect(body).toMatchObject({
      CanView: canView,
      CanReadSecret: canView,
      CanCreate: canWrite,
      CanEdit: canWrite,
      CanDelete: canWrite,
      ChecksTokens: true,
    });
    expect(body.Account.Username).toBe(username);
  });
});

test('View includes secrets', async () => {
  expect((await call(platform, 'Get', { id: 'authkey.2' }, 'o.kuznetsova')).body.SecretKey).toHaveLength(88);
});

test('a key has the permissions of its account', async () => {
  const key = await createKey(platform, 'o.kuznetsova');
  const target = (method: string) => ({ path: `${KEY_SERVICE}/${method}`, body: '{}' });
  const { body } = await callSigned(platform, key, target('GetPermissions'));
  expect([body.Account.Username, body.CanView, body.CanDelete]).toEqual(['o.kuznetsova', true, false]);
  expect((await callSigned(platform, key, target('List'))).status).toBe(200);
  expect((await callSigned(platform, key, target('Delete'))).status).toBe(403);
});
