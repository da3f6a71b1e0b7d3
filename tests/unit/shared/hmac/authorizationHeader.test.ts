import { expect, test } from 'vitest';
import { isHmacAuthorization, parseAuthorization } from '../../../../shared/hmac/authorizationHeader.ts';
import { seeded } from '../../../harness/amount.ts';

const PARTS = {
  credential: '40572d43aa11bb22cc33dd44ee55fb2e',
  signedHeaders: ['x-ms-date', 'host', 'x-ms-content-sha256'],
  signature: '+25SfefFvZ0HzRASfluDxxLsegouwKR/ZyMSV/yZga8=',
};
const HEADER = `HMAC-SHA256 Credential=${PARTS.credential}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${PARTS.signature}`;

test.each([
  ['the documented form', HEADER],
  ['commas', HEADER.replaceAll('&', ',')],
  ['commas and spaces, as the Go client of Azure App Configuration', HEADER.replaceAll('&', ', ')],
  ['spaces on both sides of a comma', HEADER.replaceAll('&', ' , ')],
  ['both separators', HEADER.replace('&', ', ')],
  ['a second space after the scheme', HEADER.replace(' ', '  ')],
  ['the scheme in lower case', HEADER.replace('HMAC-SHA256', 'hmac-sha256')],
  ['header names in another case', HEADER.replace('x-ms-date;host', 'X-MS-Date;Host')],
  ['parameter names in another case', HEADER.replace('Credential', 'credential')],
  ['a value in quotes', HEADER.replace(PARTS.signature, `"${PARTS.signature}"`)],
  [
    'another order',
    `HMAC-SHA256 Signature=${PARTS.signature}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Credential=${PARTS.credential}`,
  ],
])('reads %s', (_form, header) => {
  expect(isHmacAuthorization(header)).toBe(true);
  expect(parseAuthorization(header)).toEqual(PARTS);
});

const OTHER = 'A parameter of Authorization is unknown, empty or contains a space.';

test.each([
  ['no parameters', 'HMAC-SHA256', 'Authorization lacks Credential and SignedHeaders and Signature.'],
  ['no token', HEADER.replace(/Credential=[^&]*&/, ''), 'Authorization lacks Credential.'],
  ['no signed headers', HEADER.replace(/SignedHeaders=[^&]*&/, ''), 'Authorization lacks SignedHeaders.'],
  ['no signature', HEADER.replace(/&Signature=.*/, ''), 'Authorization lacks Signature.'],
  ['a parameter twice', `${HEADER}&Credential=${PARTS.credential}`, 'Authorization holds Credential twice.'],
  ['the same in another case', `${HEADER}, credential=x`, 'Authorization holds Credential twice.'],
  ['an empty value', HEADER.replace(/Credential=[^&]*/, 'Credential='), OTHER],
  ['empty quotes', HEADER.replace(/Credential=[^&]*/, 'Credential=""'), OTHER],
  ['a separator at the end', `${HEADER}&`, OTHER],
  ['two separators', HEADER.replace('&', '&&'), OTHER],
  ['spaces as separators', HEADER.replaceAll('&', ' '), OTHER],
  ['semicolons as separators', HEADER.replaceAll('&', ';'), 'Authorization lacks SignedHeaders and Signature.'],
  ['a space in a value', HEADER.replace('date;host', 'date; host'), OTHER],
  ['an unknown parameter', `${HEADER}&Secret=hidden`, OTHER],
])('names the problem of %s, and quotes no value', (_what, header, problem) => {
  expect(parseAuthorization(header)).toEqual({ problem });
});

test.each(['Basic QTpC', 'HMAC-SHA512 x', 'HMAC-SHA256\tx', 'HMAC-SHA256,x', 'XHMAC-SHA256 x', ''])(
  '%j is another scheme',
  (header) => {
    expect(isHmacAuthorization(header)).toBe(false);
  },
);

test('one space or several after the scheme make no difference, whatever follows', () => {
  const random = seeded();
  const parameters = HEADER.slice('HMAC-SHA256 '.length);
  for (let count = 0; count < 2000; count += 1) {
    const from = random.below(parameters.length);
    const changed = `${parameters.slice(0, from)}${random.pick([...'&,=; "a+-', ''])}${parameters.slice(from + random.below(3))}`;
    expect(parseAuthorization(`HMAC-SHA256 ${changed}`)).toEqual(parseAuthorization(`HMAC-SHA256  ${changed}`));
  }
});
