import { KEY_SERVICE } from '../platformClient.ts';
import {
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

const LIST = `${KEY_SERVICE}/List`;

/** Not a path, or percent-encoding that does not decode to UTF-8. */
const MALFORMED_TARGETS = ['health', '*', '?x', '', '/health x', '/health\0', '/h\xe9alth', '/%', '/%zz', '/%c0%af'];
/** Only `/health` itself is open. */
const SPELLINGS_OF_HEALTH = [
  ...['//health', '/HEALTH', '/health/', '/health;x', '/health%20', '/health%3fx'],
  ...['/./health', '/x/../health', '/%2e%2e/health', '/docs/../health', '/docs/..%2fhealth'],
];
/** None of them is the method itself. */
const SPELLINGS_OF_LIST = [
  LIST.toLowerCase(),
  ...['/', ';x=y', '%00', '%2f', '%252f'].map((end) => `${LIST}${end}`),
  ...['/Base//', '/x/../Base/', '/%2e/Base/'].map((part) => LIST.replace('/Base/', part)),
  LIST.replaceAll('/', '\\').replace('\\', '/'),
  ...['/__proto__', '/constructor/prototype', `/?${'a'.repeat(15_000)}`, `/${'a/'.repeat(5000)}`],
];
/** The files of the documentation are open, and nothing beside them. */
const OUTSIDE_THE_DOCUMENTATION = [
  '../../package.json',
  '..%2f..%2fpackage.json',
  '%2e%2e/%2e%2e/package.json',
  '..%5c..%5cpackage.json',
  '%252e%252e%252fpackage.json',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  '.env',
  'index.css%00.html',
  'index.css/',
  'a'.repeat(10_000),
];

/** Request targets that are not a path, cannot be decoded, leave a folder, or are another spelling of a known path. */
export function hostileTargets(target: HostileTarget): readonly HostileRow[] {
  const rows = (method: string, paths: readonly string[], rejection: Rejection, lines: readonly string[] = []) =>
    paths.map((path) => ({
      name: `target: ${method} ${JSON.stringify(path.slice(0, 80))}`,
      parts: [head(target, `${method} ${path} HTTP/1.1`, lines)],
      rejection,
    }));
  const absolute = [`http://${target.host}/health`, 'https://attacker.example/health'];
  const files = (paths: readonly string[]) => paths.map((path) => `/docs/static/${path}`);
  return [
    ...rows('GET', [...MALFORMED_TARGETS, ...absolute, ...files(['%zz', '..%c0%afpackage.json'])], MALFORMED),
    ...rows('OPTIONS', ['*'], MALFORMED),
    ...rows('GET', SPELLINGS_OF_HEALTH, UNAUTHORIZED),
    ...rows('POST', SPELLINGS_OF_LIST, UNKNOWN_METHOD, [basicLine('admin')]),
    ...rows('GET', [`/${'a'.repeat(16_384)}`], HEAD_TOO_LARGE),
    ...rows('GET', files(OUTSIDE_THE_DOCUMENTATION), UNKNOWN_METHOD),
  ];
}
