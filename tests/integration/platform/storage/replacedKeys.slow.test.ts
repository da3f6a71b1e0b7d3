import { beforeEach, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { call, createKey, daysFromNow, startForTest } from '../platformClient.ts';

let platform: RunningPlatform;
beforeEach(async () => {
  platform = await startForTest();
});
const OTHER = 'f'.repeat(32);
const ids = async () => (await call(platform, 'ListChanges')).body.Upserted.map(({ Id }) => Id);

test('an installation that compares tokens says so', async () => {
  expect((await call(platform, 'GetPermissions')).body.ChecksTokens).toBe(true);
});

describe('fault 96: an edit that carries the token of another key', () => {
  test('is refused, whatever its version; with the right one it is made', async () => {
    const key = await createKey(platform, 'svc.erp');
    const edit = (Token: string, Version = 1) =>
      call(platform, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(9), Version, Token });
    for (const version of [1, 7]) {
      const { status, body } = await edit(OTHER, version);
      expect([status, body.Code]).toEqual([409, 'KeyReplaced']);
    }
    expect((await call(platform, 'Get', { id: key.Id })).body).toEqual(key);
    expect((await edit(key.Token)).body).toMatchObject({ Id: key.Id, Version: 2 });
    expect((await edit(key.Token)).body.Code).toBe('Conflict');
    await call(platform, 'Delete', { Ids: [key.Id] });
    expect((await edit(key.Token, 2)).body.Code).toBe('NotFound');
  });
});

describe('fault 96: a deletion that carries tokens', () => {
  test('leaves alone what has another token, and deletes the rest', async () => {
    const [one, two, three] = [
      await createKey(platform, 'svc.erp'),
      await createKey(platform, 'svc.erp'),
      await createKey(platform, 'svc.erp'),
    ];
    const before = (await ids()).length;
    const { status, body } = await call(platform, 'Delete', {
      Ids: [one.Id, two.Id, three.Id, 'authkey.999', 'nothing'],
      Tokens: [one.Token, OTHER, '', OTHER, OTHER],
    });
    expect([status, body.Results]).toEqual([
      200,
      [
        { Id: one.Id, Deleted: true },
        { Id: two.Id, Deleted: false, Code: 'KeyReplaced', Error: 'Another key has this identifier now.' },
        { Id: three.Id, Deleted: false, Code: 'KeyReplaced', Error: 'Another key has this identifier now.' },
        { Id: 'authkey.999', Deleted: true, Missing: true },
        { Id: 'nothing', Deleted: true, Missing: true },
      ],
    ]);
    expect(await ids()).toHaveLength(before - 1);
    expect(await ids()).toEqual(expect.arrayContaining([two.Id, three.Id]));
  });

  test('of all keys that were replaced deletes none', async () => {
    const key = await createKey(platform, 'svc.erp');
    const { body } = await call(platform, 'Delete', { Ids: [key.Id], Tokens: [OTHER] });
    expect(body.Results).toMatchObject([{ Deleted: false, Code: 'KeyReplaced' }]);
    expect((await call(platform, 'Get', { id: key.Id })).body).toEqual(key);
  });

  test('is refused where there is not one token for each id', async () => {
    const { status, body } = await call(platform, 'Delete', { Ids: ['authkey.1', 'authkey.2'], Tokens: [OTHER] });
    expect([status, body.Details?.[0]?.Field]).toEqual([400, 'Tokens']);
    expect(await ids()).toHaveLength(10);
  });
});
