import { expect, it } from 'vitest';
import { AppError } from '../../../shared/result.ts';
import { CANARY_SECRET, secretOf, tokenOf } from '../../fakes/memoryAdminApi.ts';
import { MemoryTerminal } from '../../fakes/memoryTerminal.ts';
import { expectDone, openCommandBed } from './commandBed.ts';

it('lists the keys as an aligned table in the language that is asked for', async () => {
  const { memory, run } = await openCommandBed();
  const key = memory.adminApi.keys.get('authkey.1');
  memory.adminApi.keys.set('authkey.1', { ...key, fullName: 'Ирина 東京' } as NonNullable<typeof key>);
  const english = await run('list --connection Test');
  expectDone(english);
  const [titles = '', first = '', second = ''] = english.output.split('\n');
  expect(titles).toMatch(/^ID +USER NAME +FULL NAME +TOKEN +EXPIRES +LAST USED +STATUS$/);
  expect(first).toContain('Ирина 東京');
  expect(first).toContain('01234567…0001');
  // Each ideograph takes two columns of the terminal.
  expect(first.indexOf('01234567…') + 2).toBe(second.indexOf('01234567…'));
  const russian = await run('list -c test --lang ru');
  expect(russian.output).toContain('действует');
  expect(russian.output).toContain('01.01.2027');
});

it('writes JSON with a version, whose fields do not depend on the language', async () => {
  const { run, connectionId } = await openCommandBed();
  const result = await run('list --connection Test --json --lang ru');
  expectDone(result);
  expect(result.json()).toMatchObject({
    schemaVersion: 1,
    command: 'list',
    connection: { id: connectionId, name: 'Test' },
    source: 'installation',
    accountStates: 'current',
    keys: [
      { id: 'authkey.1', token: tokenOf('authkey.1'), username: 'svc.erp', status: 'valid', version: 1 },
      { id: 'authkey.2' },
    ],
  });
});

it.each([
  ['--status expired', []],
  ['--status valid,EXPIRING', ['authkey.1', 'authkey.2']],
  ['--status no-permission', []],
  ['--account SVC.ERP', ['authkey.1', 'authkey.2']],
  ['--account svc', []],
  ['--search connector', ['authkey.1', 'authkey.2']],
  ['--search authkey.2', ['authkey.2']],
  ['--expires-within 30d', []],
  ['--expires-within 2m', ['authkey.1', 'authkey.2']],
] as const)('selects keys by %s', async (filter, ids) => {
  const { run } = await openCommandBed();
  const { keys } = (await run(`list -c Test --json ${filter}`)).json();
  expect((keys as { id: string }[]).map(({ id }) => id)).toEqual(ids);
});

