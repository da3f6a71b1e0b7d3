import { gzipSync } from 'node:zlib';
import { KEY_SERVICE } from '../platformClient.ts';
import {
  BOTH_CHALLENGES,
  bareHead,
  type HostileRow,
  type HostileTarget,
  head,
  JSON_TYPE,
  type Parts,
  postHead,
} from './hostileRow.ts';

/** A body of 20 bytes, 14 hexadecimal, that would be answered with 404 `NotFound` when it arrived. */
const BODY = '{"id":"authkey.999"}';
const GET = `${KEY_SERVICE}/Get`;
const MALFORMED = { status: 400, code: 'MalformedRequest' } as const;
const TOO_LARGE = { status: 413, code: 'TooLarge' } as const;

/** Bodies whose length is said twice, wrongly or not at all, and chunks that are none. */
export function hostileFraming(target: HostileTarget): readonly HostileRow[] {
  return [...lengths(target), ...chunks(target), ...sizes(target)];
}

function lengths(target: HostileTarget): HostileRow[] {
  const chunked = `14\r\n${BODY}\r\n0\r\n\r\n`;
  const smuggled = `0\r\n\r\n${bareHead('GET /health HTTP/1.1', [`Host: ${target.host}`])}`;
  const rows: [name: string, lines: readonly string[], body: string][] = [
    ['Content-Length, then chunked', ['Content-Length: 20', 'Transfer-Encoding: chunked'], chunked],
    ['chunked, then Content-Length', ['Transfer-Encoding: chunked', 'Content-Length: 20'], chunked],
    ['a request behind both', ['Content-Length: 5', 'Transfer-Encoding: chunked'], smuggled],
    ['Content-Length twice, the same', ['Content-Length: 20', 'Content-Length: 20'], BODY],
    ['Content-Length twice, different', ['Content-Length: 20', 'Content-Length: 21'], BODY],
    ['Content-Length as a list', ['Content-Length: 20, 20'], BODY],
    ...['-1', '+20', '0x14', '20.0', '2e1', '2 0', '20;', '', 'NaN', '9'.repeat(23), '18446744073709551636'].map(
      (length): [string, string[], string] => [`Content-Length "${length}"`, [`Content-Length: ${length}`], BODY],
    ),
    ...['identity', 'xchunked', 'chunked, identity', 'chunked, chunked', '"chunked"', '\x0bchunked', ''].map(
      (coding): [string, string[], string] => [
        `Transfer-Encoding ${JSON.stringify(coding)}`,
        [`Transfer-Encoding: ${coding}`],
        chunked,
      ],
    ),
    ['Transfer-Encoding gzip, chunked', ['Transfer-Encoding: gzip, chunked'], gzipChunk()],
    ['Transfer-Encoding twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], chunked],
    ['a space behind Transfer-Encoding', ['Transfer-Encoding : chunked'], chunked],
    ['more bytes than Content-Length', ['Content-Length: 19'], BODY],
    ['a body without a length', [], BODY],
  ];
  return rows.map(([name, lines, body]) => ({
    name: `length: ${name}`,
    parts: [postHead(target, GET, lines) + body],
    ...MALFORMED,
  }));
}

function gzipChunk(): string {
  const bytes = gzipSync(BODY);
  return `${bytes.length.toString(16)}\r\n${bytes.toString('latin1')}\r\n0\r\n\r\n`;
}

function chunks(target: HostileTarget): HostileRow[] {
  const end = '\r\n0\r\n\r\n';
  const rows: [name: string, body: string][] = [
    ['a size that is no number', `zz\r\n${BODY}${end}`],
    ['an empty size', `\r\n${BODY}${end}`],
    ['a negative size', `-14\r\n${BODY}${end}`],
    ['a size with a plus', `+14\r\n${BODY}${end}`],
    ['a size with 0x', `0x14\r\n${BODY}${end}`],
    ['a size and a space', `14 \r\n${BODY}${end}`],
    ['a size as a list', `14,14\r\n${BODY}${end}`],
    ['a size beyond 64 bits', `FFFFFFFFFFFFFFFFF\r\n${BODY}${end}`],
    ['a size that is too small', `10\r\n${BODY}${end}`],
    ['bytes behind a chunk', `14\r\n${BODY}XX0\r\n\r\n`],
    ['LF behind a size', `14\n${BODY}${end}`],
    ['LF behind a chunk', `14\r\n${BODY}\n0\r\n\r\n`],
    ['an extension with NUL', `14;a=\0\r\n${BODY}${end}`],
    ['an extension with LF', `14;a=\n${BODY}${end}`],
    ['an extension over 16 KiB', `14;a=${'x'.repeat(20_000)}\r\n${BODY}${end}`],
    ['a trailer with NUL', `14\r\n${BODY}\r\n0\r\nX: a\0\r\n\r\n`],
    ['a trailer without a colon', `14\r\n${BODY}\r\n0\r\nX\r\n\r\n`],
    ['a trailer that is folded', `14\r\n${BODY}\r\n0\r\nX: a\r\n b\r\n\r\n`],
    ['Content-Length as a trailer', `14\r\n${BODY}\r\n0\r\nContent-Length: 5\r\n\r\n`],
    ['Transfer-Encoding as a trailer', `14\r\n${BODY}\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n`],
  ];
  const chunked = ['Transfer-Encoding: chunked'];
  return [
    ...rows.map(([name, body]) => ({
      name: `chunks: ${name}`,
      parts: [postHead(target, GET, chunked) + body],
      ...MALFORMED,
    })),
    {
      name: 'chunks: a trailer over 16 KiB',
      parts: [`${postHead(target, GET, chunked)}14\r\n${BODY}\r\n0\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
      status: 431,
      code: 'TooLarge',
    },
    {
      name: 'chunks: credentials as a trailer',
      parts: [
        `${head(target, `POST ${GET} HTTP/1.1`, [JSON_TYPE, ...chunked])}14\r\n${BODY}\r\n0\r\nAuthorization: Basic x\r\n\r\n`,
      ],
      status: 401,
      code: 'Unauthorized',
      challenges: BOTH_CHALLENGES,
    },
  ];
}

function sizes(target: HostileTarget): HostileRow[] {
  const spaces = (length: number) => Buffer.alloc(length, ' ');
  const limit = 1024 * 1024;
  const rows: [name: string, lines: readonly string[], body: Parts][] = [
    ['1 MiB and a byte', [`Content-Length: ${limit + 1}`], [spaces(limit + 1)]],
    [
      '1 MiB and a byte in one chunk',
      ['Transfer-Encoding: chunked'],
      ['100001\r\n', spaces(limit + 1), '\r\n0\r\n\r\n'],
    ],
    [
      '1 MiB and a byte in many chunks',
      ['Transfer-Encoding: chunked'],
      [Buffer.from(`400\r\n${' '.repeat(1024)}\r\n`.repeat(1024)), '1\r\n \r\n0\r\n\r\n'],
    ],
    ['8 MiB', [`Content-Length: ${8 * limit}`], [spaces(8 * limit)]],
    ['10 GiB that do not come', [`Content-Length: ${10 * 1024 * limit}`], ['{']],
    ['2 MiB that wait to be asked for', [`Content-Length: ${2 * limit}`, 'Expect: 100-continue'], []],
    ['1 MiB and a byte behind gzip', [`Content-Length: ${limit + 1}`, 'Content-Encoding: gzip'], [spaces(limit + 1)]],
  ];
  return rows.map(([name, lines, body]) => ({
    name: `size: ${name}`,
    parts: [postHead(target, GET, lines), ...body],
    ...TOO_LARGE,
  }));
}

/** Requests that come too slowly or not to their end. */
export function hostileDelays(target: HostileTarget): readonly HostileRow[] {
  const length = postHead(target, GET, ['Content-Length: 20']);
  const chunked = postHead(target, GET, ['Transfer-Encoding: chunked']);
  const open = head(target, 'GET /health HTTP/1.1', ['Content-Length: 20']);
  const long = head(target, 'GET /health HTTP/1.1', [`X: ${'x'.repeat(100)}`]);
  const lines = Array.from({ length: 100 }, (_, index) => `X-${index}: y\r\n`);
  const rows: [name: string, parts: Parts, everyMs?: number][] = [
    ['nothing at all', []],
    ['one byte', ['G']],
    ['empty lines only', ['\r\n'.repeat(2000)]],
    ['HTTP/0.9 without an empty line', ['GET /health\r\n']],
    ['half a head', [`GET /health HTTP/1.1\r\nHost: ${target.host}`]],
    ['a head without its empty line', [length.slice(0, -2)]],
    ['a head byte by byte', [...long], 30],
    ['a head line by line', [`GET /health HTTP/1.1\r\nHost: ${target.host}\r\n`, ...lines], 50],
    ['a head and no body', [length]],
    ['half a body', [length + BODY.slice(0, 10)]],
    ['a body byte by byte', [length, ...BODY], 300],
    ['a body that an open path does not take', [open + BODY.slice(0, 10)]],
    ['half a chunk', [`${chunked}14\r\n${BODY.slice(0, 10)}`]],
    ['a chunk and no end', [`${chunked}14\r\n${BODY}\r\n`]],
    ['chunks of one byte, one by one', [chunked, ...Array.from({ length: 50 }, () => '1\r\n \r\n')], 150],
    ['a chunk size without an end', [chunked, ...'0'.repeat(50)], 150],
    ['trailers one by one', [`${chunked}14\r\n${BODY}\r\n0\r\n`, ...lines], 80],
    ['a chunk of 256 TiB', [`${chunked}FFFFFFFFFFFF\r\n${BODY}`]],
  ];
  return rows.map(([name, parts, everyMs]) => ({
    name: `delay: ${name}`,
    parts,
    ...(everyMs === undefined ? {} : { everyMs }),
    status: 408,
    code: 'Timeout',
  }));
}
