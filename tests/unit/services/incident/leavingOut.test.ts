import { expect, it } from 'vitest';
import type { Leavable } from '../../../../shared/model/incident.ts';
import { AppError } from '../../../../shared/result.ts';
import { tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { memory, services, startAgain } from '../application.ts';
import {
  allTokens,
  change,
  expiries,
  FORMER,
  ids,
  newest,
  now,
  one,
  other,
  search,
  startIncidentsBeforeEach,
} from './incidentBed.ts';

startIncidentsBeforeEach();

const [first = '', second = ''] = [0, 1].map(String);
const connection = (place: string) => ids[Number(place)] ?? '';
const leave = (findingsId: string, place: string, what: Leavable, isLeftOut = true) =>
  services.incidents.leaveOut(findingsId, connection(place), what, isLeftOut);
const key = (id: string): Leavable => ({ kind: 'key', id });
/** The account of all keys. */
const account = (): Leavable => ({ kind: 'account', id: one().keys.get('authkey.1')?.accountId ?? '' });

it('leaves single keys out of a run, and counts again which accounts lose access', async () => {
  const { id } = await search();
  const { findings } = await leave(id, first, key('authkey.2'));
  expect(findings?.parts.map(({ keys, leftOut, losing }) => [keys, leftOut, losing])).toEqual([
    [2, 1, 0],
    [2, 0, 1],
  ]);
  const incident = newest(await services.incidents.run(id, ids, ids));
  expect(expiries(one())).toEqual([now(), FORMER, now()]);
  expect(incident.parts.map(({ state, disabled, leftOut }) => [state, disabled, leftOut])).toEqual([
    ['done', 2, 1],
    ['done', 2, 0],
  ]);
  expect(incident.attention.map(({ outcome, token }) => [outcome, token])).toEqual([['leftOut', '01234567…0002']]);
  await services.incidents.restore(incident.id);
  expect([...expiries(one()), ...expiries(other())]).toEqual(Array(5).fill(FORMER));
});

it('leaves out whole accounts, and takes back what was left out', async () => {
  const { id } = await search();
  await leave(id, first, account());
  const counts = async (state: ReturnType<typeof leave>) => (await state).findings?.parts.map(({ keys }) => keys);
  expect(await counts(leave(id, first, key('authkey.3'), false))).toEqual([1, 2]);
  expect(await counts(leave(id, first, account(), false))).toEqual([3, 2]);
  expect(await counts(leave(id, second, key('authkey.1')))).toEqual([3, 2]);
  await expect(async () => leave('x', first, account())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('lists the keys by account, finds them by names and tokens, and says how many are not shown', async () => {
  change(one(), 'authkey.1', { accountId: 'account.7', username: 'anna', fullName: 'Анна' });
  const { id } = await search();
  await leave(id, first, key('authkey.1'));
  const list = (text: string) => services.incidents.listFound(id, connection(first), text);
  expect(list('').accounts.map(({ username, found, leftOut }) => [username, found, leftOut])).toEqual([
    ['svc.erp', 2, 0],
    ['anna', 1, 1],
  ]);
  expect(list('АННА').accounts.flatMap(({ keys }) => keys)).toMatchObject([
    { token: '01234567…0001', isLeftOut: true },
  ]);
  expect(list(tokenOf('authkey.2').slice(-6)).accounts[0]?.keys.map((found) => found.id)).toEqual(['authkey.2']);
  expect(list('nobody')).toEqual({ accounts: [], more: 0 });
  for (let index = 10; index < 260; index += 1) {
    const added = `authkey.${index}`;
    one().keys.set(added, { ...one().keys.get('authkey.2'), id: added, token: tokenOf(added) } as never);
  }
  const many = await search({ kind: 'everything' });
  const found = services.incidents.listFound(many.id, connection(first), '');
  expect([found.accounts.flatMap(({ keys }) => keys).length, found.more]).toEqual([200, 53]);
});

it('fault 209: what was left out stays so when its connection is back, and after a crash', async () => {
  for (const id of ids) {
    await services.keys.list(id);
  }
  other().failure = new AppError('UNREACHABLE', 'down');
  const { id } = await search({ kind: 'everything' });
  await leave(id, second, key('authkey.2'));
  const { id: incidentId } = newest(await services.incidents.run(id, ids, ids));
  startAgain();
  other().failure = null;
  const incident = newest(await services.incidents.proceed(incidentId, ids.slice(1), ids.slice(1)));
  expect(expiries(other())).toEqual([FORMER, now()]);
  expect(incident.parts[1]).toMatchObject({ state: 'done', disabled: 1, leftOut: 1 });
  // Another key that got the same identifier was not left out.
  change(other(), 'authkey.2', { token: 'd'.repeat(32) });
  await services.incidents.proceed(incidentId, ids.slice(1), ids.slice(1));
  expect(expiries(other())).toEqual([now(), now()]);
});

it('names connections that were left out, with the number of keys found there', async () => {
  const { id } = await search(allTokens);
  await leave(id, second, key('authkey.2'));
  const incident = newest(await services.incidents.run(id, ids.slice(0, 1), []));
  expect(incident.leftOut).toEqual([{ name: 'Other', keys: 2 }]);
  startAgain(memory.ports);
  expect(newest(await services.incidents.getState()).leftOut).toEqual([{ name: 'Other', keys: 2 }]);
});
