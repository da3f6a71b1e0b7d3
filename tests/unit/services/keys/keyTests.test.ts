import { describe, expect, it, vi } from 'vitest';
import { type KeyTestCode, type KeyTestResult, verdictOf } from '../../../../shared/model/keyTest.ts';
import { AppError, type AppErrorOptions, type ErrorCode, fail, succeed } from '../../../../shared/result.ts';
import { holdCalls } from '../../../fakes/holdCalls.ts';
import { FULL_ACCESS, MemoryAdminApi, secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';
import { activityOf, addConnection, memory, services, startBeforeEach } from '../application.ts';

const IDS = Array.from({ length: 12 }, (_, index) => `authkey.${index + 1}`);
const selected = (ids: readonly string[] = IDS) => ids.map((id) => ({ ...shownKey(id), version: 1 }));
const codesOf = (results: readonly KeyTestResult[]) => results.map(({ code }) => code);

startBeforeEach(async () => {
  Object.assign(memory.adminApi.keys, new Map());
  for (const [id, key] of new MemoryAdminApi(IDS).keys) {
    memory.adminApi.keys.set(id, key);
  }
  await services.keys.list('sample');
});

const test = (ids?: readonly string[]) => services.recordedKeyTests.test('sample', selected(ids));
const testOne = async () => {
  const [result] = (await test(['authkey.1'])).results;
  return result as KeyTestResult;
};
/** The installation rejects the signed call. */
const reject = (code: ErrorCode, options: AppErrorOptions = {}): void => {
  memory.connectionProbe.failure = new AppError(code, '', options);
};
/** The installation accepts the signed calls of all keys but some. */
const rejectOnly = (ids: readonly string[], error: AppError): void => {
  memory.connectionProbe.askPermissions = async ({ credentials }) => {
    const isRejected = credentials.kind === 'key' && ids.some((id) => shownKey(id).token === credentials.token);
    const outcome = isRejected ? fail(error) : succeed(FULL_ACCESS);
    return { outcome, serverTime: null, signsBareHost: false, arrival: null };
  };
};

it('signs with token and secret of the key itself, at the address of its connection', async () => {
  const id = await addConnection();
  await services.keys.list(id);
  const { results } = await services.keyTests.test(id, selected(['authkey.2']));
  expect(results).toMatchObject([{ id: 'authkey.2', code: 'works', version: 1, accountProblem: null, error: null }]);
  expect(memory.connectionProbe.targets).toEqual([
    expect.objectContaining({
      address: services.connections.list().connections.find((one) => one.id === id)?.address,
      credentials: { kind: 'key', token: shownKey('authkey.2').token, secretKey: secretOf('authkey.2') },
    }),
  ]);
  expect(JSON.stringify(results)).not.toContain(secretOf('authkey.2'));
});

describe('what a response says about the key', () => {
  const SIGNATURE = { reason: { kind: 'signature' } } as const;
  const credential = (problem: 'unknownToken' | 'expired' | 'unsigned' | 'incomplete') => ({
    reason: { kind: 'credential', problem } as const,
  });
  const account = (problem: 'archived' | 'deactivated' | 'noPermission') => ({
    reason: { kind: 'account', problem } as const,
  });

  it.each<[ErrorCode, AppErrorOptions, KeyTestCode]>([
    ['UNAUTHORIZED', credential('expired'), 'expired'],
    ['UNAUTHORIZED', credential('unknownToken'), 'unknownToken'],
    ['UNAUTHORIZED', credential('unsigned'), 'signatureRemoved'],
    ['UNAUTHORIZED', credential('incomplete'), 'signatureRemoved'],
    ['UNAUTHORIZED', SIGNATURE, 'signatureRejected'],
    ['UNAUTHORIZED', {}, 'signatureRejected'],
    ['NOT_PERMITTED', account('archived'), 'accountArchived'],
    ['NOT_PERMITTED', account('deactivated'), 'accountDeactivated'],
    ['NOT_PERMITTED', account('noPermission'), 'noApiCalls'],
    ['NOT_PERMITTED', {}, 'notPermitted'],
    ['CLOCK_SKEW', {}, 'clockRejected'],
    ['INTERCEPTED', { reason: { kind: 'interception', by: 'signIn' } }, 'intercepted'],
    ['UNREACHABLE', { reason: { kind: 'network', cause: 'refused', sent: 'nothing' } }, 'notReachable'],
    ['TIMEOUT', {}, 'notReachable'],
    ['SERVER_FAILED', {}, 'platformFailed'],
    ['SERVICE_MISSING', {}, 'platformFailed'],
  ])('%s %j: %s', async (code, options, expected) => {
    reject(code, options);
    expect(await testOne()).toMatchObject({ code: expected, error: { code } });
  });

  it('a wrong signature over the request as it was sent is the fault of the secret', async () => {
    reject('UNAUTHORIZED', SIGNATURE);
    memory.connectionProbe.arrival = { kind: 'unchanged' };
    expect(await testOne()).toMatchObject({ code: 'wrongSecret' });
  });

  it.each([
    ['path', 'pathRewritten'],
    ['host', 'hostRewritten'],
    ['header', 'headerRewritten'],
  ] as const)('a wrong signature over another %s is the fault of something in between', async (part, code) => {
    reject('UNAUTHORIZED', SIGNATURE);
    memory.connectionProbe.arrival = { kind: 'changed', part, sent: 'one', received: 'other' };
    expect(await testOne()).toMatchObject({ code, sent: 'one', received: 'other' });
  });

  it('names network cause, who responded instead, and the end of a pause', async () => {
    reject('UNREACHABLE', { detail: 'ECONNREFUSED', reason: { kind: 'network', cause: 'refused', sent: 'nothing' } });
    expect((await testOne()).error).toMatchObject({ detail: 'ECONNREFUSED', networkCause: 'refused' });
    reject('INTERCEPTED', { reason: { kind: 'interception', by: 'page' } });
    expect((await testOne()).error).toMatchObject({ interception: 'page', networkCause: null });
  });

  it.each([
    [0, 'works', 0],
    [59_000, 'works', -59],
    [20 * 60_000, 'clockOff', -1200],
    [-61_000, 'clockOff', 61],
  ] as const)('a platform whose clock is %i ms ahead: %s', async (ahead, code, clockAheadSeconds) => {
    memory.connectionProbe.serverTime = memory.clock.now() + ahead;
    expect(await testOne()).toMatchObject({ code, clockAheadSeconds });
  });

  it('a signature accepted for the bare host only', async () => {
    memory.connectionProbe.signsBareHost = true;
    expect(await testOne()).toMatchObject({ code: 'hostWithoutPort' });
  });
});

describe('a secret that cannot be read', () => {
  it.each<[ErrorCode, AppErrorOptions, KeyTestCode]>([
    ['NOT_PERMITTED', {}, 'secretNotRead'],
    ['PASSWORD_MISSING', {}, 'secretNotRead'],
    ['UNREACHABLE', { reason: { kind: 'network', cause: 'name', sent: 'nothing' } }, 'notReachable'],
    ['INTERCEPTED', { reason: { kind: 'interception', by: 'page' } }, 'intercepted'],
  ])('%s: %s, and the key is not called wrong', async (code, options, expected) => {
    memory.adminApi.failure = new AppError(code, '', options);
    const result = await testOne();
    expect(result).toMatchObject({ code: expected, error: { code } });
    expect(verdictOf(result)).toBe('unclear');
    expect(memory.connectionProbe.targets).toEqual([]);
  });

  it('a key that was deleted or replaced meanwhile is unknown to the platform', async () => {
    memory.adminApi.keys.delete('authkey.1');
    memory.adminApi.replaceKey('authkey.2');
    const { results } = await test(['authkey.1', 'authkey.2', 'authkey.3']);
    expect(codesOf(results)).toEqual(['unknownToken', 'unknownToken', 'works']);
  });
});

it('a rejected signature is the fault of the secret if another key of the run works, whatever their order', async () => {
  rejectOnly(['authkey.1'], new AppError('UNAUTHORIZED', '', { reason: { kind: 'signature' } }));
  expect(codesOf((await test(IDS.slice(0, 3))).results)).toEqual(['wrongSecret', 'works', 'works']);
});

describe('a run', () => {
  it('tests at most four keys at a time and reports its progress', async () => {
    const release = holdCalls(memory.connectionProbe, 'askPermissions');
    const run = test();
    await settle();
    expect(services.keyTests.state.running).toEqual({
      connectionId: 'sample',
      total: 12,
      finished: 0,
      works: 0,
      fails: 0,
      isStopping: false,
    });
    const asked = vi.spyOn(memory.adminApi, 'readSecret');
    await settle();
    expect(asked).not.toHaveBeenCalled();
    release();
    expect(codesOf((await run).results)).toEqual(IDS.map(() => 'works'));
    expect(services.keyTests.state).toEqual({ running: null });
    expect(memory.published).toContain('keyTests:changed');
  });

  it('continues after a key that does not work', async () => {
    rejectOnly(
      IDS.slice(0, 4),
      new AppError('UNAUTHORIZED', '', { reason: { kind: 'credential', problem: 'expired' } }),
    );
    const codes = codesOf((await test()).results);
    expect(codes).toEqual(IDS.map((_id, index) => (index < 4 ? 'expired' : 'works')));
  });

  it('fault 123: a network cut leaves the remaining keys untested, and none is called wrong', async () => {
    let asked = 0;
    const cut = new AppError('UNREACHABLE', '', { reason: { kind: 'network', cause: 'broken', sent: 'unknown' } });
    memory.connectionProbe.askPermissions = async () => {
      asked += 1;
      const outcome = asked > 3 ? fail(cut) : succeed(FULL_ACCESS);
      return { outcome, serverTime: null, signsBareHost: false, arrival: null };
    };
    const { results } = await test();
    const codes = codesOf(results);
    expect(codes.slice(0, 3)).toEqual(['works', 'works', 'works']);
    expect(codes).toContain('notReachable');
    expect(codes.at(-1)).toBe('notTested');
    expect(results.at(-1)?.error).toMatchObject({ code: 'UNREACHABLE', networkCause: 'broken' });
    expect(results.map(verdictOf)).not.toContain('fails');
    expect(asked).toBeLessThanOrEqual(7);
  });

  it('keeps what was found when it is stopped, and abandons the calls in progress', async () => {
    let asked = 0;
    const { askPermissions } = memory.connectionProbe;
    memory.connectionProbe.askPermissions = (target) => {
      asked += 1;
      return asked > 2 ? new Promise(() => {}) : askPermissions.call(memory.connectionProbe, target);
    };
    const run = test();
    await settle();
    services.keyTests.stop();
    const { results } = await run;
    expect(codesOf(results)).toEqual([...IDS.slice(0, 2).map(() => 'works'), ...IDS.slice(2).map(() => 'notTested')]);
    expect(results.at(-1)).toMatchObject({ error: null });
    expect(asked).toBeLessThanOrEqual(6);
  });

  it('does not let one that was queued start after all are stopped', async () => {
    const release = holdCalls(memory.connectionProbe, 'askPermissions');
    const runs = [test(['authkey.1']), test(['authkey.2'])];
    await settle();
    services.keyTests.stop();
    release();
    const reports = await Promise.all(runs);
    expect(reports.flatMap(({ results }) => codesOf(results))).toEqual(['notTested', 'notTested']);
    await settle();
    // The call in progress is abandoned, not cancelled.
    expect(memory.connectionProbe.targets).toMatchObject([{ credentials: { token: shownKey('authkey.1').token } }]);
  });
});

describe('wrong signatures that the platform throttles', () => {
  it('are not repeated before the pause has ended', async () => {
    const retryAt = new Date(memory.clock.now() + 30_000).toISOString();
    reject('THROTTLED', { times: { retryAt } });
    expect(await testOne()).toMatchObject({ code: 'throttled', error: { retryAt } });
    expect(await testOne()).toMatchObject({ code: 'throttled', error: { retryAt } });
    expect(memory.connectionProbe.targets).toHaveLength(1);
    memory.clock.advance(30_000);
    memory.connectionProbe.failure = null;
    expect(await testOne()).toMatchObject({ code: 'works' });
  });

  it('do not keep other keys from being tested', async () => {
    rejectOnly(['authkey.1'], new AppError('THROTTLED', ''));
    expect(codesOf((await test(['authkey.1', 'authkey.2'])).results)).toEqual(['throttled', 'works']);
  });
});

describe('the last result of each key', () => {
  it('replaces the one before, and is not replaced by a test that was stopped', async () => {
    await test(['authkey.1', 'authkey.2']);
    reject('UNREACHABLE');
    await test(['authkey.1']);
    expect(services.keyTests.results('sample').map(({ id, code }) => [id, code])).toEqual([
      ['authkey.1', 'notReachable'],
      ['authkey.2', 'works'],
    ]);
  });

  it('is forgotten with its connection', async () => {
    const id = await addConnection();
    await services.keys.list(id);
    await services.keyTests.test(id, selected(['authkey.1']));
    expect(services.keyTests.results(id)).toHaveLength(1);
    await services.connections.remove(id);
    expect(services.keyTests.results(id)).toEqual([]);
  });
});

describe('the activity journal', () => {
  it('has one entry per tested key with what was found, and no secret', async () => {
    rejectOnly(['authkey.1'], new AppError('UNAUTHORIZED', '', { reason: { kind: 'credential', problem: 'expired' } }));
    await test(['authkey.1', 'authkey.2']);
    const { items } = await activityOf();
    const facts = { action: 'tested', outcome: 'done', username: 'svc.erp', expiryBefore: null };
    expect(items.toSorted((one, other) => (one.keyId ?? '').localeCompare(other.keyId ?? ''))).toMatchObject([
      { ...facts, keyId: 'authkey.1', testCode: 'expired', code: 'UNAUTHORIZED' },
      { ...facts, keyId: 'authkey.2', testCode: 'works', code: null },
    ]);
    const text = memory.activityStore.journals.get('sample');
    expect(text).toContain('tested');
    expect(text).not.toContain(secretOf('authkey.1'));
  });

  it('calls a test failed that says nothing about the key, and has no entry for keys that were not tested', async () => {
    reject('UNREACHABLE', { reason: { kind: 'network', cause: 'refused', sent: 'nothing' } });
    await test();
    const { items } = await activityOf();
    expect(items.length).toBeLessThanOrEqual(4);
    expect(items[0]).toMatchObject({ outcome: 'failed', testCode: 'notReachable', code: 'UNREACHABLE' });
  });
});
