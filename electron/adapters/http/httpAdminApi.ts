import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ACCOUNT_SERVICE_PATH } from '../../../shared/adminApi/accountService.ts';
import { API_DESCRIPTION_PATH } from '../../../shared/adminApi/apiDescription.ts';
import {
  ACCOUNT_PROBLEM_OF,
  deleteResultSchema,
  eligibleAccountPageSchema,
  KEY_REPLACED,
  keyChangesSchema,
  keyPageSchema,
  type WireEligibleAccount,
  type WireKey,
  wireKeySchema,
  wireKeyWithSecretSchema,
  wirePermissionsSchema,
} from '../../../shared/adminApi/keyService.ts';
import { SERVER_DETAILS_PATH } from '../../../shared/adminApi/serverDetails.ts';
import { bulkResult } from '../../../shared/model/bulkChange.ts';
import type { EligibleAccount } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { ApiKey, Clock, ConnectAdminApi } from '../../ports.ts';
import { type ClockOffsets, withClockCorrection } from './clockCorrection.ts';
import { type BareHosts, withHostCorrection } from './hostCorrection.ts';
import { callJson, type Fetch } from './httpPost.ts';
import { MAX_RETRIES, withRetries } from './httpRetry.ts';
import { accountReadingSchema, FACTS_LIMIT_MS, serverDetailsSchema, TimedFetch } from './installationReadings.ts';
import { requestAuthorization } from './requestAuthorization.ts';
import { servicePathIn } from './servicePathIn.ts';

/** Dependencies of the API. */
export interface HttpAdminApiOptions {
  /** Uses the system's proxy and certificates. */
  readonly fetch: Fetch;
  /** Returns the `fetch` for a target with an authority of its own. */
  readonly fetchTrusting: (caCertificate: string) => Fetch;
  /** Returns the date of signatures and waits before a retry. */
  readonly clock: Clock;
  /** Spreads the retries of many computers. @returns a number of at least 0 and below 1. */
  readonly random: () => number;
  /** Longest time for one attempt, in milliseconds; `REQUEST_LIMIT_MS` when left out. */
  readonly timeLimitMs?: number;
  /** Maximum number of retries of a call; {@link MAX_RETRIES} when left out. */
  readonly maximumRetries?: number;
}

/** Checked by who reads it. */
const anyObject = z.looseObject({});

/** A call of one method. */
interface Call<Schema extends z.ZodType> {
  /** Below the address. */
  readonly path: string;
  readonly answer: Schema;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly requestId?: string | undefined;
}

/** How long and how often a call is tried. */
interface CallLimits {
  readonly timeLimitMs: number | undefined;
  readonly maximumRetries: number;
}

