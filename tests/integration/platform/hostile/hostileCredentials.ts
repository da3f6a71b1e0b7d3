import { ACCOUNT_SERVICE, ADMIN_PASSWORD, KEY_SERVICE, ROLE_SERVICE } from '../platformClient.ts';
import { BOTH_CHALLENGES, basicLine, type HostileRow, type HostileTarget, head, JSON_TYPE } from './hostileRow.ts';

const LIST = `${KEY_SERVICE}/List`;
/** What is no credential at all; nothing is compared with a password. */
const REQUIRED = 'Authentication is required: HMAC-SHA256 or Basic.';
/** Credentials that could be right; each row has a user name of its own, since failures are counted by name. */
const WRONG = 'The user name or the password is wrong.';

/** Credentials that are none, or wrong, or do not suffice. Ends with so many that the platform asks to wait. */
export function hostileCredentials(target: HostileTarget): readonly HostileRow[] {
  return [...unreadable(target), ...wrong(target), ...insufficient(target), ...guesses(target)];
}

function encode(text: string | Buffer): string {
  return `Authorization: Basic ${Buffer.from(text).toString('base64')}`;
}

function unreadable(target: HostileTarget): HostileRow[] {
  const right = encode(`admin:${ADMIN_PASSWORD}`);
  const rows: [name: string, ...lines: string[]][] = [
    ['none'],
    ['an empty value', 'Authorization:'],
    ['a scheme alone', 'Authorization: Basic'],
    ['a scheme that begins right', right.replace('Basic', 'Basically')],
    ['base64 of nothing', 'Authorization: Basic ===='],
    ['base64url', encode('admin:~~~???').replace('+', '-').replace('/', '_')],
    ['base64 that is padded twice', `${encode('admin:xx')}==`],
    ['base64 that is not canonical', encode('admin:xx').replace(/.=$/, '/=')],
    ['base64 in two pieces', right.replace(/(.{40})/, '$1 ')],
    ['base64 and a parameter', `${right}, realm="x"`],
    ['nothing inside', encode('')],
    ['NUL in the password', encode(`admin:${ADMIN_PASSWORD}\0`)],
    ['a control character in the user name', encode(`ad\x07min:${ADMIN_PASSWORD}`)],
    ['CR and LF in the user name', encode(`admin\r\nX: y:${ADMIN_PASSWORD}`)],
    ['DEL in the user name', encode(`admin\x7f:${ADMIN_PASSWORD}`)],
    ['overlong UTF-8', encode(Buffer.from([0xc0, 0x80, 0x3a, 0x78]))],
    ['a lone surrogate', encode(Buffer.from([0xed, 0xa0, 0x80, 0x3a, 0x78]))],
    ['UTF-16', encode(Buffer.from(`admin:${ADMIN_PASSWORD}`, 'utf16le'))],
    ['for a proxy', right.replace('Authorization', 'Proxy-Authorization')],
    ['in a cookie', right.replace('Authorization: ', 'Cookie: Authorization=')],
  ];
  return rows.map(([name, ...lines]) => ({
    name: `credentials: ${name}`,
    parts: [head(target, `POST ${LIST} HTTP/1.1`, lines)],
    status: 401,
    code: 'Unauthorized',
    message: REQUIRED,
    challenges: BOTH_CHALLENGES,
  }));
}

function wrong(target: HostileTarget): HostileRow[] {
  const rows: [name: string, line: string][] = [
    ['an empty user name', encode(`:${ADMIN_PASSWORD}`)],
    ['neither user name nor password', encode(':')],
    ['an empty password', encode('a.bobrov:')],
    ['another password', encode('i.ivanov:x')],
    ['a password with a space behind it', encode(`o.kuznetsova:${ADMIN_PASSWORD} `)],
    ['an account without a password', encode(`svc.erp:${ADMIN_PASSWORD}`)],
    ['other letters', encode(`ADMIN:${ADMIN_PASSWORD}`)],
    ['letters that look alike', encode(`аdmin:${ADMIN_PASSWORD}`)],
    ['a byte order mark', encode(`\ufeffadmin:${ADMIN_PASSWORD}`)],
    ['a space before it', encode(` admin:${ADMIN_PASSWORD}`)],
    ['SQL', encode(`' or '1'='1' --:${ADMIN_PASSWORD}`)],
    ['a pattern', encode(`%:${ADMIN_PASSWORD}`)],
    ['a user name of 10 KB', encode(`${'x'.repeat(10_000)}:${ADMIN_PASSWORD}`)],
    ['a password of 10 KB', encode(`m.petrova:${'x'.repeat(10_000)}`)],
  ];
  return rows.map(([name, line]) => ({
    name: `wrong credentials: ${name}`,
    parts: [head(target, `POST ${LIST} HTTP/1.1`, [line])],
    status: 401,
    code: 'Unauthorized',
    message: WRONG,
    challenges: BOTH_CHALLENGES,
  }));
}

