import { gzipSync } from 'node:zlib';
import { ACCOUNT_SERVICE, KEY_SERVICE, ROLE_SERVICE } from '../platformClient.ts';
import { type HostileRow, type HostileTarget, post } from './hostileRow.ts';

const LIST = `${KEY_SERVICE}/List`;
const GET = `${KEY_SERVICE}/Get`;
const MALFORMED = { status: 400, code: 'MalformedRequest' } as const;

/** Bodies that are not JSON, not UTF-8, not labelled as what they are, or too much to look at. */
export function hostileBodies(target: HostileTarget): readonly HostileRow[] {
  return [...noJson(target), ...notLabelled(target), ...tooMuch(target)];
}

function noJson(target: HostileTarget): HostileRow[] {
  const inText = (...bytes: number[]) =>
    Buffer.concat([Buffer.from('{"Search":"'), Buffer.from(bytes), Buffer.from('"}')]);
  const rows: [name: string, body: string | Buffer][] = [
    ['words', 'hello'],
    ['a space', ' '],
    ['NUL', '\0'],
    ['half an object', '{"Take":'],
    ['an object and a word', '{"Take":1}x'],
    ['an object and NUL', '{"Take":1}\0'],
    ['single quotes', "{'Take':1}"],
    ['a line break in a text', '{"Search":"a\nb"}'],
    ['an unknown escape', '{"Search":"\\x41"}'],
    ['XML', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "attacker.example">]><x>&y;</x>'],
    ['a form', 'Take=1'],
    ['two byte order marks', '\ufeff\ufeff{"Take":1}'],
    ['a byte order mark within', '{"Take":\ufeff1}'],
    ['a byte order mark and nothing', '\ufeff'],
    ['UTF-16', Buffer.from('{"Take":1}', 'utf16le')],
    ['UTF-16 with a byte order mark', Buffer.from('\ufeff{"Take":1}', 'utf16le')],
    ['UTF-32', Buffer.from([0x7b, 0, 0, 0, 0x7d, 0, 0, 0])],
    ['a byte that is not UTF-8', inText(0xff)],
    ['half a letter', inText(0xe2, 0x82)],
    ['overlong UTF-8', inText(0xc0, 0x80)],
    ['a surrogate in UTF-8', inText(0xed, 0xa0, 0x80)],
    ['a letter beyond Unicode', inText(0xf4, 0x90, 0x80, 0x80)],
    ['__proto__', '{"__proto__":{"Take":1}}'],
    ['__proto__ with escapes', '{"\\u005f_proto__":{"Take":1}}'],
    ['__proto__ within', '{"Take":{"__proto__":1}}'],
    ['constructor.prototype', '{"constructor":{"prototype":{"Take":1}}}'],
    ['200,000 brackets that open', '['.repeat(200_000)],
    ['100,000 objects that open', '{"a":'.repeat(100_000)],
    ['gzip', gzipSync('{"Take":1}')],
  ];
  return [
    ...rows.map(([name, body]) => ({ name: `body: ${name}`, parts: post(target, LIST, body), ...MALFORMED })),
    {
      name: 'body: gzip that says so',
      parts: post(target, LIST, gzipSync('{"Take":1}'), { lines: ['Content-Encoding: gzip'] }),
      ...MALFORMED,
    },
    {
      name: 'body: UTF-16 that says so',
      parts: post(target, LIST, Buffer.from('{"Take":1}', 'utf16le'), {
        type: 'Content-Type: application/json; charset=utf-16le',
      }),
      ...MALFORMED,
    },
  ];
}