/** Returns the admin API over HTTP. */
export function httpAdminApi(options: HttpAdminApiOptions): ConnectAdminApi {
  const { clock, random, timeLimitMs, maximumRetries = MAX_RETRIES } = options;
  // Facts are read again with a later list.
  const factsLimits = { timeLimitMs: Math.min(FACTS_LIMIT_MS, timeLimitMs ?? FACTS_LIMIT_MS), maximumRetries: 0 };
  const offsets: ClockOffsets = new Map();
  const bareHosts: BareHosts = new Set();
  /** Whether an installation compares tokens, for those that were asked. */
  const tokenChecks = new Map<string, boolean>();
  return ({ address, servicePath, credentials, caCertificate }, onClockOffset = () => {}, onBareHost = () => {}) => {
    const fetch = caCertificate === null ? options.fetch : options.fetchTrusting(caCertificate);
    const offset = (): number => offsets.get(address) ?? 0;
    const now = () => clock.now() + offset();
    const authorize = requestAuthorization(credentials, now);
    const authorizeBareHost = requestAuthorization(credentials, now, true);
    if (credentials.kind === 'key') {
      // Another connection to the same address may know the clock offset.
      onClockOffset(offset());
    }
    const send = <Schema extends z.ZodType>(
      { path, answer, body, requestId }: Call<Schema>,
      limits: CallLimits = { timeLimitMs, maximumRetries },
      sendBy = fetch,
    ): Promise<z.output<Schema>> => {
      const naming = requestId === undefined ? {} : { requestId };
      const post = (signsBareHost: boolean, limit: number) =>
        callJson(sendBy, {
          url: address + path,
          authorize: signsBareHost ? authorizeBareHost : authorize,
          body,
          answer,
          timeLimitMs: limit,
          ...naming,
        });
      // A password depends neither on clock nor on host: no response may cause it to be sent again.
      const attempt =
        credentials.kind === 'key'
          ? withHostCorrection(withClockCorrection(post, { address, offsets, now: clock.now, onClockOffset }), {
              address,
              bareHosts,
              onBareHost,
            })
          : (limit: number) => post(false, limit);
      return withRetries(attempt, { isRead: requestId === undefined, clock, random, ...limits });
    };
    const call = <Schema extends z.ZodType>(
      method: string,
      answer: Schema,
      body: Readonly<Record<string, unknown>> = {},
      requestId?: string,
    ): Promise<z.output<Schema>> => send({ path: `${servicePath}/${method}`, answer, body, requestId });
    // One id for all attempts, so that a request that arrives twice does not create a second key.
    const write = <Schema extends z.ZodType>(
      method: string,
      answer: Schema,
      body: Readonly<Record<string, unknown>>,
      requestId = randomUUID() as string,
    ): Promise<z.output<Schema>> => call(method, answer, body, requestId);

    const askPermissions = async (): Promise<z.output<typeof wirePermissionsSchema>> => {
      const answer = await call('GetPermissions', wirePermissionsSchema);
      tokenChecks.set(address + servicePath, answer.ChecksTokens === true);
      return answer;
    };
    const checksTokens = async (): Promise<boolean> =>
      tokenChecks.get(address + servicePath) ?? (await askPermissions()).ChecksTokens === true;

    return {
      async listKeys({ skip, take }, search = '') {
        const body = { Skip: skip, Take: take, ...(search === '' ? {} : { Search: search }) };
        const page = await call('List', keyPageSchema, body);
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
      async createKey(accountId, expirationDate, requestId) {
        const body = { AccountId: accountId, ExpirationDate: expirationDate };
        return toKey(await write('Create', wireKeySchema, body, requestId));
      },
      checksTokens,
      async editKey(keyId, expirationDate, version, token) {
        const isChecked = token !== undefined && (await checksTokens());
        const body = { Id: keyId, ExpirationDate: expirationDate, Version: version };
        const key = toKey(await write('Edit', wireKeySchema, { ...body, ...(isChecked ? { Token: token } : {}) }));
        if (token !== undefined && key.token !== token) {
          throw new AppError('BAD_RESPONSE', 'The response to a change is about another key.');
        }
        return key;
      },
      async deleteKeys(keyIds, tokens) {
        const isChecked = tokens !== undefined && (await checksTokens());
        const body = { Ids: keyIds, ...(isChecked ? { Tokens: tokens } : {}) };
        const { Results } = await write('Delete', deleteResultSchema, body);
        const byId = new Map(Results.map((result) => [result.Id, result]));
        return keyIds.map((id) => {
          const result = byId.get(id);
          if (result?.Code === KEY_REPLACED) {
            return bulkResult(id, 'replaced', { code: 'KEY_REPLACED' });
          }
          if (result?.Deleted !== true) {
            return bulkResult(id, 'failed', { detail: result?.Error ?? null });
          }
          return bulkResult(id, result.Missing === true ? 'missing' : 'done');
        });
      },
      async getPermissions() {
        const answer = await askPermissions();
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
      async readServer() {
        const timed = new TimedFetch(fetch, () => clock.now());
        const details = { path: SERVER_DETAILS_PATH, answer: serverDetailsSchema, body: null };
        return timed.withClock(await send(details, factsLimits, timed.fetch));
      },
      readServicePath: async () =>
        servicePathIn(await send({ path: API_DESCRIPTION_PATH, answer: anyObject, body: null }, factsLimits), address),
      readAccount: (accountId) =>
        send(
          { path: `${ACCOUNT_SERVICE_PATH}/Get`, answer: accountReadingSchema, body: { id: accountId } },
          factsLimits,
        ),
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

function toAccount(account: WireEligibleAccount): EligibleAccount {
  return {
    id: account.Id,
    username: account.Username,
    fullName: account.FullName,
    systemRoles: account.SystemRoles ?? [],
    problem: account.IsEligible ? null : ACCOUNT_PROBLEM_OF[account.Reason ?? 'NoPermission'],
  };
}
