import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type SecondInstance, takeInstanceLock } from '../../chromium-host/singleInstance.ts';

it('gives the lock of a folder once and tells its holder who else asked', async () => {
  const folder = `/data/${randomUUID()}`;
  const told = Promise.withResolvers<SecondInstance>();
  expect(takeInstanceLock(folder, told.resolve)).toBe(true);
  expect(takeInstanceLock(folder, () => {})).toBe(false);
  expect(await told.promise).toEqual({ argv: process.argv, workingDirectory: process.cwd() });
  expect(takeInstanceLock(`/data/${randomUUID()}`, () => {})).toBe(true);
});
