import { expect, test } from 'vitest';
import {
  accountIdOf,
  keyIdOf,
  parseAccountId,
  parseKeyId,
  parseRoleId,
  roleIdOf,
} from '../../../electron/platform/storage/identifiers.ts';

test('identifiers are read back as they were written', () => {
  expect(accountIdOf(12)).toBe('account.12');
  expect(parseAccountId('account.12')).toBe(12);
  expect(keyIdOf(7)).toBe('authkey.7');
  expect(parseKeyId('authkey.7')).toBe(7);
  expect(roleIdOf(3)).toBe('role.3');
  expect(parseRoleId('role.3')).toBe(3);
});

test.each([
  ...['', '7', 'authkey', 'authkey.', 'authkey.0', 'authkey.07', 'authkey.-1', 'authkey.1e3', 'authkey.7 '],
  ...['AUTHKEY.7', 'account.7', 'xauthkey.7', 'authkey.9999999999999999'],
])('%j is not the identifier of a key', (text) => {
  expect(parseKeyId(text)).toBeNull();
});
