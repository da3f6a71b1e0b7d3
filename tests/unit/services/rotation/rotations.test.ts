import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../shared/result.ts';
import { activityOf, memory, services } from '../application.ts';
import { days, inDays, keyOf, rotation, selected, start, startRotationsBeforeEach, step } from './rotationBed.ts';

startRotationsBeforeEach();

const OLD = 'authkey.1';
const BEFORE = '2027-01-01T00:00:00.000Z';

/** Keys that the installation has besides the two of the beginning. */
const newKeys = () => [...memory.adminApi.keys.keys()].slice(2);

describe('a rotation that goes well', () => {
  it('creates the new key first and leaves the old one as it is', async () => {
    const report = await start([OLD]);
    expect(report).toMatchObject({ results: [{ outcome: 'done', problem: null }], stoppedBy: null });
    expect(newKeys()).toEqual(['authkey.3']);
    expect(keyOf('authkey.3').expirationDate).toBe(inDays(90));
    expect(keyOf(OLD)).toMatchObject({ expirationDate: BEFORE, version: 1 });
    expect(await rotation()).toMatchObject({
      state: 'handOver',
      oldKey: { id: OLD },
      newKey: { id: 'authkey.3' },
      oldExpiryBefore: BEFORE,
      oldExpiryAfter: null,
      origin: 'own',
      pending: null,
      problem: null,
    });
  });

  it('shortens the old key after a passed test, and disables it at the end so that it can be restored', async () => {
    await start([OLD]);
    const edit = vi.spyOn(memory.adminApi, 'editKey');
    const probe = vi.spyOn(memory.connectionProbe, 'askPermissions');
    expect(await step('proceed')).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(probe.mock.calls[0]?.[0].credentials).toMatchObject({ kind: 'key', token: keyOf('authkey.3').token });
    expect(probe.mock.invocationCallOrder[0]).toBeLessThan(edit.mock.invocationCallOrder[0] ?? 0);
    expect(keyOf(OLD).expirationDate).toBe(inDays(7));
    expect(await rotation()).toMatchObject({ state: 'overlap', oldExpiryAfter: inDays(7) });

    expect(await step('finish')).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(keyOf(OLD).expirationDate).toBe(inDays(0));
    expect(await rotation()).toMatchObject({ state: 'ended', problem: null });
    const { batches } = await services.disabledBatches.list('sample');
    expect(batches).toMatchObject([{ origin: 'rotation', keys: [{ id: OLD, expirationDate: inDays(7) }] }]);
    const { items } = await activityOf();
    expect(items.map(({ action }) => action).toReversed()).toEqual([
      'created',
      'tested',
      'expiryChanged',
      'expiryChanged',
    ]);
  });

  it('ends by itself when the overlap is over', async () => {
    await start([OLD]);
    await step('proceed');
    memory.clock.advance(days(7));
    expect(await rotation()).toMatchObject({ state: 'ended', problem: null });
  });

  it('changes nothing when the overlap is longer than the old key is valid', async () => {
    await start([OLD], { overlapDays: 80 });
    const edit = vi.spyOn(memory.adminApi, 'editKey');
    expect(await step('proceed')).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(edit).not.toHaveBeenCalled();
    expect(await rotation()).toMatchObject({ state: 'overlap', oldExpiryAfter: BEFORE });
  });

  it('never gives the new key more than what was asked for, and names what the platform made of it', async () => {
    const create = memory.adminApi.createKey.bind(memory.adminApi);
    vi.spyOn(memory.adminApi, 'createKey').mockImplementation((account, _expiry, id) =>
      create(account, inDays(900), id),
    );
    await start([OLD]);
    expect(await rotation()).toMatchObject({
      newExpiry: inDays(900),
      problem: { code: 'newExpiryDiffers', detail: inDays(900) },
    });
  });
});

