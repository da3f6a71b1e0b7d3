import { ACCOUNT_SERVICE, KEY_SERVICE, ROLE_SERVICE } from '../platformClient.ts';
import { type HostileRow, type HostileTarget, post } from './hostileRow.ts';

type Refusal = readonly [status: number, code: string];
const VALIDATION: Refusal = [400, 'Validation'];
const NOT_FOUND: Refusal = [404, 'NotFound'];

/** Bodies that are JSON and hold what a field cannot be. Every one of them would otherwise read or change something. */
export function hostileFields(target: HostileTarget): readonly HostileRow[] {
  const listed = ['List', 'Get', 'ListChanges', 'Create', 'Edit', 'Delete'] as const;
  const keyRows = listed.flatMap((method) =>
    KEY_FIELDS[method].map(([body, field]) => [`${KEY_SERVICE}/${method}`, body, VALIDATION, field] as const),
  );
  const roleRows = ROLE_FIELDS.map(([body, field]) => [`${ROLE_SERVICE}/Create`, body, VALIDATION, field] as const);
  const rows: readonly (readonly [path: string, body: string, refusal: Refusal, field?: string])[] = [
    ...keyRows,
    ...roleRows,
    ...NO_IDS.map((id) => [`${KEY_SERVICE}/Get`, JSON.stringify({ id }), NOT_FOUND] as const),
    ...OTHERS,
  ];
  return [
    ...rows.map(([path, body, [status, code], field]) => ({
      name: `field: ${path.slice(path.indexOf('Base/') + 5)} ${body.length > 150 ? `${body.slice(0, 90)}… of ${body.length}` : body}`,
      parts: post(target, path, body),
      status,
      code,
      ...(field === undefined ? {} : { field }),
    })),
    ...requestIds(target),
  ];
}

const INSTANTS = [
  '2028-02-31T00:00:00Z',
  '2027-02-29T00:00:00Z',
  '2028-13-01T00:00:00Z',
  '2028-02-01T24:00:00Z',
  '2028-02-01T23:59:60Z',
  '2028-02-01T00:00:00',
  '2028-02-01',
  '2028-02-01 00:00:00Z',
  '2028-02-01T00:00:00+24:00',
  '2028-02-01T00:00:00+0100',
  '2028-2-1T00:00:00Z',
  '٢٠٢٨-02-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '275761-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  'Tue, 01 Feb 2028 00:00:00 GMT',
  'tomorrow',
  'NaN',
  '',
  '2028-02-01T00:00:00Z\u0000',
  '2028-02-01T00:00:00Z\n',
  // In UTC these lie before the year 0 and after 9999, where an instant cannot be written as the API writes them.
  '0000-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
];

type FieldRow = readonly [body: string, field: string];

