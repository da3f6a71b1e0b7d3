import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyPageSchema } from '../../../../shared/adminApi/keyService.ts';
import { amount } from '../../../harness/amount.ts';
import {
  ACCOUNT_SERVICE,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  type Response,
  ROLE_SERVICE,
} from '../platformClient.ts';
import { newDatabaseUrl, placeOptions, type ReadyCommand, startCommand } from '../runCommand.ts';

/** Two processes on one database: what one of them does holds for the very next request to the other. */
let first: ReadyCommand['platform'];
let second: ReadyCommand['platform'];
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-processes-'));
  const place = placeOptions(join(folder, 'data'), await newDatabaseUrl());
  ({ platform: first } = await startCommand([...place, '--sample']));
  ({ platform: second } = await startCommand(place));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Uses a key at the second process, so that everything that could be remembered there is. */
async function useWarmKey(username: string) {
  const key = await createKey(first, username);
  const use = () => callSigned(second, key, { path: `${KEY_SERVICE}/GetPermissions` });
  for (let count = 0; count < 5; count += 1) {
    expect((await use()).status).toBe(200);
  }
  return { key, use };
}
const outcome = ({ status, body }: Response) => [status, body.Message];
const accountId = async (user: string) => (await call(first, `${ACCOUNT_SERVICE}/FindByUsername`, { user })).body;

describe('what one process does is so for the next request to the other', () => {
  test('a key that was deleted', async () => {
    const { key, use } = await useWarmKey('m.petrova');
    await call(first, 'Delete', { Ids: [key.Id] });
    expect(outcome(await use())).toEqual([401, 'Invalid Credential']);
  });

  test('a key that was made to expire', async () => {
    const { key, use } = await useWarmKey('m.petrova');
    await call(first, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
    expect(outcome(await use())).toEqual([401, 'The access token has expired']);
    await call(first, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(1), Version: 2 });
    expect((await use()).status).toBe(200);
  });

  test('an account that was disabled and enabled, for its keys and its password', async () => {
    const { use } = await useWarmKey('m.petrova');
    const useBasic = () => call(second, 'GetPermissions', {}, 'm.petrova');
    expect((await useBasic()).status).toBe(200);
    const change = { accountId: await accountId('m.petrova') };
    const refused = [403, 'The account m.petrova is disabled and cannot use its permission "API calls".'];
    await call(first, `${ACCOUNT_SERVICE}/Disable`, change);
    expect(outcome(await use())).toEqual(refused);
    expect(outcome(await useBasic())).toEqual(refused);
    await call(first, `${ACCOUNT_SERVICE}/Enable`, change);
    expect([(await use()).status, (await useBasic()).status]).toEqual([200, 200]);
  });

  test('a role that was changed', async () => {
    const { use } = await useWarmKey('m.petrova');
    const { body } = await call(first, `${ROLE_SERVICE}/Edit`, { Id: 'role.5', IsActive: false });
    expect(body).toMatchObject({ Name: 'API integrations', IsActive: false });
    expect(outcome(await use())).toEqual([403, 'The account m.petrova lacks the permission "API calls".']);
    await call(first, `${ROLE_SERVICE}/Edit`, { Id: 'role.5', IsActive: true });
    expect((await use()).status).toBe(200);
  });

  test('again and again', async () => {
    for (let round = 0; round < amount({ sample: 10, full: 100 }); round += 1) {
      const [writer, reader] = round % 2 === 0 ? [first, second] : [second, first];
      const key = await createKey(writer, 'm.petrova');
      const use = () => callSigned(reader, key, { path: `${KEY_SERVICE}/GetPermissions` });
      expect((await use()).status).toBe(200);
      await call(writer, 'Delete', { Ids: [key.Id] });
      expect(outcome(await use())).toEqual([401, 'Invalid Credential']);
    }
  });
});

test('writes of both come one after the other, and a feed read from both misses none', async () => {
  const start = (await call(first, 'ListChanges')).body.Cursor;
  const platforms = [first, second];
  const creations = platforms.flatMap((platform) => Array.from({ length: 30 }, () => createKey(platform, 'svc.erp')));
  const seen = new Set<string>();
  let cursor = start;
  let isWriting = true;
  const written = Promise.all(creations).finally(() => {
    isWriting = false;
  });
  for (let round = 0, last = false; !last; round += 1) {
    last = !isWriting;
    const page = (await call(platforms[round % 2] ?? first, 'ListChanges', { Cursor: cursor })).body;
    cursor = page.Cursor;
    for (const { Id } of page.Upserted) {
      seen.add(Id);
    }
  }
  const keys = await written;
  expect(new Set(keys.map(({ Token }) => Token)).size).toBe(60);
  expect(keys.filter(({ Id }) => !seen.has(Id))).toEqual([]);
});

test('an edit that both try at once is done by one of them', async () => {
  for (let version = 1; version <= 20; version += 1) {
    const answers = await Promise.all(
      [first, second].map((platform, index) =>
        call(platform, 'Edit', { Id: 'authkey.2', ExpirationDate: daysFromNow(index + 1), Version: version }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  }
});

test('a write that carries an id is done once, whichever process its repeat reaches', async () => {
  const creation = { AccountId: 'account.1', ExpirationDate: daysFromNow(1) };
  const total = async () => keyPageSchema.parse((await call(second, 'List', { Take: 1 })).body).Total;
  const before = await total();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_unused, index) =>
      call(index % 2 === 0 ? first : second, 'Create', creation, 'admin', [['x-ms-client-request-id', 'shared']]),
    ),
  );
  expect(new Set(answers.map(({ body }) => body.SecretKey)).size).toBe(1);
  expect(await total()).toBe(before + 1);
});
