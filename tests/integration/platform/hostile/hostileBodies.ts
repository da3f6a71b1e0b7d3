import { gzipSync } from 'node:zlib';
import { KEY_SERVICE, ROLE_SERVICE } from '../platformClient.ts';
import { type HostileRow, type HostileTarget, MALFORMED, post, VALIDATION } from './hostileRow.ts';

const LIST = `${KEY_SERVICE}/List`;
const GET = `${KEY_SERVICE}/Get`;

/** Bodies that are not JSON, not UTF-8, of another type, or expensive to process. */
export function hostileBodies(target: HostileTarget): readonly HostileRow[] {
  return [...notJson(target), ...otherTypes(target), ...expensive(target)];
}

function notJson(target: HostileTarget): HostileRow[] {
  const inText = (...bytes: number[]) =>
    Buffer.concat([Buffer.from('{"Search":"'), Buffer.from(bytes), Buffer.from('"}')]);
  const rows: [name: string, body: string | Buffer, type?: string][] = [
    ['words', 'hello'],
    ['an object and a word', '{"Take":1}x'],
    ['a line break in a string', '{"Search":"a\nb"}'],
    ['two byte order marks', '\ufeff\ufeff{"Take":1}'],
    ['only a byte order mark', '\ufeff'],
    ['UTF-16 with a byte order mark', Buffer.from('\ufeff{"Take":1}', 'utf16le')],
    ['UTF-16, declared', Buffer.from('{"Take":1}', 'utf16le'), 'Content-Type: application/json; charset=utf-16le'],
    ['a byte that is not UTF-8', inText(0xff)],
    ['overlong UTF-8', inText(0xc0, 0x80)],
    ['a surrogate in UTF-8', inText(0xed, 0xa0, 0x80)],
    ['__proto__', '{"__proto__":{"Take":1}}'],
    ['__proto__ with escapes', '{"\\u005f_proto__":{"Take":1}}'],
    ['__proto__ within', '{"Take":{"__proto__":1}}'],
    ['constructor.prototype', '{"constructor":{"prototype":{"Take":1}}}'],
    ['100,000 objects that open', '{"a":'.repeat(100_000)],
    ['gzip, declared', gzipSync('{"Take":1}'), 'Content-Type: application/json\r\nContent-Encoding: gzip'],
  ];
  return rows.map(([name, body, type]) => ({
    name: `body: ${name}`,
    parts: post(target, LIST, body, type),
    rejection: MALFORMED,
  }));
}

function otherTypes(target: HostileTarget): HostileRow[] {
  const types = [
    ...['', 'text/plain', 'text/plain; application/json', 'application/x-www-form-urlencoded', 'application/jsonp'],
    ...[
      'application/*',
      'application/json, text/plain',
      'application/json x',
      'application /json',
      '"application/json"',
    ],
  ].map((type) => `Content-Type: ${type}`);
  // With these parameters it is JSON, of which the method takes only objects.
  const parameters = ['; charset="', ';;;', `; a=${'x'.repeat(10_000)}`, '; charset=utf-8; charset=x'];
  return [
    ...[...types, 'X: no type'].map((type) => ({
      name: `type: ${type}`,
      parts: post(target, GET, '{"id":"authkey.1"}', type),
      rejection: [415, 'UnsupportedMediaType'] as const,
    })),
    ...parameters.map((text) => ({
      name: `type: application/json${text.slice(0, 40)}`,
      parts: post(target, GET, '[]', `Content-Type: application/json${text}`),
      rejection: VALIDATION,
      field: 'body',
    })),
  ];
}

/** Within the size limit of a body. */
function expensive(target: HostileTarget): HostileRow[] {
  const CREATE_ROLE = `${ROLE_SERVICE}/Create`;
  const many = (length: number, item: string) => Array.from({ length }, () => item).join(',');
  const unknown = Array.from({ length: 8000 }, (_, index) => `"a${index}":1`).join(',');
  const large = '0'.repeat(1_000_000);
  const rows: [name: string, path: string, body: string, field: string][] = [
    ['200,000 brackets', LIST, '['.repeat(200_000) + ']'.repeat(200_000), 'body'],
    ['200,000 brackets within', GET, `{"id":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'id'],
    ['8,000 unknown fields', LIST, `{${unknown}}`, 'a0'],
    ['80,000 fields of the same name', LIST, `{${many(80_000, '"Take":1')},"Take":0}`, 'Take'],
    ['500,000 ids', `${KEY_SERVICE}/Delete`, `{"Ids":[${many(500_000, '1')}]}`, 'Ids'],
    ['300,000 permissions', CREATE_ROLE, `{"Name":"x","Permissions":[${many(300_000, '{}')}]}`, 'Permissions'],
    ['a number of 500,000 digits', LIST, `{"Skip":${'9'.repeat(500_000)}}`, 'Skip'],
    ['a search of 1 MB', LIST, `{"Search":"${large}"}`, 'Search'],
    ['an instant of 1 MB', LIST, `{"ExpiresBefore":"${large}"}`, 'ExpiresBefore'],
    ['a role name of 1 MB of spaces', CREATE_ROLE, `{"Name":"${' '.repeat(1_000_000)}"}`, 'Name'],
    ['a role name of letters and a line break', CREATE_ROLE, `{"Name":"${'x'.repeat(60_000)}\\n"}`, 'Name'],
    ['a cursor of 1 MB', `${KEY_SERVICE}/ListChanges`, `{"Cursor":"${large}"}`, 'Cursor'],
  ];
  return rows.map(([name, path, body, field]) => ({
    name: `expensive: ${name}`,
    parts: post(target, path, body),
    rejection: VALIDATION,
    field,
  }));
}
