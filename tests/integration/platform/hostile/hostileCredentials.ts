import { ADMIN_PASSWORD, KEY_SERVICE } from '../platformClient.ts';
import {
  basicLine,
  type HostileRow,
  type HostileTarget,
  head,
  JSON_TYPE,
  UNAUTHORIZED,
  untilThrottled,
} from './hostileRow.ts';

const LIST = `${KEY_SERVICE}/List`;

/** Credentials that are not valid, or lack a permission. Ends with so many that the platform responds with 429. */
export function hostileCredentials(target: HostileTarget): readonly HostileRow[] {
  return [...unreadable(target), ...wrong(target), ...insufficient(target), ...guesses(target)];
}

/** Which values of the header are Basic credentials is covered by the unit test of `basicAuthentication.ts`. */
function unreadable(target: HostileTarget): HostileRow[] {
  const right = basicLine('admin');
  const rows: [name: string, ...lines: string[]][] = [
    ['none'],
    ['an empty value', 'Authorization:'],
    ['a scheme alone', 'Authorization: Basic'],
    ['NUL in the user name', basicLine('admin\0')],
    ['for a proxy', right.replace('Authorization', 'Proxy-Authorization')],
    ['in a cookie', right.replace('Authorization: ', 'Cookie: Authorization=')],
    ['right, then wrong', right, basicLine('admin', 'x')],
    ['wrong, then right', basicLine('nobody.twice', 'x'), right],
    ['right twice', right, right],
  ];
  return rows.map(([name, ...lines]) => ({
    name: `credentials: ${name}`,
    parts: [head(target, `POST ${LIST} HTTP/1.1`, lines)],
    rejection: UNAUTHORIZED,
  }));
}

/** Each row has its own user name, because failed attempts are counted by name. */
function wrong(target: HostileTarget): HostileRow[] {
  const rows: [name: string, username: string, password?: string][] = [
    ['an empty user name', ''],
    ['an empty password', 'a.bobrov', ''],
    ['a trailing space', 'o.kuznetsova', `${ADMIN_PASSWORD} `],
    ['an account without a password', 'svc.erp'],
    ['upper case', 'ADMIN'],
    ['a byte order mark', '\ufeffadmin'],
    ['a leading space', ' admin'],
    ['SQL', "' or '1'='1' --"],
    ['a pattern', '%'],
    ['a user name of 10 KB', 'x'.repeat(10_000)],
    ['a password of 10 KB', 'm.petrova', 'x'.repeat(10_000)],
  ];
  return rows.map(([name, username, password]) => ({
    name: `wrong credentials: ${name}`,
    parts: [head(target, `POST ${LIST} HTTP/1.1`, [basicLine(username, password)])],
    rejection: UNAUTHORIZED,
    message: 'The user name or the password is wrong.',
  }));
}

/** The password is right, but the account may not call the API. */
function insufficient(target: HostileTarget): HostileRow[] {
  const rows: [username: string, path: string, text: string][] = [
    ['j.carter', LIST, 'lacks the permission "API calls".'],
    ['j.carter', `${KEY_SERVICE}/GetPermissions`, 'lacks the permission "API calls".'],
    ['j.carter', '/api/unknown', 'lacks the permission "API calls".'],
    ['p.sidorov', LIST, 'is archived and cannot use its permission "API calls".'],
    ['d.nguyen', LIST, 'is deactivated and cannot use its permission "API calls".'],
  ];
  return rows.map(([username, path, text]) => ({
    name: `permission: ${username} at ${path}`,
    parts: [head(target, `POST ${path} HTTP/1.1`, [basicLine(username), JSON_TYPE, 'Content-Length: 2']), '{}'],
    rejection: [403, 'NotPermitted'],
    message: `The account ${username} ${text}`,
  }));
}

/** Guesses at the password of a client that is served meanwhile, and at one that does not exist. */
function guesses(target: HostileTarget): HostileRow[] {
  return ['admin', 'nobody'].flatMap((username) =>
    untilThrottled({
      name: `credentials: a guess at ${username}`,
      parts: [head(target, `POST ${LIST} HTTP/1.1`, [basicLine(username, 'guessed')])],
      rejection: UNAUTHORIZED,
    }),
  );
}
