import { createHash } from 'node:crypto';
import { type ClientKey, KEY_SERVICE, type RawRequest, type SigningOverrides, sign } from '../platformClient.ts';
import { BOTH_CHALLENGES, basicLine, type HostileRow, type HostileTarget, head, JSON_TYPE } from './hostileRow.ts';

const LIST = `${KEY_SERVICE}/List`;
const BODY = '{"Take":1}';
const NEEDED = '[Credential][SignedHeaders][Signature] is required';
const EXPIRED = 'The access token has expired';
const BAD_CREDENTIAL = 'Invalid Credential';
const BAD_SIGNATURE = 'Invalid Signature';
const REQUIRED_HEADERS = ['x-ms-date', 'host', 'x-ms-content-sha256'] as const;

/** A signed request that is right but for what is named here. */
export interface Signing extends SigningOverrides {
  readonly key?: ClientKey;
  /** What is signed; the request of a row differs from it by `sent`. */
  readonly signed?: RawRequest;
  readonly sent?: Partial<RawRequest>;
}

/** Signed requests that are refused with 401 and one of the documented texts. */
export function hostileSignatures(target: HostileTarget): readonly HostileRow[] {
  const lists = [...parameterRows(target), ...tokenRows(target), ...signatureRows(target), ...headerRows(target)];
  return [...lists.map(([name, signing, text]) => refused(target, name, signing, text)), ...others(target)];
}

/** Makes the row of a signed request that is refused with a text, which stands in the challenge as well. */
export function refused(
  target: HostileTarget,
  name: string,
  signing: Signing | (() => Signing),
  text: string,
  quoted = text,
): HostileRow {
  const ownKey = target.takeKey();
  return {
    name: `signature: ${name}`,
    parts: () => [signedRequest(target, ownKey, typeof signing === 'function' ? signing() : signing)],
    status: 401,
    code: 'Unauthorized',
    message: text,
    challenges: [`HMAC-SHA256 error="invalid_token" error_description="${quoted}"`],
  };
}

function signedRequest(
  target: HostileTarget,
  ownKey: ClientKey,
  { key = ownKey, signed = { path: LIST, body: BODY }, sent = {}, ...overrides }: Signing,
): Buffer {
  const { method = 'POST', path, headers = [], body = '' } = { ...signed, ...sent };
  const pairs = [...sign(target.platform, key, signed, overrides).filter(([name]) => name !== 'host'), ...headers];
  const isChunked = headers.some(([name]) => name === 'transfer-encoding');
  const frame = isChunked ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const lines = [...pairs.map(([name, value]) => `${name}: ${value}`), JSON_TYPE, ...frame];
  return Buffer.concat([Buffer.from(head(target, `${method} ${path} HTTP/1.1`, lines), 'latin1'), Buffer.from(body)]);
}

type Case = readonly [name: string, signing: Signing | (() => Signing), text: string];

function parameterRows({ platform, takeKey }: HostileTarget): Case[] {
  const key = takeKey();
  const right = () => new Map(sign(platform, key, { path: LIST, body: BODY })).get('authorization') ?? '';
  const changes: [name: string, change: (authorization: string) => string][] = [
    ['no parameters behind the space', () => 'HMAC-SHA256 '],
    ['semicolons', (value) => value.replaceAll('&', ';')],
    ['no token', (value) => value.replace(/Credential=\w+&/, '')],
    ['no signed headers', (value) => value.replace(/SignedHeaders=[^&]+&/, '')],
    ['empty signed headers', (value) => value.replace(/SignedHeaders=[^&]+/, 'SignedHeaders=')],
    ['an empty signature', (value) => value.replace(/Signature=.+/, 'Signature=')],
    ['two signatures', (value) => value.replace('&', '&Signature=x&')],
    ['an ampersand at the end', (value) => `${value}&`],
    ['an ampersand too many', (value) => value.replace('&', '&&')],
    ['names in lower case', (value) => value.toLowerCase().replace('hmac-sha256', 'HMAC-SHA256')],
    ['a space in the signature', (value) => value.replace('Signature=', 'Signature= ')],
    ['a quoted token', (value) => value.replace(/Credential=(\w+)/, 'Credential="$1" ')],
    ['__proto__ for a parameter', (value) => value.replace('Credential', '__proto__')],
  ];
  return [
    ...changes.map(([name, change]): Case => [name, () => ({ key, authorization: change(right()) }), NEEDED]),
    ['a second Authorization', () => ({ key, more: [['authorization', right()]] }), NEEDED],
    [
      'Basic as a second Authorization',
      { sent: { headers: [['authorization', basicLine('admin').slice(15)]] } },
      NEEDED,
    ],
  ];
}

