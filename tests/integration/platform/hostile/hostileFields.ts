import { ACCOUNT_SERVICE, KEY_SERVICE, ROLE_SERVICE } from '../platformClient.ts';
import { type HostileRow, type HostileTarget, NOT_FOUND, post, type Rejection, VALIDATION } from './hostileRow.ts';

/** An expiration in the future. */
const FUTURE = '"ExpirationDate":"2100-01-01T00:00:00Z"';
type FieldRow = readonly [method: string, body: string, field: string];

/**
 * Bodies that a database could fail on or misunderstand, and well-formed ones that are rejected all the same. Types and
 * limits of each field are covered by `documentedResponses.slow.test.ts`.
 */
export function hostileFields(target: HostileTarget): readonly HostileRow[] {
  const keyFields = KEY_FIELDS.map((row) => [KEY_SERVICE, ...row] as const);
  const roleFields = ROLE_FIELDS.map((row) => [ROLE_SERVICE, ...row] as const);
  const rows: readonly (readonly [path: string, body: string, rejection: Rejection, field?: string])[] = [
    ...[...keyFields, ...roleFields].map(
      ([service, method, body, field]) => [`${service}/${method}`, body, VALIDATION, field] as const,
    ),
    ...NOT_IDS.map((id) => [`${KEY_SERVICE}/Get`, JSON.stringify({ id }), NOT_FOUND] as const),
    ...OTHERS,
  ];
  return [
    ...rows.map(([path, body, rejection, field]) => ({
      name: `field: ${path.slice(path.indexOf('Base/') + 5)} ${body.slice(0, 150)}`,
      parts: post(target, path, body),
      rejection,
      ...(field === undefined ? {} : { field }),
    })),
    ...requestIds(target),
  ];
}

const INSTANTS = [
  '2027-02-29T00:00:00Z',
  '2028-02-01T24:00:00Z',
  '2028-02-01T00:00:00+24:00',
  '٢٠٢٨-02-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  'Tue, 01 Feb 2028 00:00:00 GMT',
  'NaN',
  '',
  '2028-02-01T00:00:00Z\u0000',
  '2028-02-01T00:00:00Z\n',
  // In UTC these are before the year 1 and after 9999, which cannot be written with four digits.
  '0000-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
];

const KEY_FIELDS: readonly FieldRow[] = [
  ['List', '{"Take":1e400}', 'Take'],
  ['List', '{"Take":1,"Take":0}', 'Take'],
  ['List', '{"Skip":9007199254740993}', 'Skip'],
  ['List', '{"constructor":1}', 'constructor'],
  ['List', '{"":1}', 'body'],
  ['List', '{"Sort":"Username; drop table account"}', 'Sort'],
  ['List', '{"Sort":"constructor"}', 'Sort'],
  ['List', '{"Search":"a\\u0000b"}', 'Search'],
  ['List', '{"Search":"\\ud800"}', 'Search'],
  ['List', '{"Search":{"$ne":1}}', 'Search'],
  ['Get', '{"id":{"toString":"authkey.1"}}', 'id'],
  ...[
    '',
    'x',
    '0',
    '0.0.0',
    ...['1', '1.1.1', '-1.0', '1e3.0', '9999999999999999.0', '0.0\n', '0.0\u0000'].map(
      (rest) => `0000000000000000.${rest}`,
    ),
  ].map((Cursor): FieldRow => ['ListChanges', JSON.stringify({ Cursor }), 'Cursor']),
  ...INSTANTS.flatMap((ExpirationDate): FieldRow[] => [
    ['List', JSON.stringify({ ExpiresBefore: ExpirationDate }), 'ExpiresBefore'],
    ['Create', JSON.stringify({ AccountId: 'account.1', ExpirationDate }), 'ExpirationDate'],
    ['Edit', JSON.stringify({ Id: 'authkey.1', ExpirationDate, Version: 1 }), 'ExpirationDate'],
  ]),
  ['Create', '{"AccountId":"account.1","ExpirationDate":"2000-01-01T00:00:00Z"}', 'ExpirationDate'],
  ...['account.999', 'account.999999999999999', 'authkey.1', 'account.1\\u0000'].map(
    (id): FieldRow => ['Create', `{"AccountId":"${id}",${FUTURE}}`, 'AccountId'],
  ),
  ['Edit', `{"Id":"authkey.1",${FUTURE},"Version":9007199254740992}`, 'Version'],
  ['Delete', '{"Ids":{"0":"authkey.1","length":1}}', 'Ids'],
  ['Delete', '{"Ids":["authkey.1",null]}', 'Ids.1'],
  ['GetPermissions', '{"x":1}', 'x'],
  ['ListEligibleAccounts', '{"Search":"\\u0000"}', 'Search'],
];

