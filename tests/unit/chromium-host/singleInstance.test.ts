import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type SecondInstance, socketOf, takeInstanceLock } from '../../chromium-host/singleInstance.ts';

it('gives the lock of a folder once and notifies its holder of others', async () => {
  const folder = `/data/${randomUUID()}`;
  const told = Promise.withResolvers<SecondInstance>();
  const release = takeInstanceLock(folder, told.resolve);
  expect(release).not.toBeNull();
  expect(takeInstanceLock(folder, () => {}, { call: 1 })).toBeNull();
  expect(await told.promise).toEqual({
    argv: process.argv,
    workingDirectory: process.cwd(),
    additionalData: { call: 1 },
  });
  expect(takeInstanceLock(`/data/${randomUUID()}`, () => {})).not.toBeNull();
  release?.();
  expect(takeInstanceLock(folder, () => {})).not.toBeNull();
});

it.runIf(process.platform === 'linux')('fault 59: keeps the lock where its name is not too long for a socket', () => {
  expect(socketOf('/data', '/run/user/1000')).toMatch(/^\/run\/user\/1000\/keydesk-\w+\.sock$/);
  const short = socketOf('/data', `/${'long/'.repeat(20)}`);
  expect(short).toMatch(/^\/tmp\/keydesk-\w+\.sock$/);
  expect(short).toBe(socketOf('/data', `/${'long/'.repeat(30)}`));
});