function tokenRows({ expiredKey, deletedKey, takeKey }: HostileTarget): Case[] {
  const { Token: token } = takeKey();
  const tokens: [name: string, credential: string][] = [
    ['that nobody has', '0123456789abcdef'.repeat(2)],
    ['in upper case', token.toUpperCase()],
    ['without its last digit', token.slice(0, -1)],
    ['with another digit', `${token}0`],
    ['with an escaped line', 'x%0D%0ASet-Cookie:%20a=b'],
    ['with an escaped NUL', `${token}%00`],
    ['with letters beyond ASCII', `${token}\xe9\xff`],
    ['of 10 KB', 'a'.repeat(10_000)],
    ['of SQL', "'or'1'='1'--"],
    ['of a pattern', '%'],
    ['of JSON', '{"$ne":null}'],
    ['of quotes', '"\\"'],
    ['of a path', '../../x'],
  ];
  return [
    ...tokens.map(([name, credential]): Case => [`a token ${name}`, { credential }, BAD_CREDENTIAL]),
    ['a deleted key', { key: deletedKey }, BAD_CREDENTIAL],
    ['an expired key', { key: expiredKey }, EXPIRED],
  ];
}

function signatureRows({ takeKey, platform }: HostileTarget): Case[] {
  const request: RawRequest = { path: LIST, body: BODY };
  const respelled = (name: string, change: (signature: string) => string): Case => {
    const key = takeKey();
    const authorization = () => {
      const value = new Map(sign(platform, key, request)).get('authorization') ?? '';
      return value.replace(/(?<=Signature=).+/, change);
    };
    return [`a signature ${name}`, () => ({ key, authorization: authorization() }), BAD_SIGNATURE];
  };
  const bytesOf = (signature: string) => Buffer.from(signature, 'base64');
  const hash = (body: string) => createHash('sha256').update(body);
  const unsigned = (name: string, contentHash: string): Case => [`a hash ${name}`, { contentHash }, BAD_SIGNATURE];
  const sent = (name: string, what: Partial<RawRequest>): Case => [name, { sent: what }, BAD_SIGNATURE];
  return [
    respelled('of zeros', () => `${'A'.repeat(43)}=`),
    respelled('in hexadecimal', (signature) => bytesOf(signature).toString('hex')),
    respelled('in base64url', () => `${'-_'.repeat(21)}A=`),
    respelled('without padding', (signature) => signature.replace('=', '')),
    respelled('with more padding', (signature) => `${signature}=`),
    respelled('that is not canonical', (signature) => signature.replace(/.=$/, (end) => `${nextLetter(end)}=`)),
    respelled('of one byte', () => 'AA=='),
    respelled('of 31 bytes', (signature) => bytesOf(signature).subarray(1).toString('base64')),
    respelled('of 33 bytes', (signature) => Buffer.concat([bytesOf(signature), Buffer.of(0)]).toString('base64')),
    respelled('of 10 KB', () => 'A'.repeat(10_000)),
    respelled('with letters beyond ASCII', (signature) => `\xff${signature.slice(1)}`),
    ['the secret of another key', { key: { ...takeKey(), SecretKey: takeKey().SecretKey } }, BAD_SIGNATURE],
    ['an empty secret', { key: { ...takeKey(), SecretKey: '' } }, BAD_SIGNATURE],
    unsigned('of another body', hash('{"Take":2}').digest('base64')),
    unsigned('of no body', hash('').digest('base64')),
    unsigned('in hexadecimal', hash(BODY).digest('hex')),
    unsigned('in base64url', hash(BODY).digest('base64url')),
    unsigned('without padding', hash(BODY).digest('base64').replace('=', '')),
    unsigned('that is empty', ''),
    unsigned('left out as other services allow', 'UNSIGNED-PAYLOAD'),
    sent('another body than was signed', { body: '{"Take":2}' }),
    sent('a body with a space more', { body: `${BODY} ` }),
    sent('no body', { body: '' }),
    ['a body where none was signed', { signed: { path: LIST }, sent: { body: BODY } }, BAD_SIGNATURE],
    [
      'a chunked body with a wrong hash',
      {
        contentHash: hash('').digest('base64'),
        sent: { headers: [['transfer-encoding', 'chunked']], body: `a\r\n${BODY}\r\n0\r\n\r\n` },
      },
      BAD_SIGNATURE,
    ],
    [
      'a GET with a body that was not signed',
      { signed: { method: 'GET', path: '/api/unknown' }, sent: { body: 'x' } },
      BAD_SIGNATURE,
    ],
    [
      'a form with a wrong hash',
      { signed: { path: '/api/unknown', body: 'a=b' }, contentHash: hash('x').digest('base64') },
      BAD_SIGNATURE,
    ],
    sent('a query that was added', { path: `${LIST}?Take=2` }),
    sent('an empty query that was added', { path: `${LIST}?` }),
    ['a query that was removed', { signed: { path: `${LIST}?a=b`, body: BODY }, sent: { path: LIST } }, BAD_SIGNATURE],
    sent('another method', { method: 'PUT' }),
    sent('another path', { path: `${KEY_SERVICE}/ListChanges` }),
    sent('a path in other letters', { path: LIST.toLowerCase() }),
    sent('a path that is escaped', { path: LIST.replace('Base', '%42ase') }),
  ];
}

