import { expect, test } from 'vitest';
import { parseAuthorization } from '../../../../shared/hmac/authorizationHeader.ts';

const PARTS = {
  credential: '40572d43aa11bb22cc33dd44ee55fb2e',
  signedHeaders: ['x-ms-date', 'host', 'x-ms-content-sha256'],
  signature: '+25SfefFvZ0HzRASfluDxxLsegouwKR/ZyMSV/yZga8=',
};
const HEADER = `HMAC-SHA256 Credential=${PARTS.credential}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${PARTS.signature}`;

test('returns the parts of the documented form', () => {
  expect(parseAuthorization(HEADER)).toEqual(PARTS);
});

test('takes the parts in any order and header names in any case', () => {
  const header = `HMAC-SHA256 Signature=${PARTS.signature}&SignedHeaders=X-MS-Date;Host;x-ms-content-sha256&Credential=${PARTS.credential}`;
  expect(parseAuthorization(header)).toEqual(PARTS);
});

test.each([
  ['another scheme', HEADER.replace('HMAC-SHA256 ', 'Basic ')],
  ['no parameters', 'HMAC-SHA256'],
  ['commas in place of ampersands', HEADER.replaceAll('&', ',')],
  ['commas and spaces', HEADER.replaceAll('&', ', ')],
  ['no token', HEADER.replace(/Credential=[^&]*&/, '')],
  ['no signed headers', HEADER.replace(/SignedHeaders=[^&]*&/, '')],
  ['no signature', HEADER.replace(/&Signature=.*/, '')],
  ['an empty part', HEADER.replace(/Credential=[^&]*/, 'Credential=')],
  ['an ampersand at the end', `${HEADER}&`],
  ['a part given twice', `${HEADER}&Credential=${PARTS.credential}`],
  ['an unknown part', `${HEADER}&Realm=x`],
  ['a second space', HEADER.replace('HMAC-SHA256 ', 'HMAC-SHA256  ')],
  ['another case of a part name', HEADER.replace('Credential', 'credential')],
])('rejects %s', (_what, header) => {
  expect(parseAuthorization(header)).toBeNull();
});
