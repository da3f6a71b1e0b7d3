import { KEY_SERVICE } from '../platformClient.ts';
import { BOTH_CHALLENGES, bareHead, basicLine, type HostileRow, type HostileTarget, head } from './hostileRow.ts';

const LIST = `POST ${KEY_SERVICE}/List HTTP/1.1`;
const HEALTH = 'GET /health HTTP/1.1';

type Refusal = readonly [status: number, code: string | null];
const MALFORMED: Refusal = [400, 'MalformedRequest'];
const TOO_LARGE: Refusal = [431, 'TooLarge'];
const FOREIGN_HOST: Refusal = [403, 'HostNotAllowed'];
const FOREIGN_ORIGIN: Refusal = [403, 'OriginNotAllowed'];

/** Heads that break the syntax of HTTP, are too large, or name another host, site, method or protocol. */
export function hostileHeads(target: HostileTarget): readonly HostileRow[] {
  return [...headerLines(target), ...hosts(target), ...methods(target), ...protocols(target)];
}

/** Header lines of a request that `admin` may make otherwise. */
function headerLines(target: HostileTarget): HostileRow[] {
  const rows: [name: string, lines: readonly string[], refusal: Refusal][] = [
    ['NUL in a value', ['X: a\0b'], MALFORMED],
    ['NUL in a name', ['X\0: b'], MALFORMED],
    ['CR in a value', ['X: a\rb'], MALFORMED],
    ['LF in a value', ['X: a\nb'], MALFORMED],
    ['two LF in a value', ['X: a\n\nGET /health HTTP/1.1'], MALFORMED],
    ['a control character in a value', ['X: a\x01b'], MALFORMED],
    ['DEL in a value', ['X: a\x7fb'], MALFORMED],
    ['a space before the colon', ['X : b'], MALFORMED],
    ['a line without a colon', ['X'], MALFORMED],
    ['a value folded with a space', ['X: a\r\n b'], MALFORMED],
    ['a first line that is folded', [' X: a'], MALFORMED],
    ['a value over 16 KiB', [`X: ${'x'.repeat(16_384)}`], TOO_LARGE],
    ['a name over 16 KiB', [`${'x'.repeat(16_384)}: x`], TOO_LARGE],
    ['lines of 16 KiB together', Array.from({ length: 500 }, (_, index) => `X-${index}: ${'x'.repeat(30)}`), TOO_LARGE],
    ['more than 1,000 lines', Array.from({ length: 1100 }, () => 'a: b'), TOO_LARGE],
    ['an origin after many lines', [...Array.from({ length: 900 }, () => 'a:'), 'Origin: https://x'], FOREIGN_ORIGIN],
    ['the host sent twice, then a foreign one', ['Host: attacker.example'], MALFORMED],
    ['an unknown expectation', ['Expect: nonsense'], [417, 'MalformedRequest']],
    ['a foreign origin', ['Origin: https://attacker.example'], FOREIGN_ORIGIN],
    ['the origin null', ['Origin: null'], FOREIGN_ORIGIN],
    ['an empty origin', ['Origin:'], FOREIGN_ORIGIN],
    ['an origin that begins right', [`Origin: http://${target.host}.attacker.example`], FOREIGN_ORIGIN],
    ['its own origin over TLS', [`Origin: https://${target.host}`], FOREIGN_ORIGIN],
    ['its own origin and a foreign one', [`Origin: http://${target.host}`, 'Origin: https://x'], FOREIGN_ORIGIN],
    ['a request from another site', ['Sec-Fetch-Site: cross-site'], FOREIGN_ORIGIN],
    ['a request from another port', ['Sec-Fetch-Site: same-site'], FOREIGN_ORIGIN],
    ['no site and another site', ['Sec-Fetch-Site: none', 'Sec-Fetch-Site: cross-site'], FOREIGN_ORIGIN],
  ];
  return rows.map(([name, lines, [status, code]]) => ({
    name: `header: ${name}`,
    parts: [head(target, LIST, [basicLine('admin'), ...lines])],
    status,
    code,
  }));
}

