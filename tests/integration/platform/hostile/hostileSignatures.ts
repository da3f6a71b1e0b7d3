import { createHash } from 'node:crypto';
import { type ClientKey, KEY_SERVICE, type RawRequest, type SigningOverrides, sign } from '../platformClient.ts';
import {
  basicLine,
  type HostileRow,
  type HostileTarget,
  head,
  JSON_TYPE,
  UNAUTHORIZED,
  untilThrottled,
} from './hostileRow.ts';

const LIST = `${KEY_SERVICE}/List`;
const BODY = '{"Take":1}';
const REQUEST: RawRequest = { path: LIST, body: BODY };
const NEEDED = '[Credential][SignedHeaders][Signature] is required';
const EXPIRED = 'The access token has expired';
const BAD_DATE = 'Invalid access token date';
const BAD_CREDENTIAL = 'Invalid Credential';
const BAD_SIGNATURE = 'Invalid Signature';
const REQUIRED_HEADERS = ['x-ms-date', 'host', 'x-ms-content-sha256'] as const;

/** A signed request that is valid except for what is given here. */
interface Signing extends SigningOverrides {
  readonly key?: ClientKey;
  /** What is signed; the request that is sent differs from it by `sent`. */
  readonly signed?: RawRequest;
  readonly sent?: Partial<RawRequest>;
}

/** A rejected request: its signing, evaluated when it is sent, and the text of the challenge. */
type Case = readonly [name: string, signing: Signing | (() => Signing), text: string];

/** Signed requests that are rejected with 401 and one of the documented texts; unit tests cover the messages. */
export function hostileSignatures(target: HostileTarget): readonly HostileRow[] {
  const cases = [...parameterCases(target), ...tokenCases(target), ...signatureCases(target)];
  const rows = [...cases, ...headerCases(target), ...dateCases()].map((row) => toRow(target, row));
  return [...rows, ...otherSchemes(target), ...guesses(target)];
}

function toRow(target: HostileTarget, [name, signing, text]: Case): HostileRow {
  const ownKey = target.takeKey();
  return {
    name: `signature: ${name}`,
    parts: () => [signedRequest(target, ownKey, typeof signing === 'function' ? signing() : signing)],
    rejection: UNAUTHORIZED,
    challenges: [`HMAC-SHA256 error="invalid_token" error_description="${text.replaceAll('"', '\\"')}"`],
  };
}

function signedRequest(
  target: HostileTarget,
  ownKey: ClientKey,
  { key = ownKey, signed = REQUEST, sent = {}, ...overrides }: Signing,
): Buffer {
  const { method = 'POST', path, headers = [], body = '' } = { ...signed, ...sent };
  const pairs = [...sign(target.platform, key, signed, overrides).filter(([name]) => name !== 'host'), ...headers];
  const isChunked = headers.some(([name]) => name === 'transfer-encoding');
  const frame = isChunked ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const lines = [...pairs.map(([name, value]) => `${name}: ${value}`), JSON_TYPE, ...frame];
  return Buffer.concat([Buffer.from(head(target, `${method} ${path} HTTP/1.1`, lines), 'latin1'), Buffer.from(body)]);
}

/** Signs with a key and changes the `Authorization` value. */
function changed({ platform }: HostileTarget, key: ClientKey, change: (value: string) => string): Signing {
  const value = new Map(sign(platform, key, REQUEST)).get('authorization') ?? '';
  return { key, authorization: change(value) };
}

/** Which values of the header are complete is covered by the unit test of `authorizationHeader.ts`. */
function parameterCases(target: HostileTarget): Case[] {
  const key = target.takeKey();
  const value = () => changed(target, key, (right) => right).authorization ?? '';
  return [
    ['no parameters', { authorization: 'HMAC-SHA256 ' }, NEEDED],
    ['a second Authorization', () => ({ key, more: [['authorization', value()]] }), NEEDED],
    [
      'Basic as a second Authorization',
      { sent: { headers: [['authorization', basicLine('admin').slice(15)]] } },
      NEEDED,
    ],
  ];
}

