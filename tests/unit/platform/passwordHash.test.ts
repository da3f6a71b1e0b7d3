import { beforeEach, expect, test, vi } from 'vitest';
import { hashPassword, PasswordVerifier } from '../../../electron/platform/authentication/passwordHash.ts';
import { deriveScrypt } from '../../fakes/countedScrypt.ts';

vi.mock('../../../electron/scrypt.ts', () => import('../../fakes/countedScrypt.ts'));

const PASSWORD = 'пароль: with a colon';
/** As OWASP recommends it (Password Storage Cheat Sheet). */
const COST = { N: 2 ** 15, r: 8, p: 3 };

const stored = await hashPassword(PASSWORD);
let verifier: PasswordVerifier;

beforeEach(() => {
  verifier = new PasswordVerifier();
  deriveScrypt.mockClear();
});

test('verifies the right password and no other', async () => {
  expect(await verifier.verify(PASSWORD, stored)).toBe('right');
  expect(await verifier.verify(`${PASSWORD} `, stored)).toBe('wrong');
  expect(await verifier.verify('', stored)).toBe('wrong');
  expect(await verifier.verify(PASSWORD, null)).toBe('wrong');
});

test('hashes the same password differently each time, at the full cost, and does not hold it', async () => {
  const again = await hashPassword(PASSWORD);
  expect(again).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  expect(again).not.toBe(stored);
  expect(again).not.toContain(PASSWORD);
  expect(deriveScrypt).toHaveBeenCalledExactlyOnceWith(PASSWORD, expect.any(Buffer), 32, COST);
});

test('a password is remembered only when it was right, and only for the hash that it was verified against', async () => {
  expect(await verifier.verify(PASSWORD, stored)).toBe('right');
  expect(verifier.isRemembered(PASSWORD, stored)).toBe(true);
  const changed = await hashPassword('changed');
  expect(verifier.isRemembered(PASSWORD, changed)).toBe(false);
  expect(await verifier.verify(PASSWORD, changed)).toBe('wrong');
  await verifier.verify('wrong', stored);
  expect(verifier.isRemembered('wrong', stored)).toBe(false);
});

test('compares eight passwords at a time and reports the ninth as one too many', async () => {
  const verdicts = Array.from({ length: 9 }, (_unused, index) => verifier.verify(`wrong ${index}`, null));
  expect(await Promise.all(verdicts)).toEqual([...Array(8).fill('wrong'), 'busy']);
  expect(await verifier.verify('wrong again', null)).toBe('wrong');
});

test('the second time costs no scrypt, and a wrong password always does', async () => {
  await verifier.verify(PASSWORD, stored);
  await verifier.verify(PASSWORD, stored);
  expect(deriveScrypt).toHaveBeenCalledTimes(1);
  await verifier.verify('wrong', stored);
  await verifier.verify('wrong', stored);
  expect(deriveScrypt).toHaveBeenCalledTimes(3);
});

test('a missing account costs as much as a wrong password, the very first one too', async () => {
  await verifier.verify('wrong', null);
  await verifier.verify('wrong', stored);
  const costs = deriveScrypt.mock.calls.map(([, , length, cost]) => ({ length, cost }));
  expect(costs).toEqual(Array(2).fill({ length: 32, cost: COST }));
});

test('a stored hash that cannot be read is a failure, not a wrong password', async () => {
  await expect(verifier.verify(PASSWORD, 'plain')).rejects.toThrow();
  await expect(verifier.verify(PASSWORD, 'plain')).rejects.toThrow();
});
