import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { SecretCipher } from '../authentication/secretCipher.ts';
import { ineligibility } from './accountRights.ts';
import type { PlatformDatabase, PlatformTransaction } from './databaseEngine.ts';
import { pruneDeletions, recordDeletions } from './deletedKeys.ts';
import { PreparedQuery } from './preparedQuery.ts';
import type { NewKeyRow } from './schema.ts';
import { searchPatterns } from './searchName.ts';
import { StorageError } from './storageError.ts';
import { allocateChanges } from './writeTransaction.ts';

/** Length of a secret key and of a token in bytes. */
const SECRET_BYTES = 64;
const TOKEN_BYTES = 16;
/** Minimum interval between writes of the last use of a key, in milliseconds, so that reads do not become writes. */
const LAST_USE_STEP_MS = 60_000;

/** A key with the names of its account, without its secret. Instants are milliseconds since the epoch, UTC. */
export interface StoredKey {
  readonly id: number;
  readonly accountId: number;
  readonly username: string;
  readonly fullName: string;
  readonly token: string;
  readonly creationDate: number;
  readonly expirationDate: number;
  readonly lastUsedDate: number | null;
  readonly version: number;
}

/** A key with its 64 secret bytes. */
export interface StoredKeyWithSecret extends StoredKey {
  readonly secret: Buffer;
}

/** Columns that keys can be sorted by. */
type KeySortColumn = 'Username' | 'CreationDate' | 'ExpirationDate';

/** Which keys to list. */
export interface KeyQuery {
  readonly skip: number;
  readonly take: number;
  readonly search?: string | undefined;
  readonly sort?: KeySortColumn | `-${KeySortColumn}` | undefined;
  readonly expiresBefore?: number | undefined;
  readonly accountId?: number | undefined;
}

const SORT_COLUMNS = {
  Username: 'account.searchName',
  CreationDate: 'authenticationKey.creationDate',
  ExpirationDate: 'authenticationKey.expirationDate',
} as const;

/** Creates the row of a new key: the secret and, unless given, the token are random; version 1; never used. */
export function newKeyRow(
  cipher: SecretCipher,
  key: Pick<NewKeyRow, 'accountId' | 'creationDate' | 'expirationDate' | 'change'> & { readonly token?: string },
): NewKeyRow {
  const token = key.token ?? randomBytes(TOKEN_BYTES).toString('hex');
  const sealedSecret = cipher.seal(randomBytes(SECRET_BYTES), sealName(token, key.accountId));
  return { ...key, token, sealedSecret, lastUsedDate: null, version: 1 };
}

/** A secret is encrypted for its token and account, so that a row cannot be moved to another account. */
export function sealName(token: string, accountId: number): string {
  return `${token} ${accountId}`;
}

/** Whether a use of a key is to be recorded: the last one is recorded once a minute. @param now milliseconds since the epoch, UTC. */
export function isUseDue({ lastUsedDate }: Pick<StoredKey, 'lastUsedDate'>, now: number): boolean {
  return lastUsedDate === null || now - lastUsedDate >= LAST_USE_STEP_MS;
}

/** Selects keys with the names of their accounts. */
export function selectKeys(database: PlatformDatabase) {
  return withNames(matchingKeys(database));
}

/** Authentication keys; their secrets are encrypted before they are stored. */
export class KeyStorage {
  readonly #database: PlatformDatabase;
  readonly #cipher: SecretCipher;
  readonly #byId;

