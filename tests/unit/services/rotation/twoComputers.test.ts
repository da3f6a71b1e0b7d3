import { describe, expect, it } from 'vitest';
import { recognizedRotations } from '../../../../electron/services/rotation/recognizedRotations.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { memory } from '../application.ts';
import {
  dateNewKeys,
  days,
  inDays,
  keyOf,
  rotation,
  start,
  startElsewhere,
  startRotationsBeforeEach,
  step,
} from './rotationBed.ts';

startRotationsBeforeEach();

const OLD = 'authkey.1';
/** A moment that is no full minute, as that of a test is. */
const tick = () => memory.clock.advance(12_345);

describe('fault 170: two computers rotate the same key', () => {
  it('the window of the second is told to look again with each list that has other keys', async () => {
    const other = await startElsewhere();
    tick();
    await start([OLD]);
    await step('proceed');
    other.memory.published.length = 0;
    await other.services.keys.list('sample');
    expect(other.memory.published).toContain('rotations:changed');
    expect(await rotation(other.services)).toMatchObject({ state: 'overlap', origin: 'recognized' });

    other.memory.published.length = 0;
    await other.services.keys.list('sample');
    expect(other.memory.published).not.toContain('rotations:changed');
    await step('finish');
    await other.services.keys.list('sample');
    expect(other.memory.published).toContain('rotations:changed');
  });

  it('the second sees the pair, creates no third key, and can end the old one', async () => {
    tick();
    await start([OLD]);
    await step('proceed');
    const other = await startElsewhere();
    expect(await rotation(other.services)).toMatchObject({
      state: 'overlap',
      origin: 'recognized',
      oldKey: { id: OLD },
      newKey: { id: 'authkey.3' },
      oldExpiryBefore: null,
    });
    const again = await start([OLD], {}, other.services);
    expect(again).toMatchObject({ results: [{ outcome: 'skipped', problem: { code: 'alreadyRotating' } }] });
    expect(memory.adminApi.keys.size).toBe(3);
    expect(await step('takeBack', other.services)).toMatchObject({
      results: [{ outcome: 'failed', problem: { code: 'formerExpiryUnknown' } }],
    });
    expect(await step('finish', other.services)).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(keyOf(OLD).expirationDate).toBe(inDays(0));
    expect(await rotation(other.services)).toMatchObject({ state: 'ended', origin: 'recognized' });
  });

  it('the second asks before it creates a third key while the first hands its new key over', async () => {
    dateNewKeys(memory.adminApi, memory);
    tick();
    await start([OLD]);
    const other = await startElsewhere();
    expect(await other.services.rotations.list('sample')).toEqual([]);
    expect(await start([OLD], {}, other.services)).toMatchObject({
      results: [{ outcome: 'skipped', problem: { code: 'hasYoungerKey' } }],
    });
    expect(memory.adminApi.keys.size).toBe(3);
    await start([OLD], { acceptsYoungerKey: true }, other.services);
    expect(memory.adminApi.keys.size).toBe(4);
  });

  it('a recognized pair that was removed from the list does not come back', async () => {
    tick();
    await start([OLD]);
    await step('proceed');
    const other = await startElsewhere();
    await other.services.rotations.dismiss('sample', [(await rotation(other.services)).id]);
    expect(await other.services.rotations.list('sample')).toEqual([]);
  });
});

describe('pairs that are not recognized', () => {
  const NOW = Date.parse('2026-11-28T10:20:30.400Z');
  const at = (count: number, extra = 0) => new Date(NOW + days(count) + extra).toISOString();
  const key = (number: number, change: Partial<AuthenticationKey>): AuthenticationKey => ({
    id: `authkey.${number}`,
    accountId: 'account.1',
    username: 'svc.erp',
    fullName: 'ERP connector',
    systemRoles: [],
    token: `${number}`.repeat(32),
    creationDate: at(-200),
    expirationDate: at(100),
    lastUsedDate: null,
    version: 1,
    accountProblem: null,
    ...change,
  });
  const old = key(1, { expirationDate: at(5), version: 2 });
  const successor = key(2, { creationDate: at(-2) });

  it('recognizes the pair that a rotation leaves', () => {
    expect(recognizedRotations([old, successor], NOW)).toHaveLength(1);
  });

  it.each([
    ['the old key was never changed', [{ ...old, version: 1 }, successor]],
    ['the old key expires at a full minute', [{ ...old, expirationDate: '2026-12-03T00:00:00.000Z' }, successor]],
    ['the old key is valid for months', [{ ...old, expirationDate: at(60) }, successor]],
    ['the old key has expired', [{ ...old, expirationDate: at(-1) }, successor]],
    ['the new key is older than the old one', [{ ...old, creationDate: at(-1) }, successor]],
    ['the new key was created months ago', [old, { ...successor, creationDate: at(-90) }]],
    ['the new key expires first', [old, { ...successor, expirationDate: at(4) }]],
    ['the keys belong to two accounts', [old, { ...successor, accountId: 'account.2' }]],
    ['two keys could be the old one', [old, { ...old, id: 'authkey.3', token: '3'.repeat(32) }, successor]],
  ])('%s', (_why, keys) => {
    expect(recognizedRotations(keys, NOW)).toEqual([]);
  });

  it('recognizes the pair of each account among the keys of others', () => {
    const of = (accountId: string, ...keys: readonly AuthenticationKey[]) =>
      keys.map((each) => ({ ...each, id: `${accountId}.${each.id}`, token: `${accountId} ${each.token}`, accountId }));
    const keys = [
      ...of('account.3', old, { ...successor, creationDate: at(-90) }),
      ...of('account.2', successor, key(3, { expirationDate: at(-5) }), old),
      ...of('account.1', old, key(3, { creationDate: at(-3) }), successor),
    ];
    expect(recognizedRotations(keys, NOW).map(({ oldKey, newKey }) => [oldKey.id, newKey?.id])).toEqual([
      ['account.2.authkey.1', 'account.2.authkey.2'],
      ['account.1.authkey.1', 'account.1.authkey.2'],
    ]);
  });
});