/** A right password, and still no. */
function insufficient(target: HostileTarget): HostileRow[] {
  const noCalls = 'lacks the permission "API calls".';
  const rows: [username: string, path: string, body: string, text: string][] = [
    ['j.carter', LIST, '{}', noCalls],
    ['j.carter', `${KEY_SERVICE}/GetPermissions`, '', noCalls],
    ['j.carter', '/api/unknown', '{}', noCalls],
    ['p.sidorov', LIST, '{}', 'is disabled and cannot use its permission "API calls".'],
    ['d.nguyen', LIST, '{}', 'is inactive and cannot use its permission "API calls".'],
    ['m.petrova', LIST, '{}', 'lacks the permission "Authentication keys: View".'],
    ['m.petrova', `${KEY_SERVICE}/Get`, '{"id":7}', 'lacks the permission "Authentication keys: View".'],
    ['o.kuznetsova', `${KEY_SERVICE}/Create`, '{}', 'lacks the permission "Authentication keys: Full access".'],
    [
      'o.kuznetsova',
      `${KEY_SERVICE}/Delete`,
      '{"Ids":["authkey.1"]}',
      'lacks the permission "Authentication keys: Full access".',
    ],
    ['o.kuznetsova', `${ROLE_SERVICE}/Create`, '{"Name":"x"}', 'lacks the permission "System roles: Full access".'],
    [
      'o.kuznetsova',
      `${ROLE_SERVICE}/Edit`,
      '{"Id":"role.1","MemberIds":[]}',
      'lacks the permission "System roles: Full access".',
    ],
    [
      'i.ivanov',
      `${ACCOUNT_SERVICE}/Disable`,
      '{"accountId":"account.1"}',
      'lacks the permission "Accounts: Full access".',
    ],
    ['i.ivanov', `${ACCOUNT_SERVICE}/List`, '{}', 'lacks the permission "Accounts: View".'],
  ];
  return rows.map(([username, path, body, text]) => ({
    name: `permission: ${username} at ${path}`,
    parts: [
      head(target, `POST ${path} HTTP/1.1`, [basicLine(username), JSON_TYPE, `Content-Length: ${body.length}`]) + body,
    ],
    status: 403,
    code: 'NotPermitted',
    message: `The account ${username} ${text}`,
  }));
}

/** Guesses at the credentials of a client that is served beside them, and at some that nobody has. */
function guesses(target: HostileTarget): HostileRow[] {
  const right = basicLine('admin');
  const twice: [name: string, ...lines: string[]][] = [
    ['right, then wrong', right, encode('admin:x')],
    ['wrong, then right', encode('nobody.twice:x'), right],
    ['right twice', right, right],
  ];
  return [
    ...twice.map(([name, ...lines]) => ({
      name: `credentials sent twice: ${name}`,
      parts: [head(target, `POST ${LIST} HTTP/1.1`, lines)],
      status: 401,
      code: 'Unauthorized',
      challenges: BOTH_CHALLENGES,
    })),
    ...['admin', 'nobody'].map((username) => ({
      name: `credentials: the eleventh wrong password of ${username}`,
      parts: [head(target, `POST ${LIST} HTTP/1.1`, [basicLine(username, 'guessed')])],
      times: 11,
      status: 429,
      code: 'Throttled',
      message: 'Too many failed attempts with these credentials. Try again later.',
      challenges: [],
    })),
  ];
}
