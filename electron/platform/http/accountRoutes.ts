import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type WireAccount, wireAccountSchema } from '../../../shared/adminApi/accountService.ts';
import type { Account, AccountStorage } from '../storage/accountStorage.ts';
import { accountIdOf, parseAccountId } from '../storage/identifiers.ts';
import { ApiRefusal, notFound } from './apiRefusal.ts';
import { requirePermission } from './requestAuthentication.ts';

/** What the routes work on. */
export interface AccountRouteOptions {
  readonly accounts: AccountStorage;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

const NO_ROW = 0;
const textSchema = z.string().min(1).max(256);
const accountIdSchema = z.strictObject({ accountId: textSchema });

const requireView = async (request: FastifyRequest) => requirePermission(request, 'Accounts', 'View');
const requireFull = async (request: FastifyRequest) => requirePermission(request, 'Accounts', 'Full');

/** The methods of `Base/AccountService` (docs/admin-api.md). */
export const accountRoutes: FastifyPluginAsyncZod<AccountRouteOptions> = async (app, { accounts, now }) => {
  app.post(
    '/List',
    {
      preValidation: requireView,
      schema: { body: z.strictObject({}).nullish(), response: { 200: z.array(wireAccountSchema) } },
    },
    async () => (await accounts.list()).map(toWireAccount),
  );

  app.post(
    '/Get',
    {
      preValidation: requireView,
      schema: { body: z.strictObject({ id: textSchema }), response: { 200: wireAccountSchema } },
    },
    async ({ body }) => {
      const account = await accounts.find(parseAccountId(body.id) ?? NO_ROW);
      if (account === null) {
        throw notFound('account');
      }
      return toWireAccount(account);
    },
  );

  app.post(
    '/FindByUsername',
    {
      preValidation: requireView,
      schema: { body: z.strictObject({ user: textSchema }), response: { 200: z.string() } },
    },
    async ({ body }) => {
      const account = await accounts.findByUsername(body.user);
      if (account === null) {
        throw notFound('account');
      }
      return accountIdOf(account.id);
    },
  );

  app.post('/Disable', { preValidation: requireFull, schema: { body: accountIdSchema } }, async ({ body }, reply) => {
    refuseChange(await accounts.disable(parseAccountId(body.accountId) ?? NO_ROW, now()));
    return reply.status(204).send();
  });

  app.post('/Enable', { preValidation: requireFull, schema: { body: accountIdSchema } }, async ({ body }, reply) => {
    refuseChange(await accounts.enable(parseAccountId(body.accountId) ?? NO_ROW, now()));
    return reply.status(204).send();
  });
};

function refuseChange(problem: 'UnknownAccount' | 'LastAdministrator' | null): void {
  if (problem === 'UnknownAccount') {
    throw notFound('account');
  }
  if (problem === 'LastAdministrator') {
    throw new ApiRefusal(409, 'LastAdministrator', 'The last system administrator cannot be disabled.');
  }
}

function toWireAccount(account: Account): WireAccount {
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
  };
}

/** The product leaves empty fields out of its answers. */
function present<Name extends string>(name: Name, value: string | null): Partial<Record<Name, string>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, string>);
}