describe('taking back', () => {
  it.each([
    ['after the creation', []],
    ['in the overlap', ['proceed']],
    ['after the old key was disabled', ['proceed', 'finish']],
  ] as const)('puts the old expiry back exactly and deletes the new key %s', async (_when, steps) => {
    await start([OLD]);
    for (const name of steps) {
      await step(name);
    }
    expect(await step('takeBack')).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(keyOf(OLD).expirationDate).toBe(BEFORE);
    expect(newKeys()).toEqual([]);
    expect(await rotation()).toMatchObject({ state: 'takenBack', problem: null });
  });

  it('puts the expiry back before it deletes the new key, which stays if that fails', async () => {
    await start([OLD]);
    await step('proceed');
    const remove = vi.spyOn(memory.adminApi, 'deleteKeys');
    vi.spyOn(memory.adminApi, 'editKey').mockRejectedValue(new AppError('NOT_PERMITTED', ''));
    expect(await step('takeBack')).toMatchObject({
      results: [{ outcome: 'failed', problem: { code: 'NOT_PERMITTED' } }],
    });
    expect(remove).not.toHaveBeenCalled();
    expect(await rotation()).toMatchObject({ state: 'overlap' });
  });

  it('does not delete the new key of an account whose old key has expired', async () => {
    await start([OLD], { newExpiry: inDays(400) });
    memory.clock.advance(days(300));
    expect(await step('takeBack')).toMatchObject({
      results: [{ outcome: 'failed', problem: { code: 'oldKeyExpired' } }],
    });
    expect(newKeys()).toEqual(['authkey.3']);
  });
});

it('rejects new keys that would expire before the overlap ends', async () => {
  await expect(start([OLD], { newExpiry: inDays(7) })).rejects.toMatchObject({
    code: 'VALIDATION',
    issues: [{ path: 'newExpiry', problem: 'beforeOverlapEnds' }],
  });
});

it('names keys that are gone, changed, or of an account that may not use the API', async () => {
  const keys = [
    { ...selected(OLD), version: 0 },
    { id: 'authkey.9', token: '9'.repeat(32), version: 1 },
  ];
  const request = { newExpiry: inDays(90), overlapDays: 7, acceptsYoungerKey: false };
  const report = await services.rotations.start('sample', { ...request, keys });
  expect(report.results.map(({ problem }) => problem?.code)).toEqual(['oldKeyChanged', 'oldKeyGone']);
  memory.adminApi.accounts = memory.adminApi.accounts.map((account) => ({ ...account, problem: 'archived' }));
  expect(await start([OLD])).toMatchObject({ results: [{ problem: { code: 'accountArchived' } }] });
  expect(newKeys()).toEqual([]);
});

it('disables no old key whose new key is not tested', async () => {
  await start([OLD]);
  expect(await step('finish')).toMatchObject({ results: [{ outcome: 'failed', problem: { code: 'notTested' } }] });
  expect(keyOf(OLD).expirationDate).toBe(BEFORE);
});

it('tries no further key after a stop', async () => {
  for (let number = 3; number <= 12; number += 1) {
    memory.adminApi.keys.set(`authkey.${number}`, {
      ...keyOf(OLD),
      id: `authkey.${number}`,
      token: `${number}`.repeat(16),
    });
  }
  const create = memory.adminApi.createKey.bind(memory.adminApi);
  vi.spyOn(memory.adminApi, 'createKey').mockImplementation((...request) => {
    services.rotations.stop();
    return create(...request);
  });
  const ids = [...memory.adminApi.keys.keys()];
  const { results, stoppedBy } = await start(ids);
  expect(stoppedBy).toBeNull();
  const done = results.filter(({ outcome }) => outcome === 'done').length;
  expect(done).toBeLessThanOrEqual(4);
  expect(results.filter(({ outcome }) => outcome === 'notTried')).toHaveLength(ids.length - done);
  expect(await services.rotations.list('sample')).toHaveLength(done);
});

it('removes a rotation from the list while its step goes on, and it does not come back', async () => {
  await start([OLD]);
  const { id } = await rotation();
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const ask = memory.connectionProbe.askPermissions.bind(memory.connectionProbe);
  vi.spyOn(memory.connectionProbe, 'askPermissions').mockImplementation(async (target) => {
    asked.resolve();
    await answer.promise;
    return ask(target);
  });
  const proceeding = step('proceed');
  await asked.promise;
  const dismissing = services.rotations.dismiss('sample', [id]);
  answer.resolve();
  await Promise.all([proceeding, dismissing]);
  expect(keyOf(OLD).expirationDate).toBe(inDays(7));
  expect(await services.rotations.list('sample')).toEqual([]);
});

it('removes rotations from the list without changing a key', async () => {
  await start([OLD]);
  await step('proceed');
  await services.rotations.dismiss('sample', [(await rotation()).id]);
  expect(await services.rotations.list('sample')).toEqual([]);
  expect(newKeys()).toEqual(['authkey.3']);
});
