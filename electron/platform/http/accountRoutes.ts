import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { type WireAccount, wireAccountSchema } from '../../../shared/adminApi/accountService.ts';
import { idSchema, plainTextSchema } from '../../../shared/adminApi/text.ts';
import type { Account, AccountStorage } from '../storage/accountStorage.ts';
import { accountIdOf, NO_ROW, parseAccountId } from '../storage/identifiers.ts';
import { notFound } from './apiError.ts';
import { serveRead, serveWrite } from './apiMethod.ts';
import type { WriteRunner } from './writeRunner.ts';

/** Options of the routes. */
export interface AccountRouteOptions {
  readonly accounts: AccountStorage;
  readonly writes: WriteRunner;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** When all passwords expire, as reported, milliseconds since the epoch, UTC; `null` for never. */
  readonly passwordExpiry: number | null;
}

const VIEW = ['Accounts', 'View'] as const;
const FULL = ['Accounts', 'Full'] as const;

/** The methods of `Base/AccountService` (docs/admin-api.md). */
export const accountRoutes: FastifyPluginAsync<AccountRouteOptions> = async (
  app,
  { accounts, writes, now, passwordExpiry },
) => {
  const toWire = (account: Account): WireAccount => toWireAccount(account, passwordExpiry);
  serveRead(
    app,
    'List',
    {
      summary: 'Lists all accounts.',
      permission: VIEW,
      body: z.strictObject({}).nullish(),
      response: z.array(wireAccountSchema),
    },
    async () => (await accounts.list()).map(toWire),
  );

  serveRead(
    app,
    'Get',
    {
      summary: 'Gives an account.',
      permission: VIEW,
      body: z.strictObject({ id: idSchema }),
      response: wireAccountSchema,
      errors: [404],
    },
    async ({ id }) => {
      const account = await accounts.find(parseAccountId(id) ?? NO_ROW);
      if (account === null) {
        throw notFound('account');
      }
      return toWire(account);
    },
  );

  serveRead(
    app,
    'FindByUsername',
    {
      summary: 'Gives the id of the account with exactly this user name.',
      permission: VIEW,
      body: z.strictObject({ user: plainTextSchema(256).min(1) }),
      response: idSchema,
      errors: [404],
    },
    async ({ user }) => {
      const account = await accounts.findByUsername(user);
      if (account === null) {
        throw notFound('account');
      }
      return accountIdOf(account.id);
    },
  );

  serveWrite(
    app,
    writes,
    'Disable',
    {
      summary: 'Archives an account: it and its keys can no longer use the API.',
      permission: FULL,
      body: z.strictObject({ accountId: idSchema }),
      response: z.null(),
      errors: [404],
    },
    async ({ accountId }, transaction) => {
      await accounts.archive(transaction, parseAccountId(accountId) ?? NO_ROW, now());
      return null;
    },
  );

  serveWrite(
    app,
    writes,
    'Enable',
    {
      summary: 'Takes an account out of the archive.',
      permission: FULL,
      body: z.strictObject({ accountId: idSchema }),
      response: z.null(),
      errors: [404],
    },
    async ({ accountId }, transaction) => {
      await accounts.unarchive(transaction, parseAccountId(accountId) ?? NO_ROW, now());
      return null;
    },
  );
};

function toWireAccount(account: Account, passwordExpiry: number | null): WireAccount {
  const expires = passwordExpiry !== null && account.passwordHash !== null;
  return {
    Id: accountIdOf(account.id),
    Username: account.username,
    FullName: account.fullName,
    ...present('Mbox', account.mbox),
    ...present('Department', account.department),
    ...present('Title', account.title),
    ...present('Phone', account.phone),
    ...present('Language', account.language),
    ...present('TimeZone', account.timeZone),
    IsSystemAdministrator: account.isSystemAdministrator === 1,
    IsAnonymous: false,
    IsActive: account.isActive === 1,
    IsDisabled: account.isDisabled === 1,
    LicensingAllow: true,
    AuthenticationMethod: account.authenticationMethod,
    Role: account.role,
    CreationDate: new Date(account.creationDate).toISOString(),
    LastWriteDate: new Date(account.lastWriteDate).toISOString(),
    ...(account.lastLoginDate === null ? {} : { LastLoginDate: new Date(account.lastLoginDate).toISOString() }),
    ...(expires ? { PasswordExpirationDate: new Date(passwordExpiry).toISOString() } : {}),
  };
}

/** The product leaves empty fields out of its responses. */
function present<Name extends string>(name: Name, value: string | null): Partial<Record<Name, string>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, string>);
}
