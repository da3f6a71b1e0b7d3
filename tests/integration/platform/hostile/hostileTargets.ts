import { KEY_SERVICE } from '../platformClient.ts';
import { BOTH_CHALLENGES, basicLine, type HostileRow, type HostileTarget, head } from './hostileRow.ts';

const MALFORMED = [400, 'MalformedRequest'] as const;
const UNKNOWN = [404, 'UnknownMethod'] as const;
const UNAUTHORIZED = [401, 'Unauthorized'] as const;

/** Request targets that are no path, cannot be decoded, lead out of a folder, or spell a known path otherwise. */
export function hostileTargets(target: HostileTarget): readonly HostileRow[] {
  const method = `${KEY_SERVICE}/List`;
  const rows: [method: string, path: string, refusal: readonly [number, string], isAdmin?: true][] = [
    ...noPath(target.host).map((path): [string, string, typeof MALFORMED] => ['GET', path, MALFORMED]),
    ['OPTIONS', '*', MALFORMED],
    ...UNDECODABLE.map((path): [string, string, typeof MALFORMED] => ['GET', path, MALFORMED]),
    ...SPELLINGS_OF_HEALTH.map((path): [string, string, typeof UNAUTHORIZED] => ['GET', path, UNAUTHORIZED]),
    ...[
      method.toLowerCase(),
      method.toUpperCase(),
      `/${method}`,
      `${method}/`,
      `${method};x=y`,
      `${method}%00`,
      `${method}%20`,
      `${method}%2f`,
      `${method}%3f`,
      `${method}%252f`,
      method.replace('/Base/', '/Base//'),
      method.replace('/Base/', '/x/../Base/'),
      method.replace('/Base/', '/%2e/Base/'),
      method.replaceAll('/', '\\').replace('\\', '/'),
      '/',
      `/${'a'.repeat(15_000)}`,
      `/?${'a'.repeat(15_000)}`,
      `/${'a/'.repeat(5000)}`,
      '/docs/../api',
      '/__proto__',
      '/constructor/prototype',
    ].map((path): [string, string, typeof UNKNOWN, true] => ['POST', path, UNKNOWN, true]),
    ['GET', `/${'a'.repeat(16_384)}`, [431, 'TooLarge']],
    ...OUT_OF_THE_DOCUMENTATION.map((path): [string, string, typeof UNKNOWN] => ['GET', path, UNKNOWN]),
    ...UNDECODABLE_DOCUMENTATION.map((path): [string, string, typeof MALFORMED] => ['GET', path, MALFORMED]),
  ];
  return rows.map(([verb, path, [status, code], isAdmin]) => ({
    name: `target: ${verb} ${JSON.stringify(path.length > 80 ? `${path.slice(0, 80)}…` : path)}`,
    parts: [head(target, `${verb} ${path} HTTP/1.1`, isAdmin === true ? [basicLine('admin')] : [])],
    status,
    code,
    ...(status === 401 ? { challenges: BOTH_CHALLENGES } : {}),
  }));
}

function noPath(host: string): string[] {
  return [
    `http://${host}/health`,
    `HTTP://${host}/health`,
    'http://attacker.example/health',
    'https://attacker.example/health',
    'file:///health',
    host,
    'health',
    '*',
    '?x',
    '#',
    '',
    'javascript:alert(1)',
    '/health x',
    '/health\0',
    '/health\x01',
    '/health\x7f',
    '/he\talth',
    '/h\xe9alth',
  ];
}

/** Percent-encoding that is none, or whose bytes are not UTF-8. */
const UNDECODABLE = ['/%', '/%2', '/%zz', '/%u0041', '/%c0%80', '/%c0%af', '/%e0%80%af', '/%ed%a0%80', '/%ff'] as const;

/** Only `/health` itself is open. */
const SPELLINGS_OF_HEALTH = [
  '//health',
  '/HEALTH',
  '/health/',
  '/health;x',
  '/health%00',
  '/health%20',
  '/health%3fx',
  '/health%23x',
  '/./health',
  '/x/../health',
  '/%2e%2e/health',
  '/docs/../health',
  '/docs/..%2fhealth',
  '/\\health',
] as const;

/** The files of the documentation are open, and nothing beside them. */
const OUT_OF_THE_DOCUMENTATION = [
  '/docs/static/../../package.json',
  '/docs/static/..%2f..%2fpackage.json',
  '/docs/static/%2e%2e/%2e%2e/package.json',
  '/docs/static/%2e%2e%2f%2e%2e%2fpackage.json',
  '/docs/static/..%5c..%5cpackage.json',
  '/docs/static/..\\..\\package.json',
  '/docs/static/%252e%252e%252fpackage.json',
  '/docs/static/..;/package.json',
  '/docs/static/....//....//package.json',
  '/docs/static/%EF%BC%8E%EF%BC%8E%EF%BC%8Fpackage.json',
  `/docs/static/${'../'.repeat(500)}etc/passwd`,
  '/docs/static//etc/passwd',
  '/docs/static/%2fetc%2fpasswd',
  '/docs/static/file:///etc/passwd',
  '/docs/static/C:/windows/win.ini',
  '/docs/static/%5c%5cattacker.example%5cshare',
  '/docs/static/.env',
  '/docs/static/%00',
  '/docs/static/index.css%00.html',
  '/docs/static/index.css/',
  '/docs/static/index.css/../../logo.svg',
  `/docs/static/${'a'.repeat(10_000)}`,
] as const;

/** @see UNDECODABLE */
const UNDECODABLE_DOCUMENTATION = [
  '/docs/static/%zz',
  '/docs/static/%c0%ae%c0%ae/package.json',
  '/docs/static/..%c0%afpackage.json',
  '/docs/static/%u002e%u002e/package.json',
] as const;