function headerRows({ platform }: HostileTarget): Case[] {
  const { host } = new URL(platform.address);
  const without = (left: string) => REQUIRED_HEADERS.filter((name) => name !== left);
  const required = (name: string): Case => [
    `unsigned ${name}`,
    { signedHeaders: without(name) },
    `${name} is required as a signed header`,
  ];
  const lost = (name: string): Case => [
    `signed and not sent: ${name.slice(0, 40)}`,
    { signedHeaders: [...REQUIRED_HEADERS, name] },
    `Signed request header '${name}' is not provided`,
  ];
  const date = new Date().toUTCString();
  const twice = (name: string, ...values: string[]): Case => [
    `sent twice: ${name}`,
    { more: values.map((value) => [name, value] as const), signedHeaders: [...new Set([...REQUIRED_HEADERS, name])] },
    BAD_SIGNATURE,
  ];
  return [
    ...REQUIRED_HEADERS.map(required),
    [
      'nothing signed but a date',
      { signedHeaders: ['date'], more: [['date', date]] },
      'x-ms-date is required as a signed header',
    ],
    [
      'Date signed and x-ms-date not',
      { signedHeaders: ['date', ...without('x-ms-date')], more: [['date', date]] },
      'x-ms-date is required as a signed header',
    ],
    ['x-ms-date not sent', { omit: ['x-ms-date'] }, "Signed request header 'x-ms-date' is not provided"],
    ['hash not sent', { omit: ['x-ms-content-sha256'] }, "Signed request header 'x-ms-content-sha256' is not provided"],
    ...['x-lost', '__proto__', 'constructor', '', 'x'.repeat(8000)].map(lost),
    twice('x-twice', 'a', 'b'),
    twice('x-twice-alike', 'a', 'a'),
    twice('x-ms-date', date),
    twice('x-ms-content-sha256', 'x'),
    ['another host than was signed', { host: host.replace('127.0.0.1', 'localhost') }, BAD_SIGNATURE],
    ['a host without port signed', { host: '127.0.0.1' }, BAD_SIGNATURE],
  ];
}

function others(target: HostileTarget): HostileRow[] {
  const key = target.takeKey();
  const scheme = ['hmac-sha256', 'HMAC-Sha256', 'HMAC-SHA256\t', 'HMAC-SHA512', 'HMAC-SHA256,'];
  const quotes = [...REQUIRED_HEADERS, 'a"b'];
  const unread = { status: 401, code: 'Unauthorized', challenges: BOTH_CHALLENGES };
  return [
    ...scheme.map((name) => ({
      name: `signature: the scheme ${JSON.stringify(name)}`,
      parts: () => [changed(target, key, (value) => value.replace('HMAC-SHA256', name))],
      ...unread,
      message: 'Authentication is required: HMAC-SHA256 or Basic.',
    })),
    refused(
      target,
      'signed and not sent: a name with a quote',
      { signedHeaders: quotes },
      `Signed request header 'a"b' is not provided`,
      `Signed request header 'a\\"b' is not provided`,
    ),
    {
      name: 'signature: NUL in the token',
      parts: () => [changed(target, key, (value) => value.replace('Credential=', 'Credential=\0'))],
      status: 400,
      code: 'MalformedRequest',
    },
    {
      name: 'signature: a token over 16 KiB',
      parts: () => [changed(target, key, (value) => value.replace('Credential=', `Credential=${'a'.repeat(16_384)}`))],
      status: 431,
      code: 'TooLarge',
    },
    ...[target.usedKey, { Token: 'f'.repeat(32), SecretKey: '' }].map((guessed) => ({
      name: `signature: the eleventh wrong one for ${guessed === target.usedKey ? 'a key in use' : 'an unknown token'}`,
      parts: () => [signedRequest(target, guessed, { signature: `${'B'.repeat(42)}A=` })],
      times: 11,
      status: 429,
      code: 'Throttled',
      message: 'Too many failed attempts with these credentials. Try again later.',
      challenges: [],
    })),
  ];
}

function changed(target: HostileTarget, key: ClientKey, change: (authorization: string) => string): Buffer {
  const value = new Map(sign(target.platform, key, { path: LIST, body: BODY })).get('authorization') ?? '';
  return signedRequest(target, key, { authorization: change(value) });
}

/** The letter that stands for the same bits but for those that padding leaves unused. */
function nextLetter(end: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return letters[letters.indexOf(end.charAt(0)) ^ 1] ?? '';
}
