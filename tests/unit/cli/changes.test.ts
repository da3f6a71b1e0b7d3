import { expect, it, vi } from 'vitest';
import { AppError } from '../../../shared/result.ts';
import { CANARY_SECRET, secretOf, shownKey } from '../../fakes/memoryAdminApi.ts';
import { MemoryTerminal } from '../../fakes/memoryTerminal.ts';
import { expectDone, openCommandBed, type Run } from './commandBed.ts';

const outcomesOf = (run: Run): unknown =>
  (run.json().keys as { id: string; outcome: string; skipped: string | null }[]).map(({ id, outcome, skipped }) => [
    id,
    skipped ?? outcome,
  ]);

it('creates a key for an account and writes its secret only if asked to', async () => {
  const { memory, run } = await openCommandBed();
  const plain = await run('create -c Test --account SVC.ERP --expires 90d --json');
  expectDone(plain);
  expect(plain.json()).toMatchObject({
    command: 'create',
    key: { id: 'authkey.3', username: 'svc.erp', status: 'valid' },
  });
  expect(plain.output).not.toContain(CANARY_SECRET);
  const secret = await run('create -c Test --account svc.erp --expires 2027-06-01 --json --secret-to-stdout');
  expect(secret.json()).toMatchObject({ secretKey: secretOf('authkey.4') });
  expect(memory.adminApi.keys.get('authkey.4')?.expirationDate).toBe(new Date(2027, 5, 1).toISOString());
});

it.each([
  ['--account svc.erp', 2, 'The option --expires is missing.'],
  ['--expires 90d', 2, 'The option --account is missing.'],
  ['--account svc.erp --expires 2026-11-22', 2, 'is past'],
  ['--account svc.erp --expires 2027-02-29', 2, 'is not a day'],
  ['--account svc.erp --expires 2100-01-01', 2, 'beyond the year 2099'],
  ['--account svc.erp --expires 99999y', 2, 'beyond the year 2099'],
  ['--account nobody --expires 90d', 3, 'There is no account "nobody"'],
] as const)('creates no key with %s', async (options, exitCode, message) => {
  const { memory, run } = await openCommandBed();
  const failed = await run(`create -c Test ${options}`);
  expect([failed.exitCode, failed.output]).toEqual([exitCode, '']);
  expect(failed.errors).toContain(message);
  expect(memory.adminApi.keys.size).toBe(2);
});

it('says what is in the way of an account that cannot use the API', async () => {
  const { memory, run } = await openCommandBed();
  memory.adminApi.accounts = memory.adminApi.accounts.map((account) => ({ ...account, problem: 'archived' }));
  const failed = await run('create -c Test --account svc.erp --expires 90d');
  expect([failed.exitCode, failed.errors]).toEqual([
    1,
    expect.stringContaining('Nothing was changed. Choose another account'),
  ]);
  expect(failed.errors).toContain('account archived');
});

it('extends each key after its own expiry, or all to the start of a day', async () => {
  const { memory, run } = await openCommandBed();
  const by = await run('extend authkey.1 -c Test --by 1m --json');
  expectDone(by);
  expect(memory.adminApi.keys.get('authkey.1')?.expirationDate).toBe('2027-02-01T00:00:00.000Z');
  const to = await run('extend --all --yes -c Test --to 31.03.2027 --json');
  expectDone(to);
  expect(outcomesOf(to)).toEqual([
    ['authkey.1', 'done'],
    ['authkey.2', 'done'],
  ]);
  expect(memory.adminApi.keys.get('authkey.2')?.expirationDate).toBe(new Date(2027, 2, 31).toISOString());
  const again = await run('extend --all --yes -c Test --to 31.03.2027 --json');
  expect([again.exitCode, outcomesOf(again)]).toEqual([
    0,
    [
      ['authkey.1', 'sameExpiry'],
      ['authkey.2', 'sameExpiry'],
    ],
  ]);
});

it('shows what would be changed, and changes nothing', async () => {
  const { memory, run } = await openCommandBed();
  const edit = vi.spyOn(memory.adminApi, 'editKey');
  const remove = vi.spyOn(memory.adminApi, 'deleteKeys');
  for (const command of ['extend --by 1y', 'retire', 'delete']) {
    const planned = await run(`${command} --all --dry-run -c Test`);
    expect([planned.exitCode, planned.errors]).toEqual([0, 'Nothing was changed. Would be changed: 2 of 2 keys.\n']);
    expect(planned.output).toContain('authkey.2');
  }
  expect([edit.mock.calls, remove.mock.calls]).toEqual([[], []]);
});

