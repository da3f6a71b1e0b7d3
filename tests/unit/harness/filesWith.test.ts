import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { filesWith } from '../../harness/filesWith.ts';

const folder = mkdtempSync(join(tmpdir(), 'keydesk-files-'));
mkdirSync(join(folder, 'deep'));
const file = join(folder, 'deep', 'file.bin');

afterAll(() => rmSync(folder, { recursive: true }));

/** Holds every character that one of the forms writes in another way. */
const secret = 'pa"ss/wo+rd?>~ü\\1';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');

it.each([
  ['as it is', `password=${secret};`],
  ['in UTF-16', Buffer.from(`x${secret}x`, 'utf16le')],
  ['in base64', base64(secret)],
  ['in the middle of base64', base64(`a${secret}b`)],
  ['at another place of base64', base64(`ab${secret}cde`)],
  ['in base64url', base64url(secret)],
  ['in the middle of base64url', base64url(`a:${secret}`)],
  ['in hexadecimal digits', Buffer.from(secret).toString('hex')],
  ['in capital hexadecimal digits', Buffer.from(secret).toString('hex').toUpperCase()],
  ['in a URL', `https://host/?password=${encodeURIComponent(secret)}`],
  ['in JSON', JSON.stringify({ password: secret })],
  ['in JSON with escaped slashes', JSON.stringify({ password: secret }).replaceAll('/', '\\/')],
])('finds a secret %s', (_form, content) => {
  writeFileSync(file, content);
  expect(filesWith(folder, secret)).toEqual([file]);
});

it('finds a secret key as the bytes that it stands for', () => {
  const bytes = Buffer.from('64 bytes are what a secret key consists of when it is made here.');
  for (const content of [Buffer.concat([Buffer.from('x'), bytes]), bytes.toString('hex')]) {
    writeFileSync(file, content);
    expect(filesWith(folder, bytes.toString('base64'))).toEqual([file]);
  }
});

it('finds nothing where there is nothing', () => {
  writeFileSync(file, base64('another password') + secret.slice(1));
  expect(filesWith(folder, secret)).toEqual([]);
});