const KEY_FIELDS: Readonly<Record<'List' | 'Get' | 'ListChanges' | 'Create' | 'Edit' | 'Delete', readonly FieldRow[]>> =
  {
    List: [
      ['[]', 'body'],
      ['7', 'body'],
      ['"x"', 'body'],
      ['true', 'body'],
      ['{"Take":0}', 'Take'],
      ['{"Take":-1}', 'Take'],
      ['{"Take":10001}', 'Take'],
      ['{"Take":1.5}', 'Take'],
      ['{"Take":1e400}', 'Take'],
      ['{"Take":"1"}', 'Take'],
      ['{"Take":null}', 'Take'],
      ['{"Take":[1]}', 'Take'],
      ['{"Take":true}', 'Take'],
      ['{"Take":1,"Take":0}', 'Take'],
      ['{"Skip":-1}', 'Skip'],
      ['{"Skip":0.1}', 'Skip'],
      ['{"Skip":9007199254740993}', 'Skip'],
      ['{"Skip":99999999999999999999}', 'Skip'],
      ['{"take":1}', 'take'],
      ['{"Take":1,"Extra":{}}', 'Extra'],
      ['{"constructor":1}', 'constructor'],
      ['{"toString":1}', 'toString'],
      ['{"":1}', 'body'],
      ['{"Sort":"username"}', 'Sort'],
      ['{"Sort":"--Username"}', 'Sort'],
      ['{"Sort":"Username; drop table account"}', 'Sort'],
      ['{"Sort":"constructor"}', 'Sort'],
      ['{"Sort":["Username"]}', 'Sort'],
      ['{"Search":"a\\u0000b"}', 'Search'],
      ['{"Search":"\\ud800"}', 'Search'],
      ['{"Search":{"$ne":1}}', 'Search'],
      ['{"Search":1}', 'Search'],
      [JSON.stringify({ Search: 'x'.repeat(201) }), 'Search'],
      ['{"ExpiresBefore":1}', 'ExpiresBefore'],
      ...INSTANTS.map((ExpiresBefore): FieldRow => [JSON.stringify({ ExpiresBefore }), 'ExpiresBefore']),
      ['{"AccountId":""}', 'AccountId'],
      [JSON.stringify({ AccountId: 'x'.repeat(201) }), 'AccountId'],
    ],
    Get: [
      ['null', 'body'],
      ['{}', 'id'],
      ['{"Id":"authkey.1"}', 'id'],
      ['{"id":""}', 'id'],
      ['{"id":1}', 'id'],
      ['{"id":["authkey.1"]}', 'id'],
      ['{"id":{"toString":"authkey.1"}}', 'id'],
      [JSON.stringify({ id: 'x'.repeat(201) }), 'id'],
    ],
    ListChanges: [
      ['{"Cursor":""}', 'Cursor'],
      ['{"Cursor":"x"}', 'Cursor'],
      ['{"Cursor":"0.0.0"}', 'Cursor'],
      ['{"Cursor":"0000000000000000.-1.0"}', 'Cursor'],
      ['{"Cursor":"0000000000000000.1e3.0"}', 'Cursor'],
      ['{"Cursor":"0000000000000000.9999999999999999.0"}', 'Cursor'],
      ['{"Cursor":"0000000000000000.0.0\\n"}', 'Cursor'],
      ['{"Cursor":"0000000000000000.0.0\\u0000"}', 'Cursor'],
      ['{"Cursor":null}', 'Cursor'],
      ['{"Cursor":[]}', 'Cursor'],
      [JSON.stringify({ Cursor: 'x'.repeat(201) }), 'Cursor'],
    ],
    Create: [
      ['{}', 'AccountId'],
      ...INSTANTS.map(
        (ExpirationDate): FieldRow => [JSON.stringify({ AccountId: 'account.1', ExpirationDate }), 'ExpirationDate'],
      ),
      ['{"AccountId":"account.1","ExpirationDate":"0000-01-01T00:00:00Z"}', 'ExpirationDate'],
      ['{"AccountId":"account.1","ExpirationDate":"2000-01-01T00:00:00Z"}', 'ExpirationDate'],
      ['{"AccountId":"account.1","ExpirationDate":4102444800000}', 'ExpirationDate'],
      ['{"AccountId":"account.999","ExpirationDate":"2100-01-01T00:00:00Z"}', 'AccountId'],
      ['{"AccountId":"account.999999999999999","ExpirationDate":"2100-01-01T00:00:00Z"}', 'AccountId'],
      ['{"AccountId":"authkey.1","ExpirationDate":"2100-01-01T00:00:00Z"}', 'AccountId'],
      ['{"AccountId":"account.1\\u0000","ExpirationDate":"2100-01-01T00:00:00Z"}', 'AccountId'],
      ['{"AccountId":"account.1","ExpirationDate":"2100-01-01T00:00:00Z","Token":"0"}', 'Token'],
    ],
    Edit: [
      ['{}', 'Version'],
      ['{"Id":"authkey.1","ExpirationDate":"2100-01-01T00:00:00Z","Version":-1}', 'Version'],
      ['{"Id":"authkey.1","ExpirationDate":"2100-01-01T00:00:00Z","Version":1.5}', 'Version'],
      ['{"Id":"authkey.1","ExpirationDate":"2100-01-01T00:00:00Z","Version":"1"}', 'Version'],
      ['{"Id":"authkey.1","ExpirationDate":"2100-01-01T00:00:00Z","Version":9007199254740992}', 'Version'],
      ['{"Id":"authkey.1","ExpirationDate":"2100-01-01T00:00:00Z","Version":1,"AccountId":"account.2"}', 'AccountId'],
      ...INSTANTS.map(
        (ExpirationDate): FieldRow => [
          JSON.stringify({ Id: 'authkey.1', ExpirationDate, Version: 1 }),
          'ExpirationDate',
        ],
      ),
    ],
    Delete: [
      ['{}', 'Ids'],
      ['{"Ids":[]}', 'Ids'],
      ['{"Ids":"authkey.1"}', 'Ids'],
      ['{"Ids":{"0":"authkey.1","length":1}}', 'Ids'],
      ['{"Ids":["authkey.1",""]}', 'Ids.1'],
      ['{"Ids":["authkey.1",null]}', 'Ids.1'],
      ['{"Ids":[["authkey.1"]]}', 'Ids.0'],
      [JSON.stringify({ Ids: Array.from({ length: 1001 }, () => 'authkey.1') }), 'Ids'],
    ],
  };