it('asks before several keys are changed and before any is deleted', async () => {
  const { memory, run } = await openCommandBed();
  for (const command of ['delete authkey.1', 'retire --all', 'extend --account svc.erp --by 1y']) {
    const unasked = await run(`${command} -c Test --json`);
    expect([unasked.exitCode, unasked.error()]).toEqual([
      11,
      expect.objectContaining({ problem: 'confirmationNeeded' }),
    ]);
    const terminal = Object.assign(new MemoryTerminal(), {
      inputIsTerminal: true,
      errorsAreTerminal: true,
      answers: ['no'],
    });
    const refused = await run(`${command} -c Test`, terminal);
    expect([refused.exitCode, terminal.asked.length]).toEqual([11, 1]);
    expect(refused.errors).toContain('Connection: Test (production)');
    expect(refused.errors).toContain('authkey.1');
  }
  expect([...memory.adminApi.keys.values()].map(({ version }) => version)).toEqual([1, 1]);
  const terminal = Object.assign(new MemoryTerminal(), {
    inputIsTerminal: true,
    errorsAreTerminal: true,
    answers: ['да'],
  });
  const deleted = await run('delete authkey.1 -c Test --lang ru', terminal);
  expect([deleted.exitCode, [...memory.adminApi.keys.keys()]]).toEqual([0, ['authkey.2']]);
});

it('disables keys and gives them back their former expiry', async () => {
  const { memory, run } = await openCommandBed();
  const retired = await run('retire authkey.1 -c Test --json');
  expectDone(retired);
  expect(Date.parse(memory.adminApi.keys.get('authkey.1')?.expirationDate ?? '')).toBe(memory.clock.now());
  memory.clock.advance(1000);
  const again = await run('retire authkey.1 -c Test --json');
  expect([again.exitCode, outcomesOf(again)]).toEqual([0, [['authkey.1', 'expired']]]);
  const restored = await run('restore --all --yes -c Test --json');
  expect([restored.exitCode, outcomesOf(restored)]).toEqual([
    4,
    [
      ['authkey.1', 'done'],
      ['authkey.2', 'notExpired'],
    ],
  ]);
  expect(memory.adminApi.keys.get('authkey.1')?.expirationDate).toBe('2027-01-01T00:00:00.000Z');
});

it('gives keys that an earlier version has disabled the expiry of the activity journal', async () => {
  const { memory, services, connectionId, run } = await openCommandBed();
  await services.keys.list(connectionId);
  const expirationDate = new Date(memory.clock.now()).toISOString();
  await services.recorded.setExpiry(connectionId, [{ ...shownKey('authkey.1'), version: 1, expirationDate }]);
  await run('retire authkey.2 -c Test');
  memory.clock.advance(1000);
  const restored = await run('restore --all --yes -c Test --json');
  expect(outcomesOf(restored)).toEqual([
    ['authkey.1', 'done'],
    ['authkey.2', 'done'],
  ]);
  expect([...memory.adminApi.keys.values()].map((key) => key.expirationDate)).toEqual(
    Array(2).fill('2027-01-01T00:00:00.000Z'),
  );
  expect(memory.disabledKeyStore.journals.size).toBe(0);
});

it('lists what can be restored, batch by batch, without keys named', async () => {
  const { memory, run } = await openCommandBed();
  const before = [...memory.adminApi.keys.values()].map(({ id, token, username, expirationDate }) => ({
    ...{ id, token, username, expirationBefore: expirationDate },
  }));
  const nothing = await run('restore -c Test --json');
  expectDone(nothing);
  expect(nothing.json()).toMatchObject({ command: 'restore', batches: [], unreadable: 0 });
  expectDone(await run('retire authkey.1 -c Test --json'));
  expectDone(await run('retire authkey.2 -c Test --json'));
  const listed = await run('restore -c Test --json');
  expectDone(listed);
  expect(listed.json()).toMatchObject({
    batches: before.map((key) => ({ origin: 'commandLine', keys: [key] })),
  });
  const table = await run('restore -c Test');
  expectDone(table);
  expect(table.output).toMatch(/FORMER EXPIRY/);
  expect(table.output).toMatch(/command line +authkey\.1 /);
  expect(table.output).not.toContain(before[0]?.token);
  expectDone(await run('restore authkey.1 -c Test --json'));
  expect((await run('restore -c Test --json')).json()).toMatchObject({ batches: [{ keys: [before[1]] }] });
});

