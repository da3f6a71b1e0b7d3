import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyContentHash } from '../../../electron/platform/authentication/hmacAuthentication.ts';

const hashOf = (body: string | Buffer) => createHash('sha256').update(body).digest('base64');

describe('a body other than the one that was signed', () => {
  test('is told from a wrong signature, with its size and both hashes', () => {
    const check = () => verifyContentHash(Buffer.from('{"a":2}'), hashOf('{"a":1}'));
    expect(check).toThrow(
      'The signature is right, but the body that arrived is not the one that was signed: it has 7 bytes with SHA-256 ' +
        `${hashOf('{"a":2}')}, and x-ms-content-sha256 is "${hashOf('{"a":1}')}".`,
    );
  });

  test.each<[string, signed: string | Buffer, sent: string | Buffer, explanation: string]>([
    ['no body was signed', '', '{"a":1}', 'that of an empty body'],
    ['the body was lost', '{"a":1}', '', 'No body arrived.'],
    ['a line feed was lost', '{}\n', '{}', 'A line feed at the end'],
    ['a line break was lost', '{}\r\n', '{}', 'A line break (CR LF) at the end'],
    ['a line feed was added', '{}', '{}\n', 'White space at the end'],
    ['white space was added', '{}', ' {}\n', 'White space around'],
    ['CR LF became LF', '{\r\n}\r\n', '{\n}\n', 'sent with LF'],
    ['LF became CR LF', '{\n}', '{\r\n}', 'sent with CR LF'],
    ['UTF-8 became Latin-1', '{"a":"é"}', Buffer.from('{"a":"é"}', 'latin1'), 'sent in Latin-1'],
    ['Latin-1 became UTF-8', Buffer.from('{"a":"é"}', 'latin1'), '{"a":"é"}', 'sent in UTF-8'],
    ['a byte order mark was added', '{}', '\ufeff{}', 'byte order mark'],
    ['the JSON got spaces', '{"a":1,"b":[]}', '{"a": 1, "b": []}', 'written anew'],
    ["the JSON lost Python's spaces", '{"a": 1, "b": ["ж, \u0436"]}', '{"a":1,"b":["ж, ж"]}', 'written anew'],
    ["the JSON lost Python's spaces and escapes", '{"a": "\\u0436", "b": []}', '{"a":"ж","b":[]}', 'written anew'],
    ['the JSON lost its indentation', '{\n  "a": 1\n}', '{"a":1}', 'written anew'],
    ['null was sent for no body', '', 'null', 'but the text null was sent'],
    ['a text was sent as JSON', 'admin', '"admin"', 'sent as a JSON string'],
    ['the quotation marks were lost', '"admin"', 'admin', 'The quotation marks'],
    ['all line breaks were lost', '{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n', '{  "a": 1,  "b": 2}', 'use --data-binary'],
    ['the JSON got escapes', '{"a":"ж"}', '{"a":"\\u0436"}', 'written anew'],
  ])('%s', (_change, signed, sent, explanation) => {
    expect(() => verifyContentHash(Buffer.from(sent), hashOf(signed))).toThrow(explanation);
  });

  test.each<[string, (hash: Buffer) => string]>([
    ['hexadecimal', (hash) => hash.toString('hex')],
    ['hexadecimal in upper case', (hash) => hash.toString('hex').toUpperCase()],
    ['base64url', (hash) => hash.toString('base64url')],
    ['base64 without padding', (hash) => hash.toString('base64').replace('=', '')],
  ])('is told from a hash in %s', (_encoding, write) => {
    const body = Buffer.from('{"a":1}');
    expect(() => verifyContentHash(body, write(Buffer.from(hashOf(body), 'base64')))).toThrow(
      'The body is the one that was signed, but x-ms-content-sha256 is not in base64 with padding.',
    );
  });

  test.each([2048, 500_000])('is told also with a nesting of %i', (depth) => {
    const body = Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(() => verifyContentHash(body, hashOf('x'))).toThrow(`it has ${2 * depth} bytes`);
  });

  test('nothing is said of the right one', () => {
    expect(() => verifyContentHash(Buffer.from('{}'), hashOf('{}'))).not.toThrow();
  });
});
