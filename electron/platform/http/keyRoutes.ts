import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import {
  createKeySchema,
  deleteKeysSchema,
  deleteResultSchema,
  editKeySchema,
  eligibleAccountPageSchema,
  getKeySchema,
  KEY_REPLACED,
  keyChangesSchema,
  keyPageSchema,
  listChangesSchema,
  listEligibleAccountsSchema,
  listKeysSchema,
  MAX_PAGE_SIZE,
  wireKeySchema,
  wireKeyWithSecretSchema,
  wirePermissionsSchema,
} from '../../../shared/adminApi/keyService.ts';
import type { AccountStorage } from '../storage/accountStorage.ts';
import { isCursor, readChanges } from '../storage/changeFeed.ts';
import type { PlatformDatabase } from '../storage/databaseEngine.ts';
import { accountIdOf, keyIdOf, NO_ROW, parseAccountId, parseKeyId } from '../storage/identifiers.ts';
import type { KeyStorage } from '../storage/keyStorage.ts';
import { invalidField, notFound } from './apiError.ts';
import { serveRead, serveWrite } from './apiMethod.ts';
import { callerOf, hasPermission } from './requestAuthentication.ts';
import { toWireCandidate, toWireKey, toWireKeyWithSecret } from './wireKeys.ts';
import type { WriteRunner } from './writeRunner.ts';

