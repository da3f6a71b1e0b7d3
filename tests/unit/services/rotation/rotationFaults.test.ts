import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../shared/result.ts';
import { memory, services } from '../application.ts';
import { days, inDays, keyOf, rotation, start, startRotationsBeforeEach, step } from './rotationBed.ts';

startRotationsBeforeEach();

const OLD = 'authkey.1';
const BEFORE = '2027-01-01T00:00:00.000Z';
const offline = () => new AppError('UNREACHABLE', '', { reason: { kind: 'network', cause: 'name', sent: 'nothing' } });
const unpermitted = () => new AppError('NOT_PERMITTED', '', { reason: { kind: 'account', problem: 'noPermission' } });

/** Keys that the installation has besides the two of the beginning. */
const newKeys = () => [...memory.adminApi.keys.keys()].slice(2);

describe('fault 124: the new key does not work', () => {
  it('leaves the old key untouched after a failed test, and goes on once it works', async () => {
    await start([OLD]);
    memory.connectionProbe.failure = unpermitted();
    const edit = vi.spyOn(memory.adminApi, 'editKey');
    expect(await step('proceed')).toMatchObject({ results: [{ outcome: 'failed', problem: { code: 'noApiCalls' } }] });
    expect(edit).not.toHaveBeenCalled();
    expect(await rotation()).toMatchObject({ state: 'testFailed', problem: { code: 'noApiCalls' } });
    memory.connectionProbe.failure = null;
    await step('proceed');
    expect(await rotation()).toMatchObject({ state: 'overlap', problem: null });
  });

  it('leaves the state as it is if the test says nothing about the key', async () => {
    await start([OLD]);
    memory.connectionProbe.failure = offline();
    expect(await step('proceed')).toMatchObject({
      results: [{ outcome: 'failed', problem: { code: 'notReachable' } }],
    });
    expect(await rotation()).toMatchObject({ state: 'handOver' });
    expect(keyOf(OLD).version).toBe(1);
  });

  it('does not shorten if the account loses its permission between test and change', async () => {
    await start([OLD]);
    const ask = memory.connectionProbe.askPermissions.bind(memory.connectionProbe);
    vi.spyOn(memory.connectionProbe, 'askPermissions').mockImplementation(async (target) => {
      memory.adminApi.accounts = memory.adminApi.accounts.map((account) => ({ ...account, problem: 'noPermission' }));
      return ask(target);
    });
    await step('proceed');
    expect(keyOf(OLD).expirationDate).toBe(BEFORE);
    expect(await rotation()).toMatchObject({ state: 'testFailed', problem: { code: 'noApiCalls' } });
  });

  it('does not end the old key if the account has lost its permission since the test', async () => {
    await start([OLD]);
    await step('proceed');
    memory.adminApi.accounts = memory.adminApi.accounts.map((account) => ({ ...account, problem: 'noPermission' }));
    expect(await step('finish')).toMatchObject({ results: [{ outcome: 'failed', problem: { code: 'noApiCalls' } }] });
    expect(keyOf(OLD).expirationDate).toBe(inDays(7));
  });

  it('names a new key that someone has deleted', async () => {
    await start([OLD]);
    await services.keys.list('sample');
    memory.adminApi.keys.delete('authkey.3');
    expect(await step('proceed')).toMatchObject({ results: [{ outcome: 'failed', problem: { code: 'newKeyGone' } }] });
    expect(keyOf(OLD).expirationDate).toBe(BEFORE);
  });

  it('does not shorten if someone has given the new key a shorter life than the overlap', async () => {
    await start([OLD]);
    await memory.adminApi.editKey('authkey.3', inDays(3), 1);
    expect(await step('proceed')).toMatchObject({
      results: [{ outcome: 'failed', problem: { code: 'newKeyTooShort', detail: inDays(3) } }],
    });
    expect(keyOf(OLD).expirationDate).toBe(BEFORE);
  });
});

