import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { keyPageSchema } from '../../../../shared/adminApi/keyService.ts';
import {
  ACCOUNT_SERVICE,
  ADMIN_PASSWORD,
  type ClientKey,
  call,
  callSigned,
  createKey,
  daysFromNow,
  ENCRYPTION_KEY,
  KEY_SERVICE,
  ROLE_SERVICE,
} from '../platformClient.ts';
import { problemsOf } from './checkResponse.ts';
import type { HostileRow, HostileTarget } from './hostileRow.ts';
import { exchange } from './rawSocket.ts';

/** Creates what the rows need. @param keys number of keys that the attacker has; each row takes its own. */
export async function prepareTarget(platform: RunningPlatform, keys: number): Promise<HostileTarget> {
  const newKey = () => createKey(platform, 'i.ivanov');
  const [usedKey, expiredKey, deletedKey] = [await newKey(), await newKey(), await newKey()];
  await call(platform, 'Edit', { Id: expiredKey.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
  await call(platform, 'Delete', { Ids: [deletedKey.Id] });
  const free: ClientKey[] = [];
  while (free.length < keys) {
    free.push(await newKey());
  }
  // Its last use is recorded at most once a minute and is not compared.
  await callSigned(platform, usedKey, { path: `${KEY_SERVICE}/GetPermissions` });
  const takeKey = () => {
    const key = free.pop();
    if (key === undefined) {
      throw new Error(`The rows need more than ${keys} keys.`);
    }
    return key;
  };
  const secrets = [usedKey, expiredKey, deletedKey, ...free].map(({ SecretKey }) => SecretKey);
  const { host } = new URL(platform.address);
  const hidden = [ADMIN_PASSWORD, ENCRYPTION_KEY, ...secrets];
  return { platform, host, port: Number(host.split(':')[1]), takeKey, expiredKey, deletedKey, usedKey, hidden };
}

/** Sends a row and returns what is wrong with the responses. */
export async function checkRow({ port, hidden }: HostileTarget, row: HostileRow): Promise<string[]> {
  const parts = typeof row.parts === 'function' ? row.parts() : row.parts;
  const problems = problemsOf(row, await exchange(port, parts, row.everyMs ?? null), hidden);
  return problems.length === 0 ? [] : [`${row.name}: ${problems.join('; ')}`];
}

/** Sends rows one after another. */
export async function checkRows(target: HostileTarget, rows: readonly HostileRow[]): Promise<string[]> {
  const problems: string[] = [];
  for (const row of rows) {
    problems.push(...(await checkRow(target, row)));
  }
  return problems;
}

/** Reads everything that a hostile request could have changed, except the last use of the key in use. */
export async function readData({ platform, usedKey }: HostileTarget) {
  const { Items: keys, Total: total } = keyPageSchema.parse((await call(platform, 'List')).body);
  const { body: roles } = await call(platform, `${ROLE_SERVICE}/List`);
  const { body: accounts } = await call(platform, `${ACCOUNT_SERVICE}/List`);
  const { body: feed } = await call(platform, 'ListChanges');
  return {
    keys: keys.map(({ LastUsedDate, ...key }) => (key.Token === usedKey.Token ? key : { ...key, LastUsedDate })),
    total,
    roles,
    accounts,
    latestChange: feed.Cursor,
  };
}
