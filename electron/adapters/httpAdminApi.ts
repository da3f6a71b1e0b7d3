import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  deleteResultSchema,
  eligibleAccountPageSchema,
  type INELIGIBILITY_REASONS,
  keyChangesSchema,
  keyPageSchema,
  type WireEligibleAccount,
  type WireKey,
  wireKeySchema,
  wireKeyWithSecretSchema,
  wirePermissionsSchema,
} from '../../shared/adminApi/keyService.ts';
import type { AccountProblem, EligibleAccount, KeyDeletion } from '../../shared/model/key.ts';
import type { ApiKey, ConnectAdminApi } from '../ports.ts';
import { type Fetch, postJson } from './httpPost.ts';
import { requestAuthorization } from './requestAuthorization.ts';

/** What the calls are made with. */
export interface HttpAdminApiOptions {
  /** Electron's `net.fetch` in the application (system proxy and certificates), Node's elsewhere. */
  readonly fetch: Fetch;
  /** Gives the `fetch` for a target with an authority of its own. */
  readonly fetchTrusting: (caCertificate: string) => Fetch;
  /** Milliseconds since the epoch, UTC: the date of signatures. */
  readonly now: () => number;
}

/** Gives the admin API over HTTP. */
export function httpAdminApi(options: HttpAdminApiOptions): ConnectAdminApi {
  return ({ address, servicePath, credentials, caCertificate }) => {
    const fetch = caCertificate === null ? options.fetch : options.fetchTrusting(caCertificate);
    const authorize = requestAuthorization(credentials, options.now);
    const call = <Schema extends z.ZodType>(
      method: string,
      answer: Schema,
      body: Readonly<Record<string, unknown>> = {},
      naming: { readonly requestId?: string } = {},
    ): Promise<z.output<Schema>> =>
      postJson(fetch, { url: `${address}${servicePath}/${method}`, authorize, body, answer, ...naming });
    // A request that a broken connection makes the network layer send again must not make a second key.
    const write = <Schema extends z.ZodType>(
      method: string,
      answer: Schema,
      body: Readonly<Record<string, unknown>>,
    ): Promise<z.output<Schema>> => call(method, answer, body, { requestId: randomUUID() });

    return {
      async listKeys({ skip, take }) {
        const page = await call('List', keyPageSchema, { Skip: skip, Take: take });
        return { items: page.Items.map(toKey), total: page.Total };
      },
      async listChanges(cursor, take) {
        const body = { Take: take, ...(cursor === null ? {} : { Cursor: cursor }) };
        const changes = await call('ListChanges', keyChangesSchema, body);
        return {
          changed: changes.Upserted.map(toKey),
          deletedIds: changes.DeletedIds,
          cursor: changes.Cursor,
          isReset: changes.Reset,
          hasMore: changes.HasMore,
        };
      },
      async readSecret(keyId) {
        const key = await call('Get', wireKeyWithSecretSchema, { id: keyId });
        return { key: toKey(key), secretKey: key.SecretKey };
      },
      async createKey(accountId, expirationDate) {
        return toKey(await write('Create', wireKeySchema, { AccountId: accountId, ExpirationDate: expirationDate }));
      },
      async editKey(keyId, expirationDate, version) {
        const body = { Id: keyId, ExpirationDate: expirationDate, Version: version };
        return toKey(await write('Edit', wireKeySchema, body));
      },
      async deleteKeys(keyIds) {
        const { Results } = await write('Delete', deleteResultSchema, { Ids: keyIds });
        const byId = new Map(Results.map((result) => [result.Id, result]));
        return keyIds.map((id): KeyDeletion => {
          const result = byId.get(id);
          if (result?.Deleted !== true) {
            return { id, outcome: 'failed', detail: result?.Error ?? null };
          }
          return { id, outcome: result.Missing === true ? 'missing' : 'deleted', detail: null };
        });
      },
      async getPermissions() {
        const answer = await call('GetPermissions', wirePermissionsSchema);
        return {
          canView: answer.CanView,
          canReadSecret: answer.CanReadSecret,
          canCreate: answer.CanCreate,
          canEdit: answer.CanEdit,
          canDelete: answer.CanDelete,
          account: { id: answer.Account.Id, username: answer.Account.Username, fullName: answer.Account.FullName },
        };
      },
      async listEligibleAccounts(search, { skip, take }) {
        const body = { Skip: skip, Take: take, ...(search === '' ? {} : { Search: search }) };
        const page = await call('ListEligibleAccounts', eligibleAccountPageSchema, body);
        return { items: page.Items.map(toAccount), total: page.Total };
      },
    };
  };
}

function toKey(key: WireKey): ApiKey {
  return {
    id: key.Id,
    accountId: key.AccountId,
    username: key.Username,
    fullName: key.FullName,
    token: key.Token,
    creationDate: key.CreationDate,
    expirationDate: key.ExpirationDate,
    lastUsedDate: key.LastUsedDate ?? null,
    version: key.Version,
  };
}

const PROBLEMS: Readonly<Record<(typeof INELIGIBILITY_REASONS)[number], AccountProblem>> = {
  Disabled: 'disabled',
  Inactive: 'inactive',
  NoPermission: 'noPermission',
};

function toAccount(account: WireEligibleAccount): EligibleAccount {
  return {
    id: account.Id,
    username: account.Username,
    fullName: account.FullName,
    systemRoles: account.SystemRoles ?? [],
    problem: account.IsEligible ? null : PROBLEMS[account.Reason ?? 'NoPermission'],
  };
}