it('fault 163: a name with terminal commands, direction marks or line breaks is shown as text', async () => {
  const { memory, run } = await openCommandBed();
  const key = memory.adminApi.keys.get('authkey.1');
  const evil = 'a\u001b]0;title\u0007\u001b[2Jb\u009b31m\u202egnp\nroot\ud800';
  memory.adminApi.keys.set('authkey.1', { ...key, fullName: evil } as NonNullable<typeof key>);
  for (const command of [
    'list -c Test',
    'show authkey.1 -c Test',
    'list -c Test --json',
    'retire authkey.1 -c Test --dry-run',
  ]) {
    const { output, errors } = await run(command);
    expect(`${output}${errors}`).toContain('authkey.1');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is searched for
    expect(`${output}${errors}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ud800]/);
  }
  expect((await run('list -c Test --json')).json()).toMatchObject({ keys: [{ fullName: evil }, {}] });
  expect((await run('show authkey.1 -c Test')).output).toContain(
    '\\u{1b}]0;title\\u{7}\\u{1b}[2Jb\\u{9b}31m\\u{202e}gnp\\u{a}root�',
  );
});

it('shows the cached list while the installation cannot be reached, and says so', async () => {
  const { memory, run } = await openCommandBed();
  await run('list -c Test');
  memory.adminApi.failure = new AppError('UNREACHABLE', 'gone', {
    reason: { kind: 'network', cause: 'name', sent: 'nothing' },
  });
  const offline = await run('list -c Test --json');
  expect(offline.exitCode).toBe(0);
  expect(offline.errors).toContain('The installation cannot be reached. This is the list of 22 Nov 2026');
  expect(offline.json()).toMatchObject({ source: 'cache', keys: [{ id: 'authkey.1' }, { id: 'authkey.2' }] });
});

it('without a cached list says what is wrong, as JSON with the code and the exit code', async () => {
  const { memory, run } = await openCommandBed();
  memory.adminApi.failure = new AppError('UNREACHABLE', 'gone', {
    reason: { kind: 'network', cause: 'name', sent: 'nothing' },
    detail: 'net::ERR_NAME_NOT_RESOLVED',
  });
  const failed = await run('list -c Test --json');
  expect(failed.exitCode).toBe(6);
  expect(failed.output).toBe('');
  expect(failed.error()).toEqual({
    code: 'UNREACHABLE',
    problem: null,
    message:
      'The installation cannot be reached. The name of the server was not found (DNS). Check the address, the network and the VPN. Cause: net::ERR_NAME_NOT_RESOLVED',
    detail: 'net::ERR_NAME_NOT_RESOLVED',
    exitCode: 6,
  });
});

it('shows a key by id, token, the beginning of its token, or as the table shows it', async () => {
  const { run } = await openCommandBed();
  for (const name of ['authkey.2', tokenOf('authkey.2'), tokenOf('authkey.2').toUpperCase(), '01234567…0002']) {
    expect((await run(['show', name, '-c', 'Test'])).output).toContain(`Token:     ${tokenOf('authkey.2')}`);
  }
  const ambiguous = await run('show 01234567 -c Test');
  expect([ambiguous.exitCode, ambiguous.errors]).toEqual([2, expect.stringContaining('authkey.1, authkey.2')]);
  const unknown = await run('show 0123456 -c Test --json');
  expect([unknown.exitCode, unknown.error()]).toEqual([
    3,
    expect.objectContaining({ code: 'NOT_FOUND', problem: 'keyUnknown' }),
  ]);
  expect((await run('show -c Test')).exitCode).toBe(2);
});

it('writes a secret key only if asked to, and records that', async () => {
  const { services, run } = await openCommandBed();
  const plain = await run('show authkey.1 -c Test --json');
  expect(plain.output).not.toContain(CANARY_SECRET);
  const secret = await run('show authkey.1 -c Test --json --secret-to-stdout');
  expectDone(secret);
  expect(secret.json()).toMatchObject({ secretKey: secretOf('authkey.1') });
  const several = await run('show authkey.1 authkey.2 -c Test --secret-to-stdout');
  expect([several.exitCode, several.output]).toEqual([2, '']);
  const { items } = await services.activity.list(
    { connectionId: null, search: '', actions: {} as never },
    { skip: 0, take: 10 },
  );
  expect(items.filter(({ action }) => action === 'secretRevealed')).toMatchObject([
    { keyId: 'authkey.1', outcome: 'done' },
  ]);
  expect(JSON.stringify(items)).not.toContain(CANARY_SECRET);
});

it('lists the connections without a password, and names them when none or an unknown one is given', async () => {
  const { run } = await openCommandBed();
  const listed = await run('connections --json');
  expectDone(listed);
  expect(listed.json()).toMatchObject({
    connections: [{ name: 'sample' }, { name: 'Test', environment: 'production' }],
  });
  expect(listed.output).not.toContain('correct horse');
  const missing = await run('list');
  expect([missing.exitCode, missing.errors]).toEqual([2, expect.stringContaining('sample, Test')]);
  const unknown = await run('list -c Tset --lang ru');
  expect([unknown.exitCode, unknown.errors]).toEqual([
    3,
    expect.stringContaining('Подключения «Tset» нет. Подключения: sample, Test.'),
  ]);
});

it('a full disk is not reported as success', async () => {
  const { run } = await openCommandBed();
  const terminal = new MemoryTerminal();
  terminal.outputFailure = 'ENOSPC';
  const failed = await run('list -c Test', terminal);
  expect([failed.exitCode, failed.errors]).toEqual([
    10,
    expect.stringContaining('could not be written completely (ENOSPC)'),
  ]);
});

it('a terminal that shows ASCII only gets nothing else', async () => {
  const { memory, run } = await openCommandBed();
  const key = memory.adminApi.keys.get('authkey.1');
  memory.adminApi.keys.set('authkey.1', { ...key, fullName: 'Ян' } as NonNullable<typeof key>);
  const terminal = Object.assign(new MemoryTerminal(), { outputIsTerminal: true, isUnicode: false });
  const { output } = await run('list -c Test', terminal);
  expect(output).toContain('\\u{42f}\\u{43d}');
  expect(output).toMatch(/^[\n\x20-\x7e]+$/);
});
