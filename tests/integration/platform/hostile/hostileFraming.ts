import { KEY_SERVICE } from '../platformClient.ts';
import {
  bareHead,
  HEAD_TOO_LARGE,
  type HostileRow,
  type HostileTarget,
  head,
  JSON_TYPE,
  MALFORMED,
  type Parts,
  postHead,
  type Rejection,
  UNAUTHORIZED,
} from './hostileRow.ts';

/** A body of 20 bytes (14 hexadecimal); if it were read, the response would be 404 `NotFound`. */
const BODY = '{"id":"authkey.999"}';
const GET = `${KEY_SERVICE}/Get`;
const CHUNKED = 'Transfer-Encoding: chunked';
const END = '\r\n0\r\n\r\n';

/** Bodies whose length is ambiguous, wrong, missing or too large, and invalid chunks. */
export function hostileFraming(target: HostileTarget): readonly HostileRow[] {
  return [...lengths(target), ...chunks(target), ...sizes(target)];
}

function lengths(target: HostileTarget): HostileRow[] {
  const chunked = `14\r\n${BODY}${END}`;
  const smuggled = `0\r\n\r\n${bareHead('GET /health HTTP/1.1', [`Host: ${target.host}`])}`;
  const rows: [lines: readonly string[], body: string][] = [
    [['Content-Length: 20', CHUNKED], chunked],
    [[CHUNKED, 'Content-Length: 20'], chunked],
    [['Content-Length: 5', CHUNKED], smuggled],
    [['Content-Length: 20', 'Content-Length: 20'], BODY],
    [['Content-Length: 20', 'Content-Length: 21'], BODY],
    ...['20, 20', '-1', '+20', '0x14', '2 0', '', '9'.repeat(23), '18446744073709551636'].map(
      (length): [string[], string] => [[`Content-Length: ${length}`], BODY],
    ),
    ...['identity', 'xchunked', 'chunked, identity', 'chunked, chunked', '"chunked"', ''].map(
      (coding): [string[], string] => [[`Transfer-Encoding: ${coding}`], chunked],
    ),
    [[CHUNKED, CHUNKED], chunked],
    [['Transfer-Encoding : chunked'], chunked],
    // More bytes than stated.
    [['Content-Length: 19'], BODY],
    [[], BODY],
  ];
  return rows.map(([lines, body]) => ({
    name: `length: ${lines.join(', ')}`,
    parts: [postHead(target, GET, lines) + body],
    rejection: MALFORMED,
  }));
}

function chunks(target: HostileTarget): HostileRow[] {
  const rows: [name: string, body: string, rejection?: Rejection][] = [
    ...['zz', '', '-14', '0x14', '14 ', 'FFFFFFFFFFFFFFFFF', '10'].map((size): [string, string] => [
      `the size "${size}"`,
      `${size}\r\n${BODY}${END}`,
    ]),
    ['bytes after a chunk', `14\r\n${BODY}XX0\r\n\r\n`],
    ['LF after a size', `14\n${BODY}${END}`],
    ['LF after a chunk', `14\r\n${BODY}\n0\r\n\r\n`],
    ['an extension with LF', `14;a=\n${BODY}${END}`],
    ['an extension over 16 KiB', `14;a=${'x'.repeat(20_000)}\r\n${BODY}${END}`],
    ['a trailer without a colon', `14\r\n${BODY}\r\n0\r\nX\r\n\r\n`],
    ['Content-Length as a trailer', `14\r\n${BODY}\r\n0\r\nContent-Length: 5\r\n\r\n`],
    ['a trailer over 16 KiB', `14\r\n${BODY}\r\n0\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, HEAD_TOO_LARGE],
  ];
  const anonymous = head(target, `POST ${GET} HTTP/1.1`, [JSON_TYPE, CHUNKED]);
  return [
    ...rows.map(([name, body, rejection = MALFORMED]) => ({
      name: `chunks: ${name}`,
      parts: [postHead(target, GET, [CHUNKED]) + body],
      rejection,
    })),
    {
      name: 'chunks: credentials as a trailer',
      parts: [`${anonymous}14\r\n${BODY}\r\n0\r\nAuthorization: Basic x\r\n\r\n`],
      rejection: UNAUTHORIZED,
    },
  ];
}

function sizes(target: HostileTarget): HostileRow[] {
  const limit = 1024 * 1024;
  const tooLarge = Buffer.alloc(limit + 1, ' ');
  const rows: [name: string, lines: readonly string[], body: Parts][] = [
    ['1 MiB and a byte', [`Content-Length: ${limit + 1}`], [tooLarge]],
    ['1 MiB and a byte in one chunk', [CHUNKED], ['100001\r\n', tooLarge, END]],
    [
      '1 MiB and a byte in many chunks',
      [CHUNKED],
      [Buffer.from(`400\r\n${' '.repeat(1024)}\r\n`.repeat(1024)), `1\r\n ${END}`],
    ],
    ['10 GiB that are not sent', [`Content-Length: ${10 * 1024 * limit}`], ['{']],
    ['2 MiB announced with Expect', [`Content-Length: ${2 * limit}`, 'Expect: 100-continue'], []],
  ];
  return rows.map(([name, lines, body]) => ({
    name: `size: ${name}`,
    parts: [postHead(target, GET, lines), ...body],
    rejection: [413, 'TooLarge'],
  }));
}

/** Requests that are too slow or incomplete. */
export function hostileDelays(target: HostileTarget): readonly HostileRow[] {
  const length = postHead(target, GET, ['Content-Length: 20']);
  const chunked = postHead(target, GET, [CHUNKED]);
  const open = head(target, 'GET /health HTTP/1.1', ['Content-Length: 20']);
  const long = head(target, 'GET /health HTTP/1.1', [`X: ${'x'.repeat(100)}`]);
  const lines = Array.from({ length: 100 }, (_, index) => `X-${index}: y\r\n`);
  const rows: [name: string, parts: Parts, everyMs?: number][] = [
    ['nothing at all', []],
    ['only empty lines', ['\r\n'.repeat(2000)]],
    ['a head without its empty line', [length.slice(0, -2)]],
    ['a head byte by byte', [...long], 30],
    ['a head and no body', [length]],
    ['a body byte by byte', [length, ...BODY], 300],
    ['a body for an open path that takes none', [open + BODY.slice(0, 10)]],
    ['half a chunk', [`${chunked}14\r\n${BODY.slice(0, 10)}`]],
    ['a chunk and no end', [`${chunked}14\r\n${BODY}\r\n`]],
    ['chunks of one byte, one by one', [chunked, ...Array.from({ length: 50 }, () => '1\r\n \r\n')], 150],
    ['trailers one by one', [`${chunked}14\r\n${BODY}\r\n0\r\n`, ...lines], 80],
    ['a chunk of 256 TiB', [`${chunked}FFFFFFFFFFFF\r\n${BODY}`]],
  ];
  return rows.map(([name, parts, everyMs]) => ({
    name: `delay: ${name}`,
    parts,
    ...(everyMs === undefined ? {} : { everyMs }),
    rejection: [408, 'Timeout'],
  }));
}
