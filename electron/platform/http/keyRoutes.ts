import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  createKeySchema,
  deleteKeysSchema,
  deleteResultSchema,
  editKeySchema,
  eligibleAccountPageSchema,
  getKeySchema,
  keyPageSchema,
  listEligibleAccountsSchema,
  listKeysSchema,
  MAXIMUM_PAGE,
  type WireEligibleAccount,
  type WireKey,
  type WireKeyWithSecret,
  wireKeySchema,
  wireKeyWithSecretSchema,
  wirePermissionsSchema,
} from '../../../shared/adminApi/keyService.ts';
import type { AccountStorage, Candidate } from '../storage/accountStorage.ts';
import { accountIdOf, keyIdOf, parseAccountId, parseKeyId } from '../storage/identifiers.ts';
import type { CreationProblem, KeyStorage, StoredKey, StoredKeyWithSecret } from '../storage/keyStorage.ts';
import { ApiRefusal, invalidField, notFound } from './apiRefusal.ts';
import { callerOf, hasPermission, requirePermission } from './requestAuthentication.ts';

/** What the routes work on. */
export interface KeyRouteOptions {
  readonly accounts: AccountStorage;
  readonly keys: KeyStorage;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

/** Matches no row: what an identifier that nobody has gives stands for. */
const NO_ROW = 0;

const requireView = async (request: FastifyRequest) => requirePermission(request, 'AuthenticationKeys', 'View');
const requireFull = async (request: FastifyRequest) => requirePermission(request, 'AuthenticationKeys', 'Full');

/** The methods of `Base/AuthenticationKeyService` (docs/admin-api.md). */
export const keyRoutes: FastifyPluginAsyncZod<KeyRouteOptions> = async (app, { accounts, keys, now }) => {
  app.post(
    '/List',
    { preValidation: requireView, schema: { body: listKeysSchema.nullish(), response: { 200: keyPageSchema } } },
    async ({ body }) => {
      const { Skip = 0, Take = MAXIMUM_PAGE, Search, Sort, ExpiresBefore, AccountId } = body ?? {};
      const { items, total } = await keys.list({
        skip: Skip,
        take: Take,
        search: Search,
        sort: Sort,
        expiresBefore: ExpiresBefore === undefined ? undefined : Date.parse(ExpiresBefore),
        accountId: AccountId === undefined ? undefined : (parseAccountId(AccountId) ?? NO_ROW),
      });
      return { Items: items.map(toWireKey), Total: total };
    },
  );

  app.post(
    '/Get',
    { preValidation: requireView, schema: { body: getKeySchema, response: { 200: wireKeyWithSecretSchema } } },
    async ({ body }) => {
      const key = await keys.find(parseKeyId(body.id) ?? NO_ROW);
      if (key === null) {
        throw notFound('authentication key');
      }
      return toWireKeyWithSecret(key);
    },
  );

  app.post(
    '/Create',
    { preValidation: requireFull, schema: { body: createKeySchema, response: { 200: wireKeyWithSecretSchema } } },
    async ({ body }) => {
      const expirationDate = Date.parse(body.ExpirationDate);
      const creationDate = now();
      if (expirationDate <= creationDate) {
        throw invalidField('ExpirationDate', 'The instant must lie in the future.');
      }
      const result = await keys.create(parseAccountId(body.AccountId) ?? NO_ROW, creationDate, expirationDate);
      if (typeof result === 'string') {
        throw creationRefusal(result);
      }
      return toWireKeyWithSecret(result);
    },
  );

  app.post(
    '/Edit',
    { preValidation: requireFull, schema: { body: editKeySchema, response: { 200: wireKeySchema } } },
    async ({ body }) => {
      const id = parseKeyId(body.Id) ?? NO_ROW;
      const result = await keys.edit(id, Date.parse(body.ExpirationDate), body.Version);
      if (result === 'Missing') {
        throw notFound('authentication key');
      }
      if (result === 'Conflict') {
        throw new ApiRefusal(409, 'Conflict', 'The key was changed in the meantime: this is not its current version.');
      }
      return toWireKey(result);
    },
  );

  app.post(
    '/Delete',
    { preValidation: requireFull, schema: { body: deleteKeysSchema, response: { 200: deleteResultSchema } } },
    async ({ body }) => {
      const ids = body.Ids.map(parseKeyId);
      const deleted = await keys.delete(ids.filter((id) => id !== null));
      return {
        Results: body.Ids.map((Id, index) => {
          const isMissing = !deleted.has(ids[index] ?? NO_ROW);
          return isMissing ? { Id, Deleted: true, Missing: true } : { Id, Deleted: true };
        }),
      };
    },
  );

  app.post(
    '/GetPermissions',
    { schema: { body: z.strictObject({}).nullish(), response: { 200: wirePermissionsSchema } } },
    async (request) => {
      const caller = callerOf(request);
      const canView = hasPermission(caller, 'AuthenticationKeys', 'View');
      const canWrite = hasPermission(caller, 'AuthenticationKeys', 'Full');
      return {
        CanView: canView,
        CanReadSecret: canView,
        CanCreate: canWrite,
        CanEdit: canWrite,
        CanDelete: canWrite,
        Account: { Id: accountIdOf(caller.id), Username: caller.username, FullName: caller.fullName },
      };
    },
  );

  app.post(
    '/ListEligibleAccounts',
    {
      preValidation: requireView,
      schema: { body: listEligibleAccountsSchema.nullish(), response: { 200: eligibleAccountPageSchema } },
    },
    async ({ body }) => {
      const { Search = '', Skip = 0, Take = MAXIMUM_PAGE } = body ?? {};
      const { items, total } = await accounts.listCandidates(Search, Skip, Take);
      return { Items: items.map(toWireCandidate), Total: total };
    },
  );
};

const CREATION_TEXTS = {
  Disabled: 'The account is disabled.',
  Inactive: 'The account is inactive.',
  NoPermission: 'The account lacks the permission "API calls".',
} as const;

/** `Details` carries the reason as a stable word. */
function creationRefusal(problem: CreationProblem): ApiRefusal {
  if (problem === 'UnknownAccount') {
    return invalidField('AccountId', 'There is no such account.');
  }
  const details = [{ Field: 'AccountId', Message: problem }];
  return new ApiRefusal(400, 'AccountNotEligible', CREATION_TEXTS[problem], { details });
}

function toWireKey(key: StoredKey): WireKey {
  return {
    Id: keyIdOf(key.id),
    AccountId: accountIdOf(key.accountId),
    Username: key.username,
    FullName: key.fullName,
    Token: key.token,
    CreationDate: new Date(key.creationDate).toISOString(),
    ExpirationDate: new Date(key.expirationDate).toISOString(),
    ...(key.lastUsedDate === null ? {} : { LastUsedDate: new Date(key.lastUsedDate).toISOString() }),
    Version: key.version,
  };
}

function toWireKeyWithSecret(key: StoredKeyWithSecret): WireKeyWithSecret {
  return { ...toWireKey(key), SecretKey: key.secret.toString('base64') };
}

function toWireCandidate({ id, username, fullName, problem, systemRoles }: Candidate): WireEligibleAccount {
  return {
    Id: accountIdOf(id),
    Username: username,
    FullName: fullName,
    IsEligible: problem === null,
    ...(problem === null ? {} : { Reason: problem }),
    SystemRoles: [...systemRoles],
  };
}
