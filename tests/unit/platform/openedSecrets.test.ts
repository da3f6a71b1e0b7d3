import { expect, test } from 'vitest';
import { OpenedSecrets } from '../../../electron/platform/authentication/openedSecrets.ts';
import { SecretCipher } from '../../../electron/platform/authentication/secretCipher.ts';

const cipher = new SecretCipher(Buffer.alloc(32, 1).toString('base64'));

test('the same bytes are opened once, and what stands in the database decides', () => {
  const secrets = new OpenedSecrets(cipher);
  const first = cipher.seal(Buffer.from('first'), 'name');
  const opened = secrets.open(first, 'name');
  expect(opened.export().toString()).toBe('first');
  expect(secrets.open(Buffer.from(first), 'name')).toBe(opened);
  expect(
    secrets
      .open(cipher.seal(Buffer.from('second'), 'name'), 'name')
      .export()
      .toString(),
  ).toBe('second');
});

test('bytes that were opened under one name do not open under another, and damaged ones not at all', () => {
  const secrets = new OpenedSecrets(cipher);
  const sealed = cipher.seal(Buffer.from('secret'), 'name');
  secrets.open(sealed, 'name');
  expect(() => secrets.open(sealed, 'other')).toThrow();
  const damaged = Buffer.from(sealed);
  damaged.writeUInt8((damaged.at(-1) ?? 0) ^ 1, damaged.length - 1);
  expect(() => secrets.open(damaged, 'name')).toThrow();
});
