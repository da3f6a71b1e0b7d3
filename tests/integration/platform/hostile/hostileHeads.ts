import { KEY_SERVICE } from '../platformClient.ts';
import {
  bareHead,
  basicLine,
  HEAD_TOO_LARGE,
  type HostileRow,
  type HostileTarget,
  head,
  MALFORMED,
  type Rejection,
  UNAUTHORIZED,
  UNKNOWN_METHOD,
} from './hostileRow.ts';

const PATH = `${KEY_SERVICE}/List`;
const HEALTH = 'GET /health HTTP/1.1';
const FOREIGN_HOST: Rejection = [403, 'HostNotAllowed'];
const FOREIGN_ORIGIN: Rejection = [403, 'OriginNotAllowed'];
type Case = readonly [name: string, text: string, rejection: Rejection];

/** Heads that violate the syntax of HTTP, are too large, or name another host, site, method or protocol. */
export function hostileHeads(target: HostileTarget): readonly HostileRow[] {
  return [...headerLines(target), ...hosts(target), ...methods(target), ...protocols(target)].map(
    ([name, text, rejection]) => ({ name: `head: ${name}`, parts: [text], rejection }),
  );
}

/** Header lines in a request that is otherwise valid. */
function headerLines(target: HostileTarget): Case[] {
  const rows: [name: string, lines: readonly string[], rejection: Rejection][] = [
    ['NUL in a value', ['X: a\0b'], MALFORMED],
    ['CR in a value', ['X: a\rb'], MALFORMED],
    ['LF in a value', ['X: a\nb'], MALFORMED],
    ['a space before the colon', ['X : b'], MALFORMED],
    ['a value folded with a space', ['X: a\r\n b'], MALFORMED],
    ['a value over 16 KiB', [`X: ${'x'.repeat(16_384)}`], HEAD_TOO_LARGE],
    ['more than 1,000 lines', Array.from({ length: 1100 }, () => 'a: b'), HEAD_TOO_LARGE],
    ['an origin after many lines', [...Array.from({ length: 900 }, () => 'a:'), 'Origin: https://x'], FOREIGN_ORIGIN],
    ['an unknown expectation', ['Expect: nonsense'], [417, 'MalformedRequest']],
    ['a foreign origin', ['Origin: https://attacker.example'], FOREIGN_ORIGIN],
    ['the origin null', ['Origin: null'], FOREIGN_ORIGIN],
    ['an empty origin', ['Origin:'], FOREIGN_ORIGIN],
    ['an origin with the own one as prefix', [`Origin: http://${target.host}.attacker.example`], FOREIGN_ORIGIN],
    ['the own origin over TLS', [`Origin: https://${target.host}`], FOREIGN_ORIGIN],
    ['the own origin and a foreign one', [`Origin: http://${target.host}`, 'Origin: https://x'], FOREIGN_ORIGIN],
    ['a request from another site', ['Sec-Fetch-Site: cross-site'], FOREIGN_ORIGIN],
    ['a request from another port', ['Sec-Fetch-Site: same-site'], FOREIGN_ORIGIN],
    ['no site and another site', ['Sec-Fetch-Site: none', 'Sec-Fetch-Site: cross-site'], FOREIGN_ORIGIN],
  ];
  return rows.map(([name, lines, rejection]) => [
    name,
    head(target, `POST ${PATH} HTTP/1.1`, [basicLine('admin'), ...lines]),
    rejection,
  ]);
}

function hosts({ host, port }: HostileTarget): Case[] {
  const rows: [name: string, hosts: readonly string[], rejection: Rejection][] = [
    ['foreign', [`attacker.example:${port}`], FOREIGN_HOST],
    ['without the port', ['127.0.0.1'], FOREIGN_HOST],
    ['another address of this machine', [`127.0.0.2:${port}`], FOREIGN_HOST],
    ['with the own one as prefix', [`localhost:${port}.attacker.example`], FOREIGN_HOST],
    ['behind a user name', [`attacker.example@${host}`], FOREIGN_HOST],
    ['empty', [''], FOREIGN_HOST],
    ['not sent', [], MALFORMED],
    ['sent twice', [host, host], MALFORMED],
    ['foreign, then right', ['x', host], MALFORMED],
  ];
  return rows.map(([name, values, rejection]) => [
    `host ${name}`,
    bareHead(HEALTH, [...values.map((value) => `Host: ${value}`), 'Connection: close']),
    rejection,
  ]);
}

function methods(target: HostileTarget): Case[] {
  const byAdmin = (method: string) => head(target, `${method} ${PATH} HTTP/1.1`, [basicLine('admin')]);
  const preflight = ['Origin: https://x', 'Access-Control-Request-Method: POST'];
  return [
    ...['PUT', 'TRACE', 'M-SEARCH'].map((method): Case => [`${method} by admin`, byAdmin(method), UNKNOWN_METHOD]),
    ['HEAD by admin', byAdmin('HEAD'), [404, null]],
    ['TRACE without credentials', head(target, `TRACE ${PATH} HTTP/1.1`), UNAUTHORIZED],
    ['HEAD without credentials', head(target, `HEAD ${PATH} HTTP/1.1`), [401, null]],
    ...['get', 'FOO', ''].map((method): Case => [`the method "${method}"`, byAdmin(method), MALFORMED]),
    ['CONNECT', head(target, 'CONNECT attacker.example:443 HTTP/1.1'), MALFORMED],
    ['a preflight of another site', head(target, `OPTIONS ${PATH} HTTP/1.1`, preflight), FOREIGN_ORIGIN],
  ];
}

function protocols(target: HostileTarget): Case[] {
  return [
    ...['HTTP/2.0', 'HTTP/1.2', 'http/1.1'].map(
      (version): Case => [version, head(target, `GET /health ${version}`), MALFORMED],
    ),
    ['HTTP/0.9', 'GET /health\r\n\r\n', MALFORMED],
    // The parser of Node accepts the name of this protocol; no route has its method.
    ['RTSP', head(target, 'DESCRIBE /health RTSP/1.0'), UNKNOWN_METHOD],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', MALFORMED],
    ['the hello of TLS', `\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03${'x'.repeat(500)}`, MALFORMED],
    ['lines that end with LF', `GET /health HTTP/1.1\nHost: ${target.host}\n\n`, MALFORMED],
  ];
}
