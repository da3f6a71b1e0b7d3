import { expect, it, vi } from 'vitest';
import { AppError, fail, succeed } from '../../../shared/result.ts';
import { CANARY_SECRET, FULL_ACCESS } from '../../fakes/memoryAdminApi.ts';
import { MemoryTerminal } from '../../fakes/memoryTerminal.ts';
import { expectDone, openCommandBed } from './commandBed.ts';

const response = (outcome: ReturnType<typeof succeed<typeof FULL_ACCESS>> | ReturnType<typeof fail<AppError>>) => ({
  serverTime: null,
  outcome,
  signsBareHost: false,
  arrival: null,
});

it('while locked, a command needs the passphrase, which permits this command only', async () => {
  const { services, run } = await openCommandBed();
  await services.lock.setPassphrase(null, 'correct horse battery');
  services.lock.lock();
  const refused = await run('list -c Test --json');
  expect([refused.exitCode, refused.output, refused.error()]).toEqual([
    5,
    '',
    expect.objectContaining({ code: 'LOCKED' }),
  ]);
  const wrong = await run('list -c Test --passphrase-stdin --json', new MemoryTerminal('wrong\n'));
  expect([wrong.exitCode, wrong.output, wrong.error()]).toEqual([
    5,
    '',
    expect.objectContaining({ code: 'PASSPHRASE_WRONG' }),
  ]);
  const given = await run('list -c Test --passphrase-stdin', new MemoryTerminal('correct horse battery\n'));
  expect([given.exitCode, services.lock.isLocked]).toEqual([0, true]);
  const terminal = Object.assign(new MemoryTerminal(), { inputIsTerminal: true, answers: ['correct horse battery'] });
  const typed = await run('list -c Test', terminal);
  expect([typed.exitCode, terminal.asked]).toEqual([0, [{ question: 'Passphrase of KeyDesk: ', isHidden: true }]]);
});

it('while locked without a passphrase, only the window can be unlocked', async () => {
  const { services, run } = await openCommandBed();
  services.lock.lock();
  expect((await run('list -c Test --passphrase-stdin', new MemoryTerminal('anything\n'))).exitCode).toBe(5);
});

it('adds a connection whose password comes from standard input, tests it, and removes it', async () => {
  const { memory, services, run } = await openCommandBed();
  const active = services.connections.activeId;
  const probe = vi.spyOn(memory.connectionProbe, 'askPermissions');
  probe.mockResolvedValue(response(fail(new AppError('UNAUTHORIZED', 'no'))));
  const options = '--name Second --address=https://second.example --user admin --password-stdin --json';
  const rejected = await run(`add-connection ${options}`, new MemoryTerminal(`${CANARY_SECRET}\n`));
  expect([rejected.exitCode, rejected.error(), services.connections.stored.length]).toEqual([
    7,
    expect.objectContaining({ code: 'UNAUTHORIZED' }),
    1,
  ]);
  probe.mockResolvedValue(response(succeed(FULL_ACCESS)));
  const added = await run(`add-connection ${options}`, new MemoryTerminal(`${CANARY_SECRET}\n`));
  expectDone(added);
  expect(added.json()).toMatchObject({ connection: { name: 'Second', passwordLocation: 'keychain' } });
  expect(`${added.output}${JSON.stringify(memory.settingsStore.stored)}`).not.toContain(CANARY_SECRET);
  // The window keeps showing what it showed.
  expect(services.connections.activeId).toBe(active);
  expect((await run('remove-connection -c Second')).exitCode).toBe(11);
  expectDone(await run('remove-connection -c Second --yes --json'));
  expect(services.connections.stored).toHaveLength(1);
});

it.each([
  ['--name N --address=https://a.example --user admin', 2, '--password-stdin'],
  ['--name N --address=https://a.example --password-stdin', 2, '--user'],
  ['--name N --address=ftp://a.example --user admin --password-stdin', 2, '--address cannot be used'],
  ['--name N --address=http://a.example --user admin --password-stdin', 2, '--plain-http cannot be used'],
  ['--address=https://a.example --user admin --password-stdin', 2, '--name is missing'],
])('adds no connection with %s', async (options, exitCode, message) => {
  const { services, run } = await openCommandBed();
  const failed = await run(`add-connection ${options}`, new MemoryTerminal('a password\n'));
  expect([failed.exitCode, failed.errors]).toEqual([exitCode, expect.stringContaining(message)]);
  expect(services.connections.stored).toHaveLength(1);
});

it('uses a password from standard input for one command, and does not store it', async () => {
  const { memory, run } = await openCommandBed();
  const passwordOf = () => memory.targets.at(-1)?.credentials;
  const given = await run('list -c Test --password-stdin --json', new MemoryTerminal(`${CANARY_SECRET}\n`));
  expectDone(given);
  expect(passwordOf()).toMatchObject({ password: CANARY_SECRET });
  expect([given.output, ...memory.secretStore.items.values()].join()).not.toContain(CANARY_SECRET);
  await run('list -c Test');
  expect(passwordOf()).toMatchObject({ password: 'correct horse' });
  expect((await run('list -c Test --password-stdin')).exitCode).toBe(2);
  expect((await run('list -c sample --password-stdin', new MemoryTerminal('x\n'))).exitCode).toBe(2);
});