function tokenCases({ expiredKey, deletedKey, takeKey }: HostileTarget): Case[] {
  const { Token: token } = takeKey();
  const tokens: [name: string, credential: string][] = [
    ['unknown', '0123456789abcdef'.repeat(2)],
    ['in upper case', token.toUpperCase()],
    ['without its last digit', token.slice(0, -1)],
    ['with an escaped NUL', `${token}%00`],
    ['with bytes beyond ASCII', `${token}\xe9\xff`],
    ['of 10 KB', 'a'.repeat(10_000)],
    ['with SQL', "'or'1'='1'--"],
    ['with a pattern', '%'],
    ['with quotes', '"\\"'],
  ];
  return [
    ...tokens.map(([name, credential]): Case => [`a token ${name}`, { credential }, BAD_CREDENTIAL]),
    ['a deleted key', { key: deletedKey }, BAD_CREDENTIAL],
    ['an expired key', { key: expiredKey }, EXPIRED],
  ];
}

/** Other spellings of a target are covered by `hmac.slow.test.ts`. */
function signatureCases(target: HostileTarget): Case[] {
  const { takeKey } = target;
  const bytesOf = (signature: string) => Buffer.from(signature, 'base64');
  const signatures: [name: string, change: (signature: string) => string][] = [
    ['of zeros', () => `${'A'.repeat(43)}=`],
    ['in hexadecimal', (signature) => bytesOf(signature).toString('hex')],
    ['without padding', (signature) => signature.replace('=', '')],
    ['that is not canonical', (signature) => signature.replace(/.=$/, (end) => `${nextLetter(end)}=`)],
    ['of 31 bytes', (signature) => bytesOf(signature).subarray(1).toString('base64')],
    ['of 10 KB', () => 'A'.repeat(10_000)],
    ['with bytes beyond ASCII', (signature) => `\xff${signature.slice(1)}`],
  ];
  const hash = (body: string) => createHash('sha256').update(body);
  const hashes: [name: string, contentHash: string][] = [
    ['of another body', hash('{"Take":2}').digest('base64')],
    ['in hexadecimal', hash(BODY).digest('hex')],
    ['without padding', hash(BODY).digest('base64').replace('=', '')],
    ['that is empty', ''],
    ['omitted as other services permit', 'UNSIGNED-PAYLOAD'],
  ];
  const chunked: Partial<RawRequest> = {
    headers: [['transfer-encoding', 'chunked']],
    body: `a\r\n${BODY}\r\n0\r\n\r\n`,
  };
  const changes: [name: string, signing: Signing][] = [
    ['the secret of another key', { key: { ...takeKey(), SecretKey: takeKey().SecretKey } }],
    ['an empty secret', { key: { ...takeKey(), SecretKey: '' } }],
    ['another body than was signed', { sent: { body: '{"Take":2}' } }],
    ['no body', { sent: { body: '' } }],
    ['a body where none was signed', { signed: { path: LIST }, sent: { body: BODY } }],
    ['a chunked body with a wrong hash', { contentHash: hash('').digest('base64'), sent: chunked }],
    ['a GET with an unsigned body', { signed: { method: 'GET', path: '/api/unknown' }, sent: { body: 'x' } }],
    ['a query that was added', { sent: { path: `${LIST}?Take=2` } }],
    ['another method', { sent: { method: 'PUT' } }],
    ['another path', { sent: { path: `${KEY_SERVICE}/ListChanges` } }],
  ];
  return [
    ...signatures.map(([name, change]): Case => {
      const key = takeKey();
      const signing = () => changed(target, key, (value) => value.replace(/(?<=Signature=).+/, change));
      return [`a signature ${name}`, signing, BAD_SIGNATURE];
    }),
    ...hashes.map(([name, contentHash]): Case => [`a hash ${name}`, { contentHash }, BAD_SIGNATURE]),
    ...changes.map(([name, signing]): Case => [name, signing, BAD_SIGNATURE]),
  ];
}

