import { expect, test, vi } from 'vitest';
import { hashPassword, PasswordVerifier } from '../../../electron/platform/authentication/passwordHash.ts';

// A hash is slow on purpose, and the threads for it may all be busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

const PASSWORD = 'пароль: with a colon';

test('verifies the right password and no other', async () => {
  const stored = await hashPassword(PASSWORD);
  const verifier = new PasswordVerifier();
  expect(await verifier.verify(PASSWORD, stored)).toBe('right');
  expect(await verifier.verify(`${PASSWORD} `, stored)).toBe('wrong');
  expect(await verifier.verify('', stored)).toBe('wrong');
  expect(await verifier.verify(PASSWORD, null)).toBe('wrong');
});

test('hashes the same password differently each time and does not hold it', async () => {
  const [first, second] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
  expect(first).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  expect(first).not.toBe(second);
  expect(first).not.toContain(PASSWORD);
});

test('a remembered password counts for the hash it was verified against only', async () => {
  const verifier = new PasswordVerifier();
  const stored = await hashPassword(PASSWORD);
  expect(await verifier.verify(PASSWORD, stored)).toBe('right');
  expect(verifier.isRemembered(PASSWORD, stored)).toBe(true);
  const changed = await hashPassword('changed');
  expect(verifier.isRemembered(PASSWORD, changed)).toBe(false);
  expect(await verifier.verify(PASSWORD, changed)).toBe('wrong');
});

test('a wrong password is never remembered', async () => {
  const verifier = new PasswordVerifier();
  const stored = await hashPassword(PASSWORD);
  await verifier.verify('wrong', stored);
  expect(verifier.isRemembered('wrong', stored)).toBe(false);
});

test('looks at eight passwords at a time and says so to the ninth', async () => {
  const verifier = new PasswordVerifier();
  const verdicts = Array.from({ length: 9 }, (_unused, index) => verifier.verify(`wrong ${index}`, null));
  expect(await Promise.all(verdicts)).toEqual([...Array(8).fill('wrong'), 'busy']);
  expect(await verifier.verify('wrong again', null)).toBe('wrong');
});

async function timeOf(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

test('the second time costs no scrypt, and a wrong password always does', async () => {
  const stored = await hashPassword(PASSWORD);
  const verifier = new PasswordVerifier();
  const first = await timeOf(() => verifier.verify(PASSWORD, stored));
  expect(await timeOf(() => verifier.verify(PASSWORD, stored))).toBeLessThan(first / 5);
  await verifier.verify('wrong', stored);
  expect(await timeOf(() => verifier.verify('wrong', stored))).toBeGreaterThan(first / 5);
});

test('an account that is not there costs scrypt too', async () => {
  const stored = await hashPassword(PASSWORD);
  const verifier = new PasswordVerifier();
  const first = await timeOf(() => verifier.verify('wrong', null));
  const wrong = await timeOf(() => verifier.verify('wrong', stored));
  // The very first one too, and no more than that.
  expect(first).toBeGreaterThan(wrong / 5);
  expect(first).toBeLessThan(wrong * 5);
});

test('a stored hash that cannot be read is a failure, not a wrong password', async () => {
  const verifier = new PasswordVerifier();
  await expect(verifier.verify(PASSWORD, 'plain')).rejects.toThrow();
  await expect(verifier.verify(PASSWORD, 'plain')).rejects.toThrow();
});