const ROLE_FIELDS: readonly FieldRow[] = [
  ...['', '\u00a0', 'a\u0000b', 'a\n', '\u0085x', '\ud800', 'x\udc00'].map(
    (Name): FieldRow => ['Create', JSON.stringify({ Name }), 'Name'],
  ),
  ['Create', '{"Name":"x","grantsEverything":1}', 'grantsEverything'],
  ['Create', '{"Name":"x","Permissions":[{"Resource":"constructor","Level":"View"}]}', 'Permissions.0.Resource'],
  [
    'Create',
    '{"Name":"x","Permissions":[{"Resource":"Logs","Level":"View"},{"Resource":"Logs","Level":"Full"}]}',
    'Permissions',
  ],
  ...['account.999', 'account.01', 'account.999999999999999', 'authkey.1', 'account.1\u0000'].map(
    (id): FieldRow => ['Create', JSON.stringify({ Name: 'x', MemberIds: ['account.1', id] }), 'MemberIds'],
  ),
  ...[10_000, 10_001].map((length): FieldRow => {
    const MemberIds = Array.from({ length }, (_, id) => `account.${id}`);
    return ['Create', JSON.stringify({ Name: 'x', MemberIds }), 'MemberIds'];
  }),
];

/** Only `authkey.1` names the key with the number 1; the unit test of `identifiers.ts` has more spellings. */
const NOT_IDS = [
  ...['1', 'authkey.01', 'authkey.1e0', 'authkey.١', 'authkey.1\n', 'authkey.1\u0000', 'AUTHKEY.1', 'account.1'],
  ...['authkey.999999999999999', 'authkey.1000000000000000', "authkey.1' or '1'='1", '__proto__'],
];

/** Well-formed and rejected all the same. */
const OTHERS: readonly (readonly [path: string, body: string, rejection: Rejection, field?: string])[] = [
  [`${KEY_SERVICE}/Edit`, `{"Id":"authkey.1",${FUTURE},"Version":9007199254740991}`, [409, 'Conflict']],
  [`${KEY_SERVICE}/Edit`, `{"Id":"authkey.1",${FUTURE},"Version":0}`, [409, 'Conflict']],
  [`${KEY_SERVICE}/Edit`, `{"Id":"account.1",${FUTURE},"Version":1}`, NOT_FOUND],
  [`${ACCOUNT_SERVICE}/FindByUsername`, '{"user":"admin\\u0000"}', VALIDATION, 'user'],
  [`${ACCOUNT_SERVICE}/FindByUsername`, '{"user":"\\ud800"}', VALIDATION, 'user'],
  [`${ACCOUNT_SERVICE}/FindByUsername`, '{"user":"%"}', NOT_FOUND],
  [`${ACCOUNT_SERVICE}/FindByUsername`, `{"user":"' or '1'='1"}`, NOT_FOUND],
  [`${ACCOUNT_SERVICE}/Get`, '{"id":"account.999999999999999"}', NOT_FOUND],
  [`${ACCOUNT_SERVICE}/Disable`, '{"accountId":"account.1\\u0000"}', NOT_FOUND],
  [`${ACCOUNT_SERVICE}/Enable`, '{"accountId":"account.999999999999999"}', NOT_FOUND],
  [`${ROLE_SERVICE}/Create`, '{"Name":"Support"}', [409, 'NameTaken']],
  [`${ROLE_SERVICE}/Edit`, '{"Id":"role.999999999999999","Name":"x"}', NOT_FOUND],
  [`${ROLE_SERVICE}/Delete`, '{"Id":"role.999999999999999"}', NOT_FOUND],
];

/** Ids of writes that are not valid; with a valid one the key would be deleted. */
function requestIds(target: HostileTarget): HostileRow[] {
  const header = 'x-ms-client-request-id';
  const lists = [
    ...['', 'x'.repeat(129), 'a b', 'a/b', 'a,b', '\xe9', 'a\tb'].map((id) => [id]),
    ['a', 'b'],
    ['a', 'a'],
  ];
  return lists.map((ids) => ({
    name: `field: ${header} ${JSON.stringify(ids)}`,
    parts: post(
      target,
      `${KEY_SERVICE}/Delete`,
      '{"Ids":["authkey.1"]}',
      ['Content-Type: application/json', ...ids.map((id) => `${header}: ${id}`)].join('\r\n'),
    ),
    rejection: VALIDATION,
    field: header,
  }));
}
