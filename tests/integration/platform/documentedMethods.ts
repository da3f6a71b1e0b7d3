import { ACCOUNT_SERVICE, daysFromNow, KEY_SERVICE, ROLE_SERVICE } from './platformClient.ts';

/** The methods in the tables of docs/admin-api.md, not imported from the code, and whether each writes. */
export const METHODS: readonly (readonly [path: string, isWrite: boolean])[] = [
  [`${KEY_SERVICE}/List`, false],
  [`${KEY_SERVICE}/ListChanges`, false],
  [`${KEY_SERVICE}/Get`, false],
  [`${KEY_SERVICE}/Create`, true],
  [`${KEY_SERVICE}/Edit`, true],
  [`${KEY_SERVICE}/Delete`, true],
  [`${KEY_SERVICE}/GetPermissions`, false],
  [`${KEY_SERVICE}/ListEligibleAccounts`, false],
  [`${ACCOUNT_SERVICE}/List`, false],
  [`${ACCOUNT_SERVICE}/Get`, false],
  [`${ACCOUNT_SERVICE}/FindByUsername`, false],
  [`${ACCOUNT_SERVICE}/Disable`, true],
  [`${ACCOUNT_SERVICE}/Enable`, true],
  [`${ROLE_SERVICE}/List`, false],
  [`${ROLE_SERVICE}/Create`, true],
  [`${ROLE_SERVICE}/Edit`, true],
  [`${ROLE_SERVICE}/Delete`, true],
];
/** The paths of {@link METHODS}. */
export const PATHS = METHODS.map(([path]) => path);

const future = daysFromNow(9);
const page = [undefined, {}, { Skip: 2, Take: 1 }, { Search: 'КУЗ' }, { Search: '😀'.repeat(200) }];
const badPage = [
  ...[[], 7, { Take: 0 }, { Take: 10_001 }, { Skip: -1 }, { Skip: 1.5 }],
  ...[{ Search: 'a\0' }, { Search: '😀'.repeat(201) }, { Other: 1 }],
];
const longId = 'x'.repeat(201);
const badRoles = [{ Name: ' ' }, { Name: 'a\nb' }, { Name: 'x'.repeat(257) }, { MemberIds: [7] }, { MemberIds: [''] }];
const right = { Resource: 'Logs', Level: 'View' };