describe('fault 126: someone else changes or deletes the old key during a rotation', () => {
  it('leaves the change as it is and names it; the next step is based on it', async () => {
    await start([OLD]);
    await memory.adminApi.editKey(OLD, inDays(60), 1);
    expect(await step('proceed')).toMatchObject({
      results: [{ outcome: 'failed', problem: { code: 'oldKeyChanged', detail: inDays(60) } }],
    });
    expect(keyOf(OLD).expirationDate).toBe(inDays(60));
    await step('proceed');
    expect(await rotation()).toMatchObject({
      state: 'overlap',
      oldExpiryBefore: inDays(60),
      oldExpiryAfter: inDays(7),
    });
  });

  it('is over when the old key is deleted', async () => {
    await start([OLD]);
    memory.adminApi.keys.delete(OLD);
    expect(await step('proceed')).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(await rotation()).toMatchObject({ state: 'ended' });
  });

  it('takes back neither a changed expiry nor the new key that replaces it', async () => {
    await start([OLD]);
    await step('proceed');
    await memory.adminApi.editKey(OLD, inDays(1), 2);
    expect(await step('takeBack')).toMatchObject({
      results: [{ outcome: 'failed', problem: { code: 'oldKeyChanged' } }],
    });
    expect(keyOf(OLD).expirationDate).toBe(inDays(1));
    expect(newKeys()).toEqual(['authkey.3']);
  });

  it('does not disable a key whose expiry someone has changed', async () => {
    await start([OLD]);
    await step('proceed');
    await memory.adminApi.editKey(OLD, inDays(20), 2);
    expect(await step('finish')).toMatchObject({
      results: [{ outcome: 'failed', problem: { code: 'oldKeyChanged' } }],
    });
    expect(keyOf(OLD).expirationDate).toBe(inDays(20));
  });
});

describe('fault 167: clock, network or disk fail during a rotation', () => {
  it.each([30, -30])(
    'counts the overlap by the clock of the platform if this one is off by %i days',
    async (offset) => {
      await start([OLD], { newExpiry: inDays(300) });
      const there = memory.clock.now() + days(offset);
      memory.connectionProbe.serverTime = there;
      await step('proceed');
      const wanted = Math.min(there + days(7), Date.parse(BEFORE));
      expect(Date.parse(keyOf(OLD).expirationDate)).toBe(wanted);
    },
  );

  it('starts nothing while the installation cannot be reached', async () => {
    memory.adminApi.failure = offline();
    await expect(start([OLD])).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(await services.rotations.list('sample')).toEqual([]);
  });

  it('creates nothing that it cannot record', async () => {
    memory.rotationStore.problem = 'write';
    await expect(start([OLD])).rejects.toMatchObject({ code: 'NOT_RECORDED' });
    expect(newKeys()).toEqual([]);
  });

  it('leaves no trace of keys that it did not come to when the connection broke', async () => {
    vi.spyOn(memory.adminApi, 'createKey').mockRejectedValue(offline());
    const report = await start([OLD, 'authkey.2']);
    expect(report.stoppedBy).toBe('UNREACHABLE');
    expect(newKeys()).toEqual([]);
    expect((await services.rotations.list('sample')).every(({ state }) => state === 'failed')).toBe(true);
  });

  it('finds a new key whose response was lost', async () => {
    const create = memory.adminApi.createKey.bind(memory.adminApi);
    vi.spyOn(memory.adminApi, 'createKey').mockImplementation(async (...request) => {
      await create(...request);
      throw new AppError('TIMEOUT', '');
    });
    expect(await start([OLD])).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(newKeys()).toEqual(['authkey.3']);
    expect(await rotation()).toMatchObject({ state: 'handOver', newKey: { id: 'authkey.3' } });
  });

  it('takes none of several keys that may be the new one', async () => {
    const create = memory.adminApi.createKey.bind(memory.adminApi);
    vi.spyOn(memory.adminApi, 'createKey').mockImplementation(async (account, expiry) => {
      await create(account, expiry);
      await create(account, expiry);
      throw new AppError('TIMEOUT', '');
    });
    await start([OLD]);
    expect(await rotation()).toMatchObject({ state: 'creating', newKey: null, problem: { code: 'successorUnclear' } });
    expect(await step('takeBack')).toMatchObject({ results: [{ problem: { code: 'successorUnclear' } }] });
    expect(newKeys()).toHaveLength(2);
  });
});
