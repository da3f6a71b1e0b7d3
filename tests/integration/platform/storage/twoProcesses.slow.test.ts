import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
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
import { newDatabaseUrl, placeOptions, startCommand } from '../runCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'keydesk-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = placeOptions(join(folder, 'data'), await newDatabaseUrl());
/** Two processes on one database. */
const { platform: first } = await startCommand([...place, '--sample']);
const { platform: second } = await startCommand(place);

/** Creates a key at one process and uses it at the other, so that the other has cached whatever it caches. */
async function newWarmKey(writer = first, reader = second) {
  const key = await createKey(writer, 'm.petrova');
  const use = () => callSigned(reader, key, { path: `${KEY_SERVICE}/GetPermissions` });
  for (let count = 0; count < 5; count += 1) {
    expect((await use()).status).toBe(200);
  }
  return { key, use };
}
const outcome = ({ status, body }: Response) => [status, body.Message];
const accountId = async (user: string) => (await call(first, `${ACCOUNT_SERVICE}/FindByUsername`, { user })).body;

describe('a change in one process applies to the next request to the other', () => {
  test('deleted keys, in both directions', async () => {
    for (let round = 0; round < amount({ sample: 10, full: 100 }); round += 1) {
      const [writer, reader] = round % 2 === 0 ? [first, second] : [second, first];
      const { key, use } = await newWarmKey(writer, reader);
      await call(writer, 'Delete', { Ids: [key.Id] });
      expect(outcome(await use())).toEqual([401, expect.stringContaining('No key has this token')]);
    }
  });

  test('an expired and extended key', async () => {
    const { key, use } = await newWarmKey();
    await call(first, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
    expect(outcome(await use())).toEqual([401, expect.stringContaining('the key has expired')]);
    await call(first, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(1), Version: 2 });
    expect((await use()).status).toBe(200);
  });

  test('an archived account and one taken out of the archive, for its keys and its password', async () => {
    const { use } = await newWarmKey();
    const useBasic = () => call(second, 'GetPermissions', {}, 'm.petrova');
    expect((await useBasic()).status).toBe(200);
    const change = { accountId: await accountId('m.petrova') };
    const rejected = [403, 'The account m.petrova is archived and cannot use its permission "API calls".'];
    await call(first, `${ACCOUNT_SERVICE}/Disable`, change);
    expect(outcome(await use())).toEqual(rejected);
    expect(outcome(await useBasic())).toEqual(rejected);
    await call(first, `${ACCOUNT_SERVICE}/Enable`, change);
    expect([(await use()).status, (await useBasic()).status]).toEqual([200, 200]);
  });

  test('a changed role', async () => {
    const { use } = await newWarmKey();
    const { body } = await call(first, `${ROLE_SERVICE}/Edit`, { Id: 'role.5', IsActive: false });
    expect(body).toMatchObject({ Name: 'API integrations', IsActive: false });
    expect(outcome(await use())).toEqual([403, 'The account m.petrova lacks the permission "API calls".']);
    await call(first, `${ROLE_SERVICE}/Edit`, { Id: 'role.5', IsActive: true });
    expect((await use()).status).toBe(200);
  });
});

test('writes of both are serialized, and a feed read from both misses none', async () => {
  const platforms = [first, second];
  let cursor = (await call(first, 'ListChanges')).body.Cursor;
  const creations = platforms.flatMap((platform) => Array.from({ length: 30 }, () => createKey(platform, 'svc.erp')));
  const seen = new Set<string>();
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
  expect(keys.map(({ Id }) => Id).filter((id) => !seen.has(id))).toEqual([]);
});

test('concurrent edits of the same version succeed in one process only', async () => {
  for (let version = 1; version <= 20; version += 1) {
    const responses = await Promise.all(
      [first, second].map((platform, index) =>
        call(platform, 'Edit', { Id: 'authkey.2', ExpirationDate: daysFromNow(index + 1), Version: version }),
      ),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 409]);
  }
});

test('a write with a request id is executed once, whichever process receives it', async () => {
  const creation = { AccountId: 'account.1', ExpirationDate: daysFromNow(1) };
  const total = async () => keyPageSchema.parse((await call(second, 'List', { Take: 1 })).body).Total;
  const before = await total();
  const responses = await Promise.all(
    Array.from({ length: 10 }, (_unused, index) =>
      call(index % 2 === 0 ? first : second, 'Create', creation, 'admin', [['x-ms-client-request-id', 'shared']]),
    ),
  );
  expect(new Set(responses.map(({ body }) => body.SecretKey)).size).toBe(1);
  expect(await total()).toBe(before + 1);
});
