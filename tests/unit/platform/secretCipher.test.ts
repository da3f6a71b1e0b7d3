import { expect, test } from 'vitest';
import { SecretCipher } from '../../../electron/platform/authentication/secretCipher.ts';

const KEY = Buffer.alloc(32, 1).toString('base64');
const SECRET = Buffer.from('a secret of some length');

const cipher = new SecretCipher(KEY);
const sealed = Buffer.from(cipher.seal(SECRET, 'name'));

test('opens what it sealed, differently each time and without its bytes', () => {
  expect(cipher.open(sealed, 'name')).toEqual(SECRET);
  expect(sealed.equals(cipher.seal(SECRET, 'name'))).toBe(false);
  expect(sealed.includes(SECRET)).toBe(false);
});

test('rejects another name, another key, a changed byte and a tag that was cut short', () => {
  expect(() => cipher.open(sealed, 'other')).toThrow();
  expect(() => new SecretCipher(Buffer.alloc(32, 2).toString('base64')).open(sealed, 'name')).toThrow();
  for (const index of [0, 12, sealed.length - 1]) {
    const changed = Uint8Array.from(sealed, (byte, position) => (position === index ? byte ^ 1 : byte));
    expect(() => cipher.open(changed, 'name')).toThrow();
  }
  expect(() => cipher.open(cipher.seal(new Uint8Array(), 'name').subarray(0, 20), 'name')).toThrow();
});

test.each(['', 'AAAA', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')])(
  'refuses an encryption key of another length: %s',
  (key) => {
    expect(() => new SecretCipher(key)).toThrow(RangeError);
  },
);