function hosts(target: HostileTarget): HostileRow[] {
  const { host } = target;
  const port = host.split(':')[1] ?? '';
  const foreign = [
    'attacker.example',
    `attacker.example:${port}`,
    '127.0.0.1',
    '127.0.0.1:1',
    `127.0.0.1:0${port}`,
    `127.0.0.2:${port}`,
    `0.0.0.0:${port}`,
    `0x7f.1:${port}`,
    `2130706433:${port}`,
    `[::1]:${port}`,
    `localhost.:${port}`,
    `localhost:${port}.attacker.example`,
    `attacker.example@${host}`,
    `${host}/x`,
    `${host}, attacker.example`,
    '',
  ];
  const rows: [name: string, text: string, refusal: Refusal][] = [
    ...foreign.map((name): [string, string, Refusal] => [
      `foreign, "${name.replace(port, 'port')}"`,
      bareHead(HEALTH, [`Host: ${name}`, 'Connection: close']),
      FOREIGN_HOST,
    ]),
    ['with NUL', bareHead(HEALTH, [`Host: ${host}\0`]), MALFORMED],
    ['not sent', bareHead(HEALTH, ['Connection: close']), MALFORMED],
    ['not sent with HTTP/1.0', bareHead('GET /health HTTP/1.0'), MALFORMED],
    ['sent twice', bareHead(HEALTH, [`Host: ${host}`, `Host: ${host}`, 'Connection: close']), MALFORMED],
    ['foreign, then right', bareHead(HEALTH, ['Host: x', `Host: ${host}`, 'Connection: close']), MALFORMED],
  ];
  return rows.map(([name, text, [status, code]]) => ({ name: `host: ${name}`, parts: [text], status, code }));
}

function methods(target: HostileTarget): HostileRow[] {
  const others = ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'M-SEARCH', 'PURGE', 'SOURCE'];
  const path = `${KEY_SERVICE}/List`;
  const rows: [name: string, text: string, refusal: Refusal][] = [
    ...others.map((method): [string, string, Refusal] => [
      `${method} by admin`,
      head(target, `${method} ${path} HTTP/1.1`, [basicLine('admin')]),
      [404, 'UnknownMethod'],
    ]),
    ['HEAD by admin', head(target, `HEAD ${path} HTTP/1.1`, [basicLine('admin')]), [404, null]],
    ...['TRACE', 'OPTIONS', 'DELETE', 'QUERY'].map((method): [string, string, Refusal] => [
      `${method} by nobody`,
      head(target, `${method} ${path} HTTP/1.1`),
      [401, 'Unauthorized'],
    ]),
    ['HEAD by nobody', head(target, `HEAD ${path} HTTP/1.1`), [401, null]],
    ...['get', 'GETT', 'FOO', 'G\0T', 'G\xe9T', '', ' GET', 'GET\t'].map((method): [string, string, Refusal] => [
      JSON.stringify(method),
      head(target, `${method} ${path} HTTP/1.1`, [basicLine('admin')]),
      MALFORMED,
    ]),
    ['CONNECT to another host', head(target, 'CONNECT attacker.example:443 HTTP/1.1'), MALFORMED],
    ['CONNECT to itself', head(target, `CONNECT ${target.host} HTTP/1.1`, [basicLine('admin')]), MALFORMED],
    [
      'a preflight of another site',
      head(target, `OPTIONS ${path} HTTP/1.1`, ['Origin: https://x', 'Access-Control-Request-Method: POST']),
      FOREIGN_ORIGIN,
    ],
  ];
  return rows.map(([name, text, [status, code]]) => ({
    name: `method: ${name}`,
    parts: [text],
    status,
    code,
    ...(status === 401 ? { challenges: BOTH_CHALLENGES } : {}),
  }));
}

function protocols(target: HostileTarget): HostileRow[] {
  const { host } = target;
  const versions = ['HTTP/3.7', 'HTTP/2.0', 'HTTP/1.2', 'HTTP/1.', 'HTTP/11', 'HTTP/1.10', 'http/1.1', 'HTTPS/1.1'];
  const rows: [name: string, bytes: string, refusal: Refusal][] = [
    ...versions.map((version): [string, string, Refusal] => [
      version,
      head(target, `GET /health ${version}`),
      MALFORMED,
    ]),
    ['HTTP/1.1 and more', head(target, 'GET /health HTTP/1.1 x'), MALFORMED],
    ['HTTP/0.9', 'GET /health\r\n\r\n', MALFORMED],
    // Node's parser takes the name of this protocol; the method is one that nothing is served for.
    ['RTSP', head(target, 'DESCRIBE /health RTSP/1.0'), [404, 'UnknownMethod']],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', MALFORMED],
    ['the hello of TLS', `\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03${'x'.repeat(500)}`, MALFORMED],
    ['a proxy', `PROXY TCP4 10.0.0.1 127.0.0.1 1 2\r\n${head(target, HEALTH)}`, MALFORMED],
    ['an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', MALFORMED],
    ['lines that end with LF', `GET /health HTTP/1.1\nHost: ${host}\n\n`, MALFORMED],
    ['lines that end with CR', `GET /health HTTP/1.1\rHost: ${host}\r\r`, MALFORMED],
    ['tabs in the request line', `GET\t/health\tHTTP/1.1\r\nHost: ${host}\r\n\r\n`, MALFORMED],
    ['zeros', '\0'.repeat(1000), MALFORMED],
    ['a name of 64 KiB for a method', 'A'.repeat(65_536), MALFORMED],
  ];
  return rows.map(([name, bytes, [status, code]]) => ({ name: `protocol: ${name}`, parts: [bytes], status, code }));
}