const NAME = '"Name":"x"';

const ROLE_FIELDS: readonly FieldRow[] = [
  ['{}', 'Name'],
  ...['', ' ', '\t', '\u00a0', 'a\u0000b', 'a\u0007', 'a\n', '\u0085x', '\ud800', 'x\udc00'].map(
    (Name): FieldRow => [JSON.stringify({ Name }), 'Name'],
  ),
  [JSON.stringify({ Name: 'x'.repeat(257) }), 'Name'],
  ['{"Name":["x"]}', 'Name'],
  [`{${NAME},"IsStandard":true}`, 'IsStandard'],
  [`{${NAME},"grantsEverything":1}`, 'grantsEverything'],
  [`{${NAME},"IsActive":1}`, 'IsActive'],
  [`{${NAME},"IsActive":"false"}`, 'IsActive'],
  [`{${NAME},"Permissions":{}}`, 'Permissions'],
  [`{${NAME},"Permissions":[{"Resource":"Nuclear","Level":"View"}]}`, 'Permissions.0.Resource'],
  [`{${NAME},"Permissions":[{"Resource":"constructor","Level":"View"}]}`, 'Permissions.0.Resource'],
  [`{${NAME},"Permissions":[{"Resource":"logs","Level":"View"}]}`, 'Permissions.0.Resource'],
  [`{${NAME},"Permissions":[{"Resource":"Logs","Level":"Everything"}]}`, 'Permissions.0.Level'],
  [`{${NAME},"Permissions":[{"Resource":"Logs"}]}`, 'Permissions.0.Level'],
  [`{${NAME},"Permissions":[{"Resource":"Logs","Level":"View","x":1}]}`, 'Permissions.0.x'],
  [`{${NAME},"Permissions":[{"Resource":"Logs","Level":"View"},{"Resource":"Logs","Level":"Full"}]}`, 'Permissions'],
  ...['account.999', 'account.0', 'account.01', 'account.999999999999999', 'authkey.1', 'account.1\u0000'].map(
    (id): FieldRow => [JSON.stringify({ Name: 'x', MemberIds: ['account.1', 'account.1', id] }), 'MemberIds'],
  ),
  [`{${NAME},"MemberIds":[""]}`, 'MemberIds.0'],
  [JSON.stringify({ Name: 'x', MemberIds: Array.from({ length: 10_001 }, (_, id) => `account.${id}`) }), 'MemberIds'],
  [JSON.stringify({ Name: 'x', MemberIds: Array.from({ length: 10_000 }, (_, id) => `account.${id}`) }), 'MemberIds'],
];

/** Only `authkey.1` names the key with the number 1. */
const NO_IDS = [
  '1',
  'authkey.',
  'authkey.0',
  'authkey.-1',
  'authkey.+1',
  'authkey.01',
  'authkey.1.0',
  'authkey.1e0',
  'authkey.0x1',
  'authkey.١',
  'authkey.1 ',
  ' authkey.1',
  'authkey.1\n',
  'authkey.1\u0000',
  'AUTHKEY.1',
  'account.1',
  'role.1',
  'authkey.999999999999999',
  'authkey.1000000000000000',
  `authkey.${'9'.repeat(190)}`,
  "authkey.1' or '1'='1",
  'authkey.1; drop table account',
  'authkey.1 union all',
  '../authkey.1',
  '__proto__',
];