it('restores nothing that somebody else has changed since, or that was not disabled here', async () => {
  const { memory, run } = await openCommandBed();
  await run('retire authkey.1 -c Test');
  const key = memory.adminApi.keys.get('authkey.1');
  memory.adminApi.keys.set('authkey.1', {
    ...key,
    expirationDate: '2026-11-20T00:00:00.000Z',
    version: 9,
  } as NonNullable<typeof key>);
  memory.clock.advance(1000);
  const restored = await run('restore authkey.1 -c Test --json');
  expect([restored.exitCode, outcomesOf(restored)]).toEqual([1, [['authkey.1', 'notRecorded']]]);
  expect(memory.adminApi.keys.get('authkey.1')?.version).toBe(9);
});

it('reports each key that was not changed, and exits with the code of a partial failure', async () => {
  const { memory, run } = await openCommandBed();
  const { adminApi } = memory;
  const edit = adminApi.editKey.bind(adminApi);
  vi.spyOn(adminApi, 'editKey').mockImplementation((id, ...rest) =>
    id === 'authkey.2' ? Promise.reject(new AppError('CONFLICT', 'changed')) : edit(id, ...rest),
  );
  const partly = await run('extend --all --by 1y --yes -c Test --json');
  expect([partly.exitCode, outcomesOf(partly)]).toEqual([
    4,
    [
      ['authkey.1', 'done'],
      ['authkey.2', 'changed'],
    ],
  ]);
});

it('refuses changes while the installation cannot be reached', async () => {
  const { memory, run } = await openCommandBed();
  await run('list -c Test');
  memory.adminApi.failure = new AppError('UNREACHABLE', 'gone', {
    reason: { kind: 'network', cause: 'refused', sent: 'nothing' },
  });
  for (const command of [
    'extend authkey.1 --by 1y',
    'retire authkey.1',
    'restore authkey.1',
    'delete authkey.1 --yes',
  ]) {
    const failed = await run(`${command} -c Test --json`);
    expect([failed.exitCode, failed.output]).toEqual([6, '']);
    expect(failed.error().message).toContain('Nothing was changed.');
  }
});

it('Ctrl-C stops a run after the calls in progress, and reports what was done', async () => {
  const { memory, services, run } = await openCommandBed();
  const { adminApi } = memory;
  for (let number = 3; number <= 300; number += 1) {
    await adminApi.createKey('account.1', '2027-01-01T00:00:00.000Z');
  }
  const terminal = new MemoryTerminal();
  const edit = adminApi.editKey.bind(adminApi);
  let calls = 0;
  vi.spyOn(adminApi, 'editKey').mockImplementation((...call) => {
    calls += 1;
    if (calls === 50) {
      terminal.interrupt();
    }
    return edit(...call);
  });
  const stopped = await run('extend --all --by 1y --yes -c Test --json', terminal);
  expect(stopped.exitCode).toBe(130);
  const outcomes = (stopped.json().keys as { outcome: string }[]).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(calls);
  expect(outcomes.filter((outcome) => outcome === 'notTried')).toHaveLength(300 - calls);
  expect(calls).toBeLessThan(300);
  // Other runs of the same instance are not stopped.
  expect(services.bulkChanges.state.running).toEqual([]);
});

it('takes the names of keys from standard input', async () => {
  const { memory, run } = await openCommandBed();
  const deleted = await run('delete - --yes -c Test', new MemoryTerminal('authkey.1\n\nauthkey.2\nauthkey.1\n'));
  expect([deleted.exitCode, memory.adminApi.keys.size]).toEqual([0, 0]);
});

it('needs keys to be named or selected, and only in one way', async () => {
  const { run } = await openCommandBed();
  expect((await run('retire -c Test')).errors).toContain('No key is named.');
  expect((await run('retire authkey.1 --all -c Test')).errors).toContain('Only one of these can be given');
  expect((await run('extend authkey.1 --by 1y --to 2027-01-01 -c Test')).exitCode).toBe(2);
  expect((await run('retire --status expired -c Test')).exitCode).toBe(3);
});
