import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { SecretCipher } from '../authentication/secretCipher.ts';
import { containsPattern, type IneligibilityReason, ineligibility } from './accountRights.ts';
import type { PlatformDatabase } from './openDatabase.ts';
import type { NewKeyRow } from './schema.ts';

/** Length of a secret key and of a token in bytes. */
const SECRET_BYTES = 64;
const TOKEN_BYTES = 16;
/** The last use of a key is written at most this often, in milliseconds: reading must not turn into writing. */
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

/** Columns by which keys can be sorted. */
export type KeySortColumn = 'Username' | 'CreationDate' | 'ExpirationDate';

/** Which keys to list. */
export interface KeyQuery {
  readonly skip: number;
  readonly take: number;
  readonly search?: string | undefined;
  readonly sort?: KeySortColumn | `-${KeySortColumn}` | undefined;
  readonly expiresBefore?: number | undefined;
  readonly accountId?: number | undefined;
}

/** Why a key was not created. */
export type CreationProblem = IneligibilityReason | 'UnknownAccount';
/** Why a key was not changed: it is not there any more, or it was changed in the meantime. */
export type EditProblem = 'Missing' | 'Conflict';

const SORT_COLUMNS = {
  Username: 'account.searchName',
  CreationDate: 'authenticationKey.creationDate',
  ExpirationDate: 'authenticationKey.expirationDate',
} as const;

/** Makes the row of a new key: the secret and, unless given, the token are random; version 1; never used. */
export function newKeyRow(
  cipher: SecretCipher,
  key: Pick<NewKeyRow, 'accountId' | 'creationDate' | 'expirationDate'> & { readonly token?: string },
): NewKeyRow {
  const token = key.token ?? randomBytes(TOKEN_BYTES).toString('hex');
  const sealedSecret = cipher.seal(randomBytes(SECRET_BYTES), sealName(token, key.accountId));
  return { ...key, token, sealedSecret, lastUsedDate: null, version: 1 };
}

/** A secret is sealed to its token and its account, so a row cannot be handed to another account. */
function sealName(token: string, accountId: number): string {
  return `${token} ${accountId}`;
}

/** Authentication keys; secrets are sealed before they reach the database. */
export class KeyStorage {
  readonly #database: PlatformDatabase;
  readonly #cipher: SecretCipher;

  constructor(database: PlatformDatabase, cipher: SecretCipher) {
    this.#database = database;
    this.#cipher = cipher;
  }

  /** Gives one page of keys, by default by user name; keys that sort alike stand in the order of their ids. */
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

  /** Gives a key with its secret, or `null`. */
  async find(id: number): Promise<StoredKeyWithSecret | null> {
    return this.#findWithSecret('authenticationKey.id', id);
  }

  /** Gives the key that a token names, with its secret, or `null`. */
  async findByToken(token: string): Promise<StoredKeyWithSecret | null> {
    return this.#findWithSecret('authenticationKey.token', token);
  }

  /**
   * Makes a key with a random token and secret, unless its account may not use the API.
   * @returns the key, or the reason against it.
   */
  async create(
    accountId: number,
    creationDate: number,
    expirationDate: number,
  ): Promise<StoredKeyWithSecret | CreationProblem> {
    return this.#database.transaction().execute(async (transaction) => {
      const account = await transaction
        .selectFrom('account')
        .select(ineligibility.as('problem'))
        .where('id', '=', accountId)
        .executeTakeFirst();
      const problem = account === undefined ? 'UnknownAccount' : account.problem;
      if (problem !== null) {
        return problem;
      }
      const row = newKeyRow(this.#cipher, { accountId, creationDate, expirationDate });
      await transaction.insertInto('authenticationKey').values(row).execute();
      const query = withSecret(withNames(matchingKeys(transaction))).where('token', '=', row.token);
      return this.#open(await query.executeTakeFirstOrThrow());
    });
  }

  /** Changes the expiry of a key if `version` is still its version; the version then grows by one. */
  async edit(id: number, expirationDate: number, version: number): Promise<StoredKey | EditProblem> {
    return this.#database.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('authenticationKey')
        .set({ expirationDate, version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      const query = withNames(matchingKeys(transaction)).where('authenticationKey.id', '=', id);
      const key = await query.executeTakeFirst();
      if (key === undefined) {
        return 'Missing';
      }
      return numUpdatedRows > 0n ? key : 'Conflict';
    });
  }

  /** Deletes keys, all of them or none, and gives the ids of those that were there. */
  async delete(ids: readonly number[]): Promise<ReadonlySet<number>> {
    if (ids.length === 0) {
      return new Set();
    }
    const rows = await this.#database.deleteFrom('authenticationKey').where('id', 'in', ids).returning('id').execute();
    return new Set(rows.map(({ id }) => id));
  }

  /** Notes that a key was used, at most once a minute. */
  async noteUse(key: StoredKey, now: number): Promise<void> {
    if (key.lastUsedDate !== null && now - key.lastUsedDate < LAST_USE_STEP_MS) {
      return;
    }
    await this.#database.updateTable('authenticationKey').set({ lastUsedDate: now }).where('id', '=', key.id).execute();
  }

  async #findWithSecret(
    column: 'authenticationKey.id' | 'authenticationKey.token',
    value: number | string,
  ): Promise<StoredKeyWithSecret | null> {
    const query = withSecret(withNames(matchingKeys(this.#database))).where(column, '=', value);
    const row = await query.executeTakeFirst();
    return row === undefined ? null : this.#open(row);
  }

  #open({ sealedSecret, ...key }: StoredKey & { readonly sealedSecret: Uint8Array }): StoredKeyWithSecret {
    return { ...key, secret: this.#cipher.open(sealedSecret, sealName(key.token, key.accountId)) };
  }
}

function matchingKeys(
  database: PlatformDatabase,
  { search, expiresBefore, accountId }: Pick<KeyQuery, 'search' | 'expiresBefore' | 'accountId'> = {},
) {
  let query = database
    .selectFrom('authenticationKey')
    .innerJoin('account', 'account.id', 'authenticationKey.accountId');
  if (search !== undefined) {
    const pattern = containsPattern(search);
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

function withSecret(query: ReturnType<typeof withNames>) {
  return query.select('sealedSecret');
}