function notLabelled(target: HostileTarget): HostileRow[] {
  const types = [
    'text/plain',
    'text/json',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/octet-stream',
    'application/jsonp',
    'application/json5',
    'application/vnd.api+json',
    'application/*',
    '*/*',
    'application/json, text/plain',
    'application/json x',
    'application/json\tx',
    'application/ json',
    'application /json',
    'application',
    '/json',
    ';',
    '"application/json"',
    'nonsense',
    '',
  ];
  const body = '{"id":"authkey.1"}';
  return [
    ...types.map((type) => ({
      name: `type: ${JSON.stringify(type)}`,
      parts: post(target, GET, body, { type: `Content-Type: ${type}` }),
      status: 415,
      code: 'UnsupportedMediaType',
    })),
    { name: 'type: none', parts: post(target, GET, body, { type: null }), status: 415, code: 'UnsupportedMediaType' },
    {
      name: 'type: a form that is one',
      parts: post(target, GET, 'id=authkey.1', { type: 'Content-Type: application/x-www-form-urlencoded' }),
      status: 415,
      code: 'UnsupportedMediaType',
    },
    {
      name: 'type: a form in parts that is one',
      parts: post(target, GET, '--x\r\nContent-Disposition: form-data; name="id"\r\n\r\nauthkey.1\r\n--x--\r\n', {
        type: 'Content-Type: multipart/form-data; boundary=x',
      }),
      status: 415,
      code: 'UnsupportedMediaType',
    },
    ...['; charset', '; charset="', ';;;', `; a=${'x'.repeat(10_000)}`, '; a=\xff', '; charset=utf-8; charset=x'].map(
      (parameters) => ({
        name: `type: application/json${parameters.slice(0, 40)}, and no object`,
        parts: post(target, GET, '[]', { type: `Content-Type: application/json${parameters}` }),
        status: 400,
        code: 'Validation',
        field: 'body',
      }),
    ),
  ];
}

/** Within the limit of a body, and meant to keep the platform busy. */
function tooMuch(target: HostileTarget): HostileRow[] {
  const many = (length: number, item: string) => Array.from({ length }, () => item).join(',');
  const unknown = (length: number) => Array.from({ length }, (_, index) => `"a${index}":1`).join(',');
  const letters = 'x'.repeat(60_000);
  const rows: [name: string, path: string, body: string, field: string][] = [
    ['200,000 brackets', LIST, '['.repeat(200_000) + ']'.repeat(200_000), 'body'],
    ['200,000 brackets within', GET, `{"id":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'id'],
    ['8,000 unknown fields', LIST, `{${unknown(8000)}}`, 'a0'],
    ['80,000 fields of the same name', LIST, `{${many(80_000, '"Take":1')},"Take":0}`, 'Take'],
    ['500,000 ids', `${KEY_SERVICE}/Delete`, `{"Ids":[${many(500_000, '1')}]}`, 'Ids'],
    [
      '10,000 members that are no ids',
      `${ROLE_SERVICE}/Create`,
      `{"Name":"x","MemberIds":[${many(10_000, '1')}]}`,
      'MemberIds.0',
    ],
    [
      '300,000 permissions',
      `${ROLE_SERVICE}/Create`,
      `{"Name":"x","Permissions":[${many(300_000, '{}')}]}`,
      'Permissions',
    ],
    ['a number of 500,000 digits', LIST, `{"Skip":${'9'.repeat(500_000)}}`, 'Skip'],
    ['a text of 1 MB', LIST, JSON.stringify({ Search: 'x'.repeat(1_000_000) }), 'Search'],
    ['an instant of 1 MB', LIST, JSON.stringify({ ExpiresBefore: '2'.repeat(1_000_000) }), 'ExpiresBefore'],
    [
      'a user name of 1 MB',
      `${ACCOUNT_SERVICE}/FindByUsername`,
      JSON.stringify({ user: 'x'.repeat(1_000_000) }),
      'user',
    ],
    [
      'a role name of 1 MB of spaces',
      `${ROLE_SERVICE}/Create`,
      JSON.stringify({ Name: ' '.repeat(1_000_000) }),
      'Name',
    ],
    [
      'a role name of letters and a line break',
      `${ROLE_SERVICE}/Create`,
      JSON.stringify({ Name: `${letters}\n` }),
      'Name',
    ],
    ['a cursor of 1 MB', `${KEY_SERVICE}/ListChanges`, JSON.stringify({ Cursor: '0'.repeat(1_000_000) }), 'Cursor'],
  ];
  return rows.map(([name, path, body, field]) => ({
    name: `much: ${name}`,
    parts: post(target, path, body),
    status: 400,
    code: 'Validation',
    field,
  }));
}