/** Options of the routes. */
export interface KeyRouteOptions {
  readonly database: PlatformDatabase;
  readonly accounts: AccountStorage;
  readonly keys: KeyStorage;
  readonly writes: WriteRunner;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

const VIEW = ['AuthenticationKeys', 'View'] as const;
const FULL = ['AuthenticationKeys', 'Full'] as const;

/** The methods of `Base/AuthenticationKeyService` (docs/admin-api.md). */
export const keyRoutes: FastifyPluginAsync<KeyRouteOptions> = async (app, options) => {
  serveReads(app, options);
  serveWrites(app, options);
};

function serveReads(app: FastifyInstance, { database, accounts, keys }: KeyRouteOptions): void {
  serveRead(
    app,
    'List',
    {
      summary: 'Lists keys without their secrets.',
      permission: VIEW,
      body: listKeysSchema.nullish(),
      response: keyPageSchema,
    },
    async (body) => {
      const { Skip = 0, Take = MAX_PAGE_SIZE, Search, Sort, ExpiresBefore, AccountId } = body ?? {};
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

  serveRead(
    app,
    'ListChanges',
    {
      summary: 'Lists what has happened to keys since an earlier answer.',
      description:
        'Without `Cursor` the whole list comes in pages. Call again with the `Cursor` of the answer: at once while ' +
        '`HasMore` is true, later for what is new. `Reset` says to forget everything known before taking the page.',
      permission: VIEW,
      body: listChangesSchema.nullish(),
      response: keyChangesSchema,
    },
    async (body) => {
      const { Cursor, Take = MAX_PAGE_SIZE } = body ?? {};
      if (Cursor !== undefined && !isCursor(Cursor)) {
        throw invalidField('Cursor', 'This is not the cursor of an answer.');
      }
      const changes = await readChanges(database, Cursor ?? null, Take);
      return {
        Upserted: changes.upserted.map(toWireKey),
        DeletedIds: changes.deleted.map(keyIdOf),
        Cursor: changes.cursor,
        Reset: changes.isReset,
        HasMore: changes.hasMore,
      };
    },
  );

  serveRead(
    app,
    'Get',
    {
      summary: 'Gives a key with its secret.',
      permission: VIEW,
      body: getKeySchema,
      response: wireKeyWithSecretSchema,
      errors: [404],
    },
    async ({ id }) => {
      const key = await keys.find(parseKeyId(id) ?? NO_ROW);
      if (key === null) {
        throw notFound('authentication key');
      }
      return toWireKeyWithSecret(key);
    },
  );

  serveRead(
    app,
    'GetPermissions',
    {
      summary: 'Tells what the calling account may do with keys.',
      permission: null,
      body: z.strictObject({}).nullish(),
      response: wirePermissionsSchema,
    },
    async (_body, request) => {
      const caller = callerOf(request);
      const canView = hasPermission(caller, ...VIEW);
      const canWrite = hasPermission(caller, ...FULL);
      return {
        CanView: canView,
        CanReadSecret: canView,
        CanCreate: canWrite,
        CanEdit: canWrite,
        CanDelete: canWrite,
        ChecksTokens: true,
        Account: { Id: accountIdOf(caller.id), Username: caller.username, FullName: caller.fullName },
      };
    },
  );

  serveRead(
    app,
    'ListEligibleAccounts',
    {
      summary: 'Lists the accounts a key could be for.',
      description: 'Accounts that may use the API come first, then the others with the reason.',
      permission: VIEW,
      body: listEligibleAccountsSchema.nullish(),
      response: eligibleAccountPageSchema,
    },
    async (body) => {
      const { Search = '', Skip = 0, Take = MAX_PAGE_SIZE } = body ?? {};
      const { items, total } = await accounts.listCandidates(Search, Skip, Take);
      return { Items: items.map(toWireCandidate), Total: total };
    },
  );
}

function serveWrites(app: FastifyInstance, { keys, writes, now }: KeyRouteOptions): void {
  serveWrite(
    app,
    writes,
    'Create',
    {
      summary: 'Makes a key for an account.',
      description: 'The expiry must lie in the future, and the account must be one that may use the API.',
      permission: FULL,
      body: createKeySchema,
      response: wireKeyWithSecretSchema,
    },
    async (body, transaction) => {
      const expirationDate = Date.parse(body.ExpirationDate);
      const creationDate = now();
      if (expirationDate <= creationDate) {
        throw invalidField('ExpirationDate', 'The instant must lie in the future.');
      }
      const accountId = parseAccountId(body.AccountId) ?? NO_ROW;
      return toWireKeyWithSecret(await keys.create(transaction, { accountId, creationDate, expirationDate }));
    },
  );

  serveWrite(
    app,
    writes,
    'Edit',
    {
      summary: 'Changes the expiry of a key.',
      description:
        '`Version` must be the current one, else the answer is 409. An instant that has passed disables it. With `Token` ' +
        'a key that has another one is left alone: 409 `KeyReplaced`.',
      permission: FULL,
      body: editKeySchema,
      response: wireKeySchema,
      errors: [404],
    },
    async (body, transaction) => {
      const id = parseKeyId(body.Id) ?? NO_ROW;
      const expirationDate = Date.parse(body.ExpirationDate);
      return toWireKey(await keys.edit(transaction, { id, expirationDate, version: body.Version }, body.Token));
    },
  );

  serveWrite(
    app,
    writes,
    'Delete',
    {
      summary: 'Deletes keys, all of them or none.',
      description:
        'One result per id, in order. A key that is not there counts as deleted and is marked `Missing`. With `Tokens`, ' +
        'one for each id, a key that has another token is left alone and has the `Code` `KeyReplaced`.',
      permission: FULL,
      body: deleteKeysSchema,
      response: deleteResultSchema,
    },
    async (body, transaction) => {
      const { Ids, Tokens } = body;
      if (Tokens !== undefined && Tokens.length !== Ids.length) {
        throw invalidField('Tokens', 'There is one for each of Ids, in the same order.');
      }
      const ids = Ids.map((id) => parseKeyId(id) ?? NO_ROW);
      const present = Tokens === undefined ? null : await keys.tokensOf(transaction, ids);
      const isReplaced = (id: number, index: number): boolean => {
        const token = present?.get(id);
        return token !== undefined && token !== Tokens?.[index];
      };
      const wanted = new Set(ids.filter((id, index) => id !== NO_ROW && !isReplaced(id, index)));
      const deleted = await keys.delete(transaction, [...wanted], now());
      return {
        Results: Ids.map((Id, index) => {
          const id = ids[index] ?? NO_ROW;
          if (isReplaced(id, index)) {
            return { Id, Deleted: false, Code: KEY_REPLACED, Error: 'Another key has this identifier now.' };
          }
          return deleted.has(id) ? { Id, Deleted: true } : { Id, Deleted: true, Missing: true };
        }),
      };
    },
  );
}
