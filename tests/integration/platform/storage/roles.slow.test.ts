import { beforeEach, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { RESOURCES, type WireRole, wireRoleSchema } from '../../../../shared/adminApi/roleService.ts';
import {
  ACCOUNT_SERVICE,
  call,
  callSigned,
  createKey,
  KEY_SERVICE,
  ROLE_SERVICE,
  startForTest,
} from '../platformClient.ts';

let platform: RunningPlatform;
beforeEach(async () => {
  platform = await startForTest();
});

const roleCall = (method: string, body: object = {}, username = 'admin') =>
  call(platform, `${ROLE_SERVICE}/${method}`, body, username);
const listRoles = async (): Promise<WireRole[]> => wireRoleSchema.array().parse((await roleCall('List')).body);
const roleNamed = async (name: string): Promise<WireRole> => {
  const role = (await listRoles()).find(({ Name }) => Name === name);
  if (role === undefined) {
    throw new Error(`There is no role ${name}.`);
  }
  return role;
};
const accountId = async (user: string) =>
  String((await call(platform, `${ACCOUNT_SERVICE}/FindByUsername`, { user })).body);
const permissions = async (username: string) => (await call(platform, 'GetPermissions', {}, username)).body;

test('the list contains standard and custom roles with members and permissions', async () => {
  const roles = await listRoles();
  expect(roles.map(({ Name, IsStandard }) => [Name, IsStandard])).toEqual([
    ['System administrators', true],
    ['Security administrators', true],
    ['Infrastructure administrators', true],
    ['System architects', true],
    ['API integrations', false],
    ['Support', false],
  ]);
  expect(await roleNamed('Support')).toEqual({
    Id: 'role.6',
    Name: 'Support',
    IsStandard: false,
    IsActive: true,
    MemberIds: [await accountId('o.kuznetsova')],
    Permissions: [
      { Resource: 'ApiCalls', Level: 'Full' },
      { Resource: 'AuthenticationKeys', Level: 'View' },
    ],
  });
});

test('creating, changing and deleting a role applies to the next request, also of keys', async () => {
  const member = await accountId('j.carter');
  const key = await createKey(platform, 'm.petrova');
  expect((await call(platform, 'GetPermissions', {}, 'j.carter')).status).toBe(403);
  const { body: created } = await roleCall('Create', {
    Name: 'Интеграторы',
    MemberIds: [member],
    Permissions: [
      { Resource: 'ApiCalls', Level: 'View' },
      { Resource: 'AuthenticationKeys', Level: 'View' },
    ],
  });
  const role = wireRoleSchema.parse(created);
  expect(role).toMatchObject({ IsStandard: false, IsActive: true, MemberIds: [member] });
  expect(await permissions('j.carter')).toMatchObject({ CanView: true, CanEdit: false });

  const withMore = { Id: role.Id, Permissions: [...role.Permissions.slice(0, 1), fullKeys] };
  expect((await roleCall('Edit', withMore)).body).toMatchObject({ Name: 'Интеграторы', MemberIds: [member] });
  expect(await permissions('j.carter')).toMatchObject({ CanView: true, CanEdit: true });

  const signed = async () => (await callSigned(platform, key, { path: `${KEY_SERVICE}/List`, body: '{}' })).status;
  expect(await signed()).toBe(403);
  await roleCall('Edit', { Id: role.Id, MemberIds: [member, await accountId('m.petrova')] });
  expect(await signed()).toBe(200);

  await roleCall('Edit', { Id: role.Id, IsActive: false });
  expect((await call(platform, 'GetPermissions', {}, 'j.carter')).status).toBe(403);
  await roleCall('Edit', { Id: role.Id, IsActive: true });
  expect((await call(platform, 'GetPermissions', {}, 'j.carter')).status).toBe(200);
  expect((await roleCall('Delete', { Id: role.Id })).status).toBe(204);
  expect((await call(platform, 'GetPermissions', {}, 'j.carter')).status).toBe(403);
  expect(await signed()).toBe(403);
});
const fullKeys = { Resource: 'AuthenticationKeys', Level: 'Full' } as const;

test('an inactive role grants none of its permissions', async () => {
  const other = await roleNamed('API integrations');
  await roleCall('Edit', { Id: other.Id, MemberIds: [...other.MemberIds, await accountId('o.kuznetsova')] });
  await roleCall('Edit', { Id: (await roleNamed('Support')).Id, IsActive: false });
  expect(await permissions('o.kuznetsova')).toMatchObject({ CanView: false, CanReadSecret: false });
  await roleCall('Edit', { Id: other.Id, IsActive: false });
  expect((await call(platform, 'GetPermissions', {}, 'o.kuznetsova')).status).toBe(403);
  const { Items } = (await call(platform, 'ListEligibleAccounts', { Search: 'o.kuznetsova' })).body;
  expect(Items).toMatchObject([{ IsEligible: false, Reason: 'NoPermission', SystemRoles: [] }]);
});

test('a role can grant View and Full access to every resource', async () => {
  for (const [Resource, Level] of RESOURCES.flatMap((name) => [[name, 'View'] as const, [name, 'Full'] as const])) {
    const Name = `${Resource} ${Level}`;
    const { status, body } = await roleCall('Create', { Name, Permissions: [{ Resource, Level }] });
    expect([status, wireRoleSchema.parse(body).Permissions]).toEqual([200, [{ Resource, Level }]]);
  }
});

describe('a standard role', () => {
  test('can have its members changed', async () => {
    const role = await roleNamed('Infrastructure administrators');
    const member = await accountId('svc.monitoring');
    const { status, body } = await roleCall('Edit', { Id: role.Id, MemberIds: [...role.MemberIds, member] });
    expect([status, wireRoleSchema.parse(body).MemberIds]).toEqual([200, [...role.MemberIds, member]]);
  });

  test.each([
    ['Edit', { Name: 'Other' }],
    ['Edit', { IsActive: false }],
    ['Edit', { Permissions: [] }],
    ['Edit', { MemberIds: [], Name: 'Other' }],
    ['Delete', {}],
  ])('cannot be changed otherwise: %s %j', async (method, change) => {
    const before = await listRoles();
    const role = await roleNamed('Infrastructure administrators');
    const response = await roleCall(method, { Id: role.Id, ...change });
    expect([response.status, response.body.Code]).toEqual([409, 'StandardRole']);
    expect(await listRoles()).toEqual(before);
  });
});

describe('the last system administrator who can sign in', () => {
  const administrators = () => roleNamed('System administrators');
  const remove = async (...MemberIds: string[]) => roleCall('Edit', { Id: (await administrators()).Id, MemberIds });
  const archive = (id: string) => call(platform, `${ACCOUNT_SERVICE}/Disable`, { accountId: id });

  test('cannot be removed or archived', async () => {
    for (const response of [
      await remove(),
      await remove(await accountId('p.sidorov')),
      await remove(await accountId('d.nguyen')),
      await archive(await accountId('admin')),
    ]) {
      expect([response.status, response.body.Code]).toEqual([409, 'LastAdministrator']);
    }
    expect((await administrators()).MemberIds).toEqual([await accountId('admin')]);
    expect(await permissions('admin')).toMatchObject({ CanEdit: true });
  });

  test('remains when two are archived at once', async () => {
    const [first, second] = [await accountId('admin'), await accountId('i.ivanov')];
    await remove(first, second);
    const responses = await Promise.all([archive(first), archive(second)]);
    // The second request may be rejected because its caller has just been archived.
    expect(responses.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  test('is determined among active members', async () => {
    const [first, second] = [await accountId('admin'), await accountId('i.ivanov')];
    await remove(first, second);
    expect((await archive(second)).status).toBe(204);
    expect((await remove(second)).status).toBe(409);
    expect((await archive(first)).status).toBe(409);
  });
});

test('the name of another role is rejected', async () => {
  const before = await listRoles();
  const response = await roleCall('Edit', { Id: 'role.5', Name: 'Support' });
  expect([response.status, response.body.Code]).toEqual([409, 'NameTaken']);
  expect(await listRoles()).toEqual(before);
});

test('a member listed twice is a member once', async () => {
  const role = { Name: 'Twice', MemberIds: ['account.2', 'account.2'] };
  expect(wireRoleSchema.parse((await roleCall('Create', role)).body).MemberIds).toEqual(['account.2']);
});
