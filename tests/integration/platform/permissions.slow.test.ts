import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import {
  ACCOUNT_SERVICE,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  startForTest,
  startSample,
} from './platformClient.ts';

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startSample();
});
afterAll(() => platform.stop());

const VIEW = 'View';
const FULL = 'Full access';
const keyMethods = () =>
  [
    ['List', {}, VIEW],
    ['Get', { id: 'authkey.1' }, VIEW],
    ['ListEligibleAccounts', {}, VIEW],
    ['Create', { AccountId: 'account.1', ExpirationDate: daysFromNow(1) }, FULL],
    ['Edit', { Id: 'authkey.1', ExpirationDate: daysFromNow(1), Version: 0 }, FULL],
    ['Delete', { Ids: ['authkey.999'] }, FULL],
  ] as const;

describe.each([
  ['admin', 'everything', [VIEW, FULL]],
  ['i.ivanov', 'keys in full', [VIEW, FULL]],
  ['o.kuznetsova', 'keys to view', [VIEW]],
  ['m.petrova', 'API calls only', []],
])('%s has %s', (username, _what, granted: readonly string[]) => {
  test.each(keyMethods())('%s', async (method, body, level) => {
    const answer = await call(platform, method, body, username);
    if (granted.includes(level)) {
      // Version 0 was never a version, so an edit that is permitted ends in a conflict and changes nothing.
      expect(answer.status).toBe(method === 'Edit' ? 409 : 200);
    } else {
      const Message = `The account ${username} lacks the permission "Authentication keys: ${level}".`;
      expect([answer.status, answer.body]).toEqual([403, { Code: 'NotPermitted', Message }]);
    }
  });

  test('GetPermissions says so', async () => {
    const { body } = await call(platform, 'GetPermissions', {}, username);
    const [canView, canWrite] = [granted.includes(VIEW), granted.includes(FULL)];
    expect(body).toMatchObject({
      CanView: canView,
      CanReadSecret: canView,
      CanCreate: canWrite,
      CanEdit: canWrite,
      CanDelete: canWrite,
    });
    expect(body.Account.Username).toBe(username);
  });
});

test('who may only view reads secrets, and keys are unchanged by what was refused', async () => {
  const { body: before } = await call(platform, 'Get', { id: 'authkey.2' }, 'o.kuznetsova');
  expect(before.SecretKey).toHaveLength(88);
  await call(platform, 'Edit', { Id: 'authkey.2', ExpirationDate: daysFromNow(1), Version: 1 }, 'o.kuznetsova');
  await call(platform, 'Delete', { Ids: ['authkey.2'] }, 'o.kuznetsova');
  expect((await call(platform, 'Get', { id: 'authkey.2' })).body).toEqual(before);
});

test('a permission is asked before the body is looked at', async () => {
  expect((await call(platform, 'Create', { nonsense: true }, 'o.kuznetsova')).status).toBe(403);
});

test('the same rights count for a key of the account', async () => {
  const key = await createKey(platform, 'o.kuznetsova');
  const target = (method: string) => ({ path: `${KEY_SERVICE}/${method}`, body: '{}' });
  expect((await callSigned(platform, key, target('List'))).status).toBe(200);
  expect((await callSigned(platform, key, target('Delete'))).status).toBe(403);
});

test('a key of an account that loses its right stays, and its calls get 403', async () => {
  const other = await startForTest();
  const key = await createKey(other, 'm.petrova');
  const { body: accountId } = await call(other, `${ACCOUNT_SERVICE}/FindByUsername`, { user: 'm.petrova' });
  await call(other, `${ACCOUNT_SERVICE}/Disable`, { accountId });
  const answer = await callSigned(other, key, { path: `${KEY_SERVICE}/GetPermissions` });
  expect([answer.status, answer.body.Message]).toEqual([
    403,
    'The account m.petrova is disabled and cannot use its permission "API calls".',
  ]);
  expect((await call(other, 'Get', { id: key.Id })).status).toBe(200);
});

describe('accounts', () => {
  test.each(['List', 'Get', 'FindByUsername', 'Disable', 'Enable'])(
    '%s needs a permission on accounts',
    async (method) => {
      const answer = await call(platform, `${ACCOUNT_SERVICE}/${method}`, {}, 'i.ivanov');
      expect(answer.status).toBe(403);
      expect(answer.body.Message).toContain('"Accounts: ');
    },
  );

  test('the last system administrator cannot be disabled', async () => {
    const answer = await call(platform, `${ACCOUNT_SERVICE}/Disable`, { accountId: 'account.1' });
    expect([answer.status, answer.body.Code]).toEqual([409, 'LastAdministrator']);
    expect((await call(platform, 'GetPermissions')).status).toBe(200);
  });
});
