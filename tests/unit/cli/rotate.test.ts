import { expect, it } from 'vitest';
import { AppError } from '../../../shared/result.ts';
import { MemoryTerminal } from '../../fakes/memoryTerminal.ts';
import { expectDone, openCommandBed, type Run } from './commandBed.ts';

const rotationsOf = (run: Run) => run.json().rotations as Record<string, unknown>[];

it('rotates a key from the command line: creates, tests, ends', async () => {
  const { memory, run } = await openCommandBed();
  const started = await run('rotate authkey.1 -c Test --expires 180d --overlap 1w --yes --json');
  expectDone(started);
  expect(rotationsOf(started)).toMatchObject([
    { state: 'handOver', outcome: 'done', oldKey: { id: 'authkey.1' }, newKey: { id: 'authkey.3' }, overlapDays: 7 },
  ]);
  const proceeded = await run('rotate authkey.3 -c Test --proceed --yes --json');
  expectDone(proceeded);
  expect(rotationsOf(proceeded)).toMatchObject([{ state: 'overlap', outcome: 'done' }]);
  const now = memory.clock.now();
  expect(Date.parse(memory.adminApi.keys.get('authkey.1')?.expirationDate ?? '')).toBe(now + 7 * 86_400_000);
  const listed = await run('rotate -c Test');
  expectDone(listed);
  expect(listed.output).toContain('both keys work');
  const finished = await run('rotate --all -c Test --finish --yes --lang ru');
  expect(finished.output).toContain('срок прежнего ключа истёк');
  expect(finished.exitCode).toBe(0);
});

it('reminds of new keys that wait and of old keys that expire soon', async () => {
  const { memory, run } = await openCommandBed();
  await run('rotate authkey.1 -c Test --expires 180d --overlap 2d --yes');
  expect((await run('rotate -c Test')).errors).toBe('');
  memory.clock.advance(3 * 86_400_000);
  expect((await run('rotate -c Test')).errors).toContain('authkey.1: The new key has waited since 22 Nov 2026');
  await run('rotate authkey.1 -c Test --proceed --yes');
  expect((await run('rotate -c Test --lang ru')).errors).toContain(
    'authkey.1: Срок прежнего ключа истекает 27.11.2026',
  );
});

it('takes a rotation back', async () => {
  const { memory, run } = await openCommandBed();
  await run('rotate authkey.1 -c Test --expires 180d --yes');
  await run('rotate authkey.1 -c Test --proceed --yes');
  expectDone(await run('rotate authkey.1 -c Test --take-back --yes --json'));
  expect(memory.adminApi.keys.get('authkey.1')?.expirationDate).toBe('2027-01-01T00:00:00.000Z');
  expect(memory.adminApi.keys.has('authkey.3')).toBe(false);
});

it('shows a plan and creates nothing with --dry-run or without a confirmation', async () => {
  const { memory, run } = await openCommandBed();
  const planned = await run('rotate --all -c Test --expires 180d --dry-run --json');
  expect(rotationsOf(planned)).toMatchObject([{ state: null }, { state: null }]);
  expect(await run('rotate authkey.1 -c Test --expires 180d')).toMatchObject({ exitCode: 11 });
  const terminal = Object.assign(new MemoryTerminal(), {
    inputIsTerminal: true,
    errorsAreTerminal: true,
    answers: ['no'],
  });
  const refused = await run('rotate authkey.1 -c Test --expires 180d', terminal);
  expect(refused.exitCode).toBe(11);
  expect(refused.errors).toContain('(production)');
  expect(memory.adminApi.keys.size).toBe(2);
});

it('says which keys were not rotated and why', async () => {
  const { memory, run } = await openCommandBed();
  await run('rotate authkey.1 -c Test --expires 180d --yes');
  memory.connectionProbe.failure = new AppError('NOT_PERMITTED', '', {
    reason: { kind: 'account', problem: 'noPermission' },
  });
  const failed = await run('rotate authkey.1 -c Test --proceed --yes');
  expect(failed.exitCode).toBe(20);
  expect(failed.errors).toContain('authkey.1: ');
  const again = await run('rotate authkey.1 -c Test --expires 180d --yes');
  expect(again.exitCode).toBe(1);
  expect(again.errors).toContain('Is being rotated already');
});

it('saves a checklist, and replaces no file without --yes', async () => {
  const { memory, run } = await openCommandBed();
  await run('rotate authkey.1 -c Test --expires 180d --yes');
  expectDone(await run('rotate --all -c Test --checklist list.md --json'));
  expect(memory.userFiles.files.get('/home/me/list.md')).toContain('# Rotation of 1 key – Test');
  expect(await run('rotate --all -c Test --checklist list.md')).toMatchObject({ exitCode: 11 });
});

it.each([
  ['authkey.1 --expires 3d', 'have to be valid longer than the overlap'],
  ['authkey.1 --expires 180d --overlap 1y', 'cannot be the overlap'],
  ['authkey.1 --expires 180d --proceed', '--expires'],
  ['--expires 180d', 'No key is named'],
])('rejects %s', async (options, message) => {
  const { memory, run } = await openCommandBed();
  const failed = await run(`rotate -c Test ${options} --yes`);
  expect(failed.exitCode).toBe(2);
  expect(failed.errors).toContain(message);
  expect(memory.adminApi.keys.size).toBe(2);
});

it('names keys that are not rotated', async () => {
  const { run } = await openCommandBed();
  expect(await run('rotate authkey.2 -c Test --proceed --yes')).toMatchObject({
    exitCode: 3,
    errors: expect.stringContaining('None of these keys is being rotated'),
  });
});
