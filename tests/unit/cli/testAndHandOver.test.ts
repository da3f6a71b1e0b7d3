import { expect, it, vi } from 'vitest';
import type { ProbeArrival } from '../../../electron/ports.ts';
import { keyTestText } from '../../../shared/keyTestTexts/keyTestText.ts';
import { SNIPPET_KINDS } from '../../../shared/model/snippet.ts';
import { AppError, type ErrorCode, type FailureReason, fail, succeed } from '../../../shared/result.ts';
import { CANARY_SECRET, FULL_ACCESS, secretOf, tokenOf } from '../../fakes/memoryAdminApi.ts';
import { expectDone, openCommandBed } from './commandBed.ts';

const response = (outcome: ReturnType<typeof succeed<typeof FULL_ACCESS>> | ReturnType<typeof fail<AppError>>) => ({
  serverTime: null,
  outcome,
  signsBareHost: false,
  arrival: null,
});

it('tests keys and says which works', async () => {
  const { memory, run } = await openCommandBed();
  vi.spyOn(memory.connectionProbe, 'askPermissions').mockResolvedValue(response(succeed(FULL_ACCESS)));
  const tested = await run('test --all -c Test --json');
  expectDone(tested);
  expect(tested.json()).toMatchObject({
    keys: [{ id: 'authkey.1', result: 'works', verdict: 'works' }, { id: 'authkey.2' }],
  });
  const table = await run('test authkey.1 -c Test --lang ru');
  expect(table.output).toContain('Работает');
  expect(`${tested.output}${table.output}`).not.toContain(CANARY_SECRET);
});

const rejected = (code: ErrorCode, reason?: FailureReason, arrival: ProbeArrival | null = null) => ({
  ...response(fail(new AppError(code, 'no', { reason }))),
  arrival,
});
const unchanged = { kind: 'unchanged' } as const;

it.each([
  ['expired', 20, rejected('UNAUTHORIZED', { kind: 'credential', problem: 'expired' })],
  ['unknownToken', 20, rejected('UNAUTHORIZED', { kind: 'credential', problem: 'unknownToken' })],
  ['wrongSecret', 20, rejected('UNAUTHORIZED', { kind: 'signature' }, unchanged)],
  ['accountArchived', 20, rejected('NOT_PERMITTED', { kind: 'account', problem: 'archived' })],
  ['accountDeactivated', 20, rejected('NOT_PERMITTED', { kind: 'account', problem: 'deactivated' })],
  ['noApiCalls', 20, rejected('NOT_PERMITTED', { kind: 'account', problem: 'noPermission' })],
  ['clockRejected', 22, rejected('CLOCK_SKEW')],
  ['throttled', 22, rejected('THROTTLED')],
  [
    'pathRewritten',
    22,
    rejected('UNAUTHORIZED', { kind: 'signature' }, { kind: 'changed', part: 'path', sent: '/a', received: '/b' }),
  ],
  ['intercepted', 6, rejected('INTERCEPTED', { kind: 'interception', by: 'signIn' })],
  ['notReachable', 6, rejected('UNREACHABLE', { kind: 'network', cause: 'refused', sent: 'nothing' })],
] as const)('tells apart %s, with its next step and exit code %i', async (code, exitCode, probe) => {
  const { memory, run } = await openCommandBed();
  vi.spyOn(memory.connectionProbe, 'askPermissions').mockResolvedValue(probe);
  const tested = await run('test authkey.1 -c Test --json');
  expect([tested.exitCode, tested.json()]).toEqual([
    exitCode,
    expect.objectContaining({ keys: [expect.objectContaining({ id: 'authkey.1', result: code })] }),
  ]);
  for (const language of ['en', 'ru'] as const) {
    const { output, errors } = await run(`test authkey.1 -c Test --lang ${language}`);
    const { title, text } = keyTestText(language, code);
    expect(output).toContain(title);
    // Says more than the title: what to do next.
    expect(errors).toContain(text === '' ? `${title}. ` : text);
    expect(errors.length).toBeGreaterThan(title.length + 20);
  }
});

it('writes a snippet with a placeholder, and with the secret key only if asked to', async () => {
  const { services, run } = await openCommandBed();
  for (const kind of SNIPPET_KINDS) {
    const written = await run(`snippet ${kind} authkey.1 -c Test --json`);
    expectDone(written);
    expect(written.output).toContain(tokenOf('authkey.1'));
    expect(written.output).not.toContain(CANARY_SECRET);
  }
  const secret = await run('snippet env authkey.1 -c Test --secret-to-stdout');
  expect(secret.output).toContain(secretOf('authkey.1'));
  const { items } = await services.activity.list(
    { connectionId: null, search: '', actions: {} as never },
    { skip: 0, take: 10 },
  );
  expect(items).toEqual(
    expect.arrayContaining([expect.objectContaining({ action: 'snippetCopied', keyId: 'authkey.1' })]),
  );
  const unknown = await run('snippet cobol authkey.1 -c Test');
  expect([unknown.exitCode, unknown.errors]).toEqual([2, expect.stringContaining('curl, powerShell')]);
});

it('saves keys as a table or as JSON, without secrets, and replaces a file only with --yes', async () => {
  const { memory, run } = await openCommandBed();
  const { files } = memory.userFiles;
  for (const name of ['keys.csv', 'keys.XLSX', 'keys.json']) {
    const saved = await run(`export ${name} -c Test --json`);
    expectDone(saved);
    expect(saved.json()).toMatchObject({ file: `/home/me/${name}`, count: 2 });
    expect(files.get(`/home/me/${name}`)).toContain(tokenOf('authkey.2'));
    expect(files.get(`/home/me/${name}`)).not.toContain(CANARY_SECRET);
  }
  files.set('/home/me/keys.json', 'mine');
  const kept = await run('export keys.json -c Test');
  expect([kept.exitCode, files.get('/home/me/keys.json')]).toEqual([11, 'mine']);
  expect((await run('export keys.json -c Test --yes --status expired')).exitCode).toBe(0);
  expect(JSON.parse(files.get('/home/me/keys.json') ?? '')).toMatchObject({ schemaVersion: 1, keys: [] });
  expect((await run('export keys.pdf -c Test')).exitCode).toBe(2);
  memory.userFiles.isReadOnly = true;
  const failed = await run('export other.csv -c Test');
  expect([failed.exitCode, failed.errors]).toEqual([10, expect.stringContaining('Cause: EACCES')]);
});