  constructor(database: PlatformDatabase, cipher: SecretCipher) {
    this.#database = database;
    this.#cipher = cipher;
    this.#byId = new PreparedQuery(
      database,
      selectKeys(database).select('sealedSecret').where('authenticationKey.id', '=', 0),
    );
  }

  /** Returns one page of keys, by default by user name; equal keys are in the order of their ids. */
  async list(query: KeyQuery): Promise<{ readonly items: readonly StoredKey[]; readonly total: number }> {
    const { skip, take, sort = 'Username' } = query;
    const matching = matchingKeys(this.#database, query);
    const { total } = await matching
      .select((builder) => builder.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const column = sort.replace('-', '') as KeySortColumn;
    const items = await withNames(matching)
      .orderBy(SORT_COLUMNS[column], sort.startsWith('-') ? 'desc' : 'asc')
      .orderBy('authenticationKey.id')
      .limit(take)
      .offset(skip)
      .execute();
    return { items, total };
  }

  /** Returns a key with its secret, or `null`. */
  async find(id: number): Promise<StoredKeyWithSecret | null> {
    const row = await this.#byId.findFirst(id);
    return row === null ? null : this.#open(row);
  }

  /**
   * Creates a key with a random token and secret.
   * @throws StorageError if there is no such account or it may not use the API.
   */
  async create(
    transaction: PlatformTransaction,
    { accountId, creationDate, expirationDate }: Pick<NewKeyRow, 'accountId' | 'creationDate' | 'expirationDate'>,
  ): Promise<StoredKeyWithSecret> {
    const account = await transaction
      .selectFrom('account')
      .select(ineligibility.as('problem'))
      .where('id', '=', accountId)
      .executeTakeFirst();
    if (account === undefined) {
      throw new StorageError('UnknownOwner');
    }
    if (account.problem !== null) {
      throw new StorageError(`Owner${account.problem}`);
    }
    const change = (await allocateChanges(transaction, 1)) + 1;
    const row = newKeyRow(this.#cipher, { accountId, creationDate, expirationDate, change });
    await transaction.insertInto('authenticationKey').values(row).execute();
    const query = selectKeys(transaction).select('sealedSecret').where('token', '=', row.token);
    return this.#open(await query.executeTakeFirstOrThrow());
  }

  /**
   * Changes the expiry of a key and increments its version.
   * @param token compared with that of the key if given.
   * @throws StorageError if the key was deleted, has another token, or another version.
   */
  async edit(
    transaction: PlatformTransaction,
    { id, expirationDate, version }: Pick<StoredKey, 'id' | 'expirationDate' | 'version'>,
    token?: string,
  ): Promise<StoredKey> {
    const change = (await allocateChanges(transaction, 1)) + 1;
    const { numUpdatedRows } = await transaction
      .updateTable('authenticationKey')
      .set({ expirationDate, version: version + 1, change })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    const key = await selectKeys(transaction).where('authenticationKey.id', '=', id).executeTakeFirst();
    if (key === undefined) {
      throw new StorageError('UnknownKey');
    }
    if (token !== undefined && key.token !== token) {
      throw new StorageError('KeyReplaced');
    }
    if (numUpdatedRows === 0n) {
      throw new StorageError('KeyChanged');
    }
    return key;
  }

  /** Returns the tokens of existing keys by their ids. */
  async tokensOf(transaction: PlatformTransaction, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const rows =
      ids.length === 0
        ? []
        : await transaction.selectFrom('authenticationKey').select(['id', 'token']).where('id', 'in', ids).execute();
    return new Map(rows.map(({ id, token }) => [id, token]));
  }

  /** Deletes keys and returns the ids of those that existed. */
  async delete(transaction: PlatformTransaction, ids: readonly number[], now: number): Promise<ReadonlySet<number>> {
    if (ids.length === 0) {
      return new Set();
    }
    const before = await allocateChanges(transaction, ids.length);
    await recordDeletions(transaction, ids, before, now);
    const rows = await transaction.deleteFrom('authenticationKey').where('id', 'in', ids).returning('id').execute();
    await pruneDeletions(transaction, now);
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Records the use of a key. This neither increments the version nor appears in the change feed, which would otherwise
   * contain every request.
   */
  async recordUse(id: number, now: number): Promise<void> {
    await this.#database.updateTable('authenticationKey').set({ lastUsedDate: now }).where('id', '=', id).execute();
  }

  #open({ sealedSecret, ...key }: StoredKey & { readonly sealedSecret: Uint8Array }): StoredKeyWithSecret {
    return { ...key, secret: this.#cipher.open(sealedSecret, sealName(key.token, key.accountId)) };
  }
}

function matchingKeys(
  database: PlatformDatabase,
  { search = '', expiresBefore, accountId }: Pick<KeyQuery, 'search' | 'expiresBefore' | 'accountId'> = {},
) {
  let query = database
    .selectFrom('authenticationKey')
    .innerJoin('account', 'account.id', 'authenticationKey.accountId');
  for (const pattern of searchPatterns(search)) {
    query = query.where(
      sql<boolean>`("account"."searchName" like ${pattern} escape '!' or "token" like ${pattern} escape '!')`,
    );
  }
  if (expiresBefore !== undefined) {
    query = query.where('authenticationKey.expirationDate', '<', expiresBefore);
  }
  if (accountId !== undefined) {
    query = query.where('authenticationKey.accountId', '=', accountId);
  }
  return query;
}

function withNames(query: ReturnType<typeof matchingKeys>) {
  return query
    .select(['account.username', 'account.fullName'])
    .select(['authenticationKey.id', 'authenticationKey.accountId', 'token', 'version'])
    .select(['authenticationKey.creationDate', 'expirationDate', 'lastUsedDate']);
}