/** What is well-formed and still refused. */
const OTHERS: readonly (readonly [path: string, body: string, refusal: Refusal, field?: string])[] = [
  [`${KEY_SERVICE}/GetPermissions`, '{"x":1}', VALIDATION, 'x'],
  [`${KEY_SERVICE}/ListEligibleAccounts`, '{"Search":"\\u0000"}', VALIDATION, 'Search'],
  [`${KEY_SERVICE}/ListEligibleAccounts`, '{"Take":0}', VALIDATION, 'Take'],
  [
    `${KEY_SERVICE}/Edit`,
    '{"Id":"authkey.1","ExpirationDate":"2100-01-01T00:00:00Z","Version":9007199254740991}',
    [409, 'Conflict'],
  ],
  [`${KEY_SERVICE}/Edit`, '{"Id":"authkey.1","ExpirationDate":"2100-01-01T00:00:00Z","Version":0}', [409, 'Conflict']],
  [`${KEY_SERVICE}/Edit`, '{"Id":"account.1","ExpirationDate":"2100-01-01T00:00:00Z","Version":1}', NOT_FOUND],
  [`${ACCOUNT_SERVICE}/FindByUsername`, '{"user":"admin\\u0000"}', VALIDATION, 'user'],
  [`${ACCOUNT_SERVICE}/FindByUsername`, '{"user":""}', VALIDATION, 'user'],
  [`${ACCOUNT_SERVICE}/FindByUsername`, '{"user":"\\ud800"}', VALIDATION, 'user'],
  [`${ACCOUNT_SERVICE}/FindByUsername`, '{"user":"%"}', NOT_FOUND],
  [`${ACCOUNT_SERVICE}/FindByUsername`, `{"user":"' or '1'='1"}`, NOT_FOUND],
  [`${ACCOUNT_SERVICE}/Get`, '{"id":"account.999999999999999"}', NOT_FOUND],
  [`${ACCOUNT_SERVICE}/Disable`, '{"accountId":"account.999999999999999"}', NOT_FOUND],
  [`${ACCOUNT_SERVICE}/Disable`, '{"accountId":"account.1\\u0000"}', NOT_FOUND],
  [`${ACCOUNT_SERVICE}/Disable`, '{"accountId":"account.1"}', [409, 'LastAdministrator']],
  [`${ROLE_SERVICE}/Create`, '{"Name":"Support"}', [409, 'NameTaken']],
  [`${ROLE_SERVICE}/Edit`, '{"Id":"role.1","Name":"x"}', [409, 'StandardRole']],
  [`${ROLE_SERVICE}/Edit`, '{"Id":"role.1","MemberIds":[]}', [409, 'LastAdministrator']],
  [`${ROLE_SERVICE}/Edit`, '{"Id":"role.999999999999999","Name":"x"}', NOT_FOUND],
  [`${ROLE_SERVICE}/Delete`, '{"Id":"role.1"}', [409, 'StandardRole']],
  [`${ROLE_SERVICE}/Delete`, '{"Id":"role.999999999999999"}', NOT_FOUND],
];

/** The write would be done if its id were one. */
function requestIds(target: HostileTarget): HostileRow[] {
  const header = 'x-ms-client-request-id';
  const ids = ['', 'x'.repeat(129), 'x'.repeat(10_000), 'a b', 'a/b', 'a,b', '"a"', '\xe9', 'a\tb'];
  const lists = [...ids.map((id) => [id]), ['a', 'b'], ['a', 'a']];
  return lists.map((sent) => ({
    name: `field: ${header} ${sent.map((id) => (id.length > 40 ? `of ${id.length} letters` : JSON.stringify(id))).join(' and ')}`,
    parts: post(target, `${KEY_SERVICE}/Delete`, '{"Ids":["authkey.1"]}', {
      lines: sent.map((id) => `${header}: ${id}`),
    }),
    status: 400,
    code: 'Validation',
    field: header,
  }));
}