/** Bodies that are valid for a method, whatever the result, and bodies that are not; `undefined` is no body. */
export const BODIES: Readonly<Record<string, readonly [good: readonly unknown[], bad: readonly unknown[]]>> = {
  [`${KEY_SERVICE}/List`]: [
    [...page, { Sort: '-ExpirationDate', ExpiresBefore: '2999-01-01T00:00:00+03:00', AccountId: 'account.7' }],
    [...badPage, { Sort: 'Token' }, { ExpiresBefore: 'tomorrow' }, { AccountId: longId }],
  ],
  [`${KEY_SERVICE}/ListChanges`]: [
    [undefined, {}, { Take: 3 }, { Cursor: '0000000000000000.1.1', Take: 10_000 }],
    [{ Cursor: 'g'.repeat(201) }, { Cursor: null }, { Take: 0 }, { Take: '3' }, { Skip: 1 }],
  ],
  [`${KEY_SERVICE}/Get`]: [
    [{ id: 'authkey.1' }, 'authkey.1', { id: 'authkey.999' }, 'authkey.999', { id: 'x'.repeat(200) }],
    [
      undefined,
      [],
      {},
      null,
      '',
      1234,
      true,
      longId,
      ['authkey.1'],
      { id: 7 },
      { id: '' },
      { id: longId },
      { Id: 'authkey.1' },
      { id: 'a', x: 1 },
    ],
  ],
  [`${KEY_SERVICE}/Create`]: [
    [{ AccountId: 'account.1', ExpirationDate: future }],
    [
      undefined,
      { AccountId: 'account.1' },
      ...['2999-02-30T00:00:00Z', '2999-01-01', '2999-01-01T00:00:00', '2999-01-01t00:00:00z'].map(
        (ExpirationDate) => ({
          AccountId: 'account.1',
          ExpirationDate,
        }),
      ),
      { AccountId: '', ExpirationDate: future },
      { AccountId: 'account.1', ExpirationDate: future, Secret: 'x' },
    ],
  ],
  [`${KEY_SERVICE}/Edit`]: [
    [
      { Id: 'authkey.2', ExpirationDate: future, Version: 1 },
      { Id: 'authkey.2', ExpirationDate: future, Version: 7 },
      { Id: 'authkey.999', ExpirationDate: future, Version: 1 },
    ],
    [
      { Id: 7, Version: -1, Extra: true },
      { Id: 'authkey.2', ExpirationDate: future, Version: 1.5 },
    ],
  ],
  [`${KEY_SERVICE}/Delete`]: [
    [{ Ids: ['authkey.999', 'nonsense'] }],
    ['authkey.999', { Ids: [] }, { Ids: Array(1001).fill('authkey.1') }, { Ids: 'authkey.1' }, { Ids: [''] }, {}],
  ],
  [`${KEY_SERVICE}/GetPermissions`]: [
    [undefined, {}],
    [[], { Account: 'x' }],
  ],
  [`${KEY_SERVICE}/ListEligibleAccounts`]: [page, badPage],
  [`${ACCOUNT_SERVICE}/List`]: [
    [undefined, {}],
    [{ Take: 1 }, 'x'],
  ],
  [`${ACCOUNT_SERVICE}/Get`]: [
    [{ id: 'account.1' }, 'account.1', { id: 'account.999' }],
    [{}, '', 1, { id: '' }, { user: 'admin' }],
  ],
  [`${ACCOUNT_SERVICE}/FindByUsername`]: [
    [{ user: 'admin' }, 'admin', { user: 'nobody' }],
    [{ user: '' }, '', 'x'.repeat(257), 7, { user: 'x'.repeat(257) }, { user: '\0' }, { id: 'account.1' }],
  ],
  [`${ACCOUNT_SERVICE}/Disable`]: [
    [{ accountId: 'account.2' }, 'account.2', { accountId: 'account.1' }, 'account.999'],
    [{}, '', 2, { accountId: 2 }],
  ],
  [`${ACCOUNT_SERVICE}/Enable`]: [
    [{ accountId: 'account.2' }, 'account.2', { accountId: 'account.999' }],
    [{}, '', false, { id: 'account.2' }],
  ],
  [`${ROLE_SERVICE}/List`]: [
    [undefined, {}],
    [{ Take: 1 }, 'x'],
  ],
  [`${ROLE_SERVICE}/Create`]: [
    [
      { Name: 'Роль' },
      { Name: 'Full', IsActive: false, MemberIds: ['account.2'], Permissions: [right] },
      { Name: 'Full' },
    ],
    [
      {},
      ...badRoles,
      { Name: 'New', IsStandard: true },
      { Name: 'New', Permissions: [{ ...right, Resource: 'Everything' }] },
      { Name: 'New', Permissions: [{ ...right, Level: 'Some' }] },
      { Name: 'New', Permissions: [{ ...right, More: 1 }] },
    ],
  ],
  [`${ROLE_SERVICE}/Edit`]: [
    [{ Id: 'role.5' }, { Id: 'role.5', Permissions: [right] }, { Id: 'role.1', Name: 'Other' }, { Id: 'role.999' }],
    [{}, ...badRoles.map((change) => ({ Id: 'role.5', ...change })), { Id: 'role.5', IsActive: 1 }],
  ],
  [`${ROLE_SERVICE}/Delete`]: [
    [{ Id: 'role.6' }, 'role.1', { Id: 'role.999' }],
    [{}, '', 6, { id: 'role.6' }],
  ],
};