function headerCases({ host }: HostileTarget): Case[] {
  const without = (omitted: string) => REQUIRED_HEADERS.filter((name) => name !== omitted);
  const missing = (name: string) => `Signed request header '${name}' is not provided`;
  const date = new Date().toUTCString();
  const twice = (name: string, ...values: string[]): Case => [
    `sent twice: ${name}`,
    { more: values.map((value) => [name, value] as const), signedHeaders: [...new Set([...REQUIRED_HEADERS, name])] },
    BAD_SIGNATURE,
  ];
  return [
    ...REQUIRED_HEADERS.map(
      (name): Case => [`unsigned ${name}`, { signedHeaders: without(name) }, `${name} is required as a signed header`],
    ),
    [
      'Date signed and x-ms-date not',
      { signedHeaders: ['date', ...without('x-ms-date')], more: [['date', date]] },
      'x-ms-date is required as a signed header',
    ],
    ['x-ms-date not sent', { omit: ['x-ms-date'] }, missing('x-ms-date')],
    ['hash not sent', { omit: ['x-ms-content-sha256'] }, missing('x-ms-content-sha256')],
    ...['x-lost', '__proto__', '', 'x'.repeat(8000), 'a"b'].map(
      (name): Case => [
        `signed and not sent: ${name.slice(0, 40)}`,
        { signedHeaders: [...REQUIRED_HEADERS, name] },
        missing(name),
      ],
    ),
    twice('x-twice', 'a', 'b'),
    twice('x-twice-same', 'a', 'a'),
    twice('x-ms-date', date),
    twice('x-ms-content-sha256', 'x'),
    ['another host than was signed', { host: host.replace('127.0.0.1', 'localhost') }, BAD_SIGNATURE],
  ];
}

/** Which texts are dates is covered by the unit test of `httpDate.ts`, the exact limits by `hmac.slow.test.ts`. */
function dateCases(): Case[] {
  return [
    ['an empty date', { date: '' }, BAD_DATE],
    ['milliseconds as the date', { date: String(Date.now()) }, BAD_DATE],
    ['milliseconds in Date', { date: String(Date.now()), dateHeader: 'date' }, BAD_DATE],
    ['the epoch in Date', { date: 'Thu, 01 Jan 1970 00:00:00 GMT', dateHeader: 'date' }, EXPIRED],
    // White space around a value is not part of it, so the signed text differs.
    ['a date with trailing spaces', { date: `${new Date().toUTCString()}  ` }, BAD_SIGNATURE],
  ];
}

/** @returns rows whose scheme is not that of signed requests. */
function otherSchemes(target: HostileTarget): HostileRow[] {
  const key = target.takeKey();
  return ['HMAC-SHA256\t', 'HMAC-SHA512', 'HMAC-SHA256,'].map((scheme) => ({
    name: `signature: the scheme ${JSON.stringify(scheme)}`,
    parts: () => [
      signedRequest(
        target,
        key,
        changed(target, key, (value) => value.replace('HMAC-SHA256', scheme)),
      ),
    ],
    rejection: UNAUTHORIZED,
    message: 'Authentication is required: HMAC-SHA256 or Basic. Authorization has another scheme.',
  }));
}

/** Guesses at the secret of a client that is served meanwhile, and at one that does not exist. */
function guesses(target: HostileTarget): HostileRow[] {
  const signature = `${'B'.repeat(42)}A=`;
  const unknown = { Token: 'f'.repeat(32), SecretKey: '' };
  const cases: Case[] = [
    ['a guess at a key in use', { key: target.usedKey, signature }, BAD_SIGNATURE],
    ['a guess at an unknown token', { key: unknown, signature }, BAD_CREDENTIAL],
  ];
  return cases.flatMap((row) => untilThrottled(toRow(target, row)));
}

/** Returns the base64 digit that differs only in the bits that padding leaves unused. */
function nextLetter(end: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return letters[letters.indexOf(end.charAt(0)) ^ 1] ?? '';
}
