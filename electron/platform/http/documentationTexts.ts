/** What the OpenAPI document contains besides the schemas: examples, and the meaning of each status. */

const EXPIRATION = '2099-12-31T23:59:59.000Z';

/** An example body for each method, by `operationId`. */
export const EXAMPLE_BODIES: Readonly<Record<string, object>> = {
  AuthenticationKeyService_List: { Sort: 'ExpirationDate', Take: 100 },
  AuthenticationKeyService_ListChanges: { Take: 100 },
  AuthenticationKeyService_Get: { id: 'authkey.1' },
  AuthenticationKeyService_GetPermissions: {},
  AuthenticationKeyService_ListEligibleAccounts: { Search: 'svc', Take: 100 },
  AuthenticationKeyService_Create: { AccountId: 'account.1', ExpirationDate: EXPIRATION },
  AuthenticationKeyService_Edit: { Id: 'authkey.1', ExpirationDate: EXPIRATION, Version: 1 },
  AuthenticationKeyService_Delete: { Ids: ['authkey.101', 'authkey.102'] },
  AccountService_List: {},
  AccountService_Get: { id: 'account.1' },
  AccountService_FindByUsername: { user: 'admin' },
  AccountService_Disable: { accountId: 'account.2' },
  AccountService_Enable: { accountId: 'account.2' },
  SystemRoleService_List: {},
  SystemRoleService_Create: {
    Name: 'Auditors',
    MemberIds: ['account.2'],
    Permissions: [
      { Resource: 'ApiCalls', Level: 'Full' },
      { Resource: 'AuthenticationKeys', Level: 'View' },
    ],
  },
  SystemRoleService_Edit: { Id: 'role.7', IsActive: false },
  SystemRoleService_Delete: { Id: 'role.7' },
};

const KEY = {
  Id: 'authkey.7',
  AccountId: 'account.2',
  Username: 'svc.erp',
  FullName: 'ERP integration',
  Token: '0123456789abcdef0123456789abcdef',
  CreationDate: '2026-11-22T20:04:38.000Z',
  ExpirationDate: EXPIRATION,
  Version: 1,
};

/** An example of each named schema. */
export const EXAMPLE_VALUES: Readonly<Record<string, object>> = {
  Key: KEY,
  KeyWithSecret: { ...KEY, SecretKey: `${'A'.repeat(86)}==` },
  EligibleAccount: {
    Id: 'account.2',
    Username: 'svc.erp',
    FullName: 'ERP integration',
    IsEligible: false,
    Reason: 'NoPermission',
    SystemRoles: [],
  },
  Account: {
    Id: 'account.2',
    Username: 'svc.erp',
    FullName: 'ERP integration',
    IsSystemAdministrator: false,
    IsAnonymous: false,
    IsActive: true,
    IsDisabled: false,
    LicensingAllow: true,
    AuthenticationMethod: 'Builtin',
    Role: 'User',
    CreationDate: '2026-11-22T20:04:38.000Z',
    LastWriteDate: '2026-11-22T20:04:38.000Z',
  },
  SystemRole: {
    Id: 'role.7',
    Name: 'Auditors',
    IsStandard: false,
    IsActive: true,
    MemberIds: ['account.2'],
    Permissions: [{ Resource: 'AuthenticationKeys', Level: 'View' }],
  },
  Error: { Code: 'Validation', Message: 'id: Invalid input', Details: [{ Field: 'id', Message: 'Invalid input' }] },
};

/** What a status means. */
export interface ResponseText {
  readonly description: string;
  /** Headers of responses with this status. */
  readonly headers?: Readonly<Record<string, object>>;
  /** `Code` and `Message` of a response of this kind; absent if the named schema has an example. */
  readonly rejection?: readonly [code: string, message: string];
}

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
};

/** The meaning of each status, for all methods. */
export const RESPONSE_TEXTS: Readonly<Record<string, ResponseText>> = {
  200: { description: 'Done.' },
  204: { description: 'Done. There is no body.' },
  400: {
    description:
      '`Validation`: `Details` names the fields. `AccountNotEligible`: `Details` gives the reason. ' +
      '`MalformedRequest`: the body is not JSON.',
  },
  401: {
    description: '`Unauthorized`: no credentials, or wrong ones.',
    headers: { 'WWW-Authenticate': { description: 'How to sign in, or what is wrong.', schema: { type: 'string' } } },
    rejection: ['Unauthorized', 'The user name or the password is wrong.'],
  },
  403: {
    description:
      '`NotPermitted`: the account lacks a permission. `HostNotAllowed`, `OriginNotAllowed`: sent by a page of ' +
      'another site.',
    rejection: ['NotPermitted', 'The account m.petrova lacks the permission "API calls".'],
  },
  404: {
    description: '`NotFound`: the identifier names nothing.',
    rejection: ['NotFound', 'There is no such account.'],
  },
  408: {
    description: '`Timeout`: the request did not arrive in time.',
    rejection: ['Timeout', 'The request did not arrive in time.'],
  },
  409: {
    description:
      'It does not fit what is there, and nothing was changed. `Conflict`: not the current `Version`. ' +
      '`LastAdministrator`: nobody else could undo it. `StandardRole`: only the members of the role can be changed. ' +
      '`NameTaken`: another role has the name. `RequestIdReused`: the id named another write.',
    rejection: ['RequestIdReused', 'Another write used this x-ms-client-request-id.'],
  },
  413: { description: '`TooLarge`: the body is over 1 MiB.', rejection: ['TooLarge', 'The body is too large.'] },
  415: {
    description: '`UnsupportedMediaType`: the body is not `application/json`.',
    rejection: ['UnsupportedMediaType', 'The body must be JSON: Content-Type: application/json.'],
  },
  417: {
    description: '`MalformedRequest`: an `Expect` other than `100-continue`.',
    rejection: ['MalformedRequest', 'Only 100-continue can be expected.'],
  },
  429: {
    description: '`Throttled`: too many failed attempts with these credentials, or too many passwords at once.',
    headers: RETRY_AFTER,
    rejection: [
      'Throttled',
      'Too many failed attempts with these credentials; try again in 40 s. The last one: The user name or the password is wrong.',
    ],
  },
  431: {
    description: '`TooLarge`: the headers are over 16 KiB.',
    rejection: ['TooLarge', 'The headers are too large.'],
  },
  500: {
    description: '`Internal`: the platform failed. `RequestId` finds the line in its log.',
    rejection: ['Internal', 'The platform failed.'],
  },
  503: {
    description: '`Unavailable`: the database cannot serve at the moment.',
    headers: RETRY_AFTER,
    rejection: ['Unavailable', 'The database cannot serve at the moment.'],
  },
};
