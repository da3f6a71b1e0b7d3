import { sql } from 'kysely';
import { ineligibility, isSystemAdministrator, systemAdministratorFlag } from './accountRights.ts';
import type { PlatformDatabase, PlatformTransaction } from './databaseEngine.ts';
import type { AccountRow } from './schema.ts';
import { searchPatterns } from './searchName.ts';
import { type IneligibilityReason, StorageError } from './storageError.ts';

/** An account with its derived membership. */
export type Account = AccountRow & { readonly isSystemAdministrator: number };

/** An account as a candidate for a new key. */
export interface Candidate {
  readonly id: number;
  readonly username: string;
  readonly fullName: string;
  readonly problem: IneligibilityReason | null;
  readonly systemRoles: readonly string[];
}

/** Lists accounts, archives them and takes them out of the archive. */
export class AccountStorage {
  readonly #database: PlatformDatabase;

  constructor(database: PlatformDatabase) {
    this.#database = database;
  }

  /** Returns all accounts by user name. */
  async list(): Promise<Account[]> {
    return this.#accounts().orderBy('searchName').execute();
  }

  /** Returns one account, or `null`. */
  async find(id: number): Promise<Account | null> {
    return (await this.#accounts().where('id', '=', id).executeTakeFirst()) ?? null;
  }

  /** Returns id and password hash of the account with exactly this user name, or `null`. */
  async findByUsername(username: string): Promise<Pick<AccountRow, 'id' | 'passwordHash'> | null> {
    const query = this.#database.selectFrom('account').select(['id', 'passwordHash']).where('username', '=', username);
    return (await query.executeTakeFirst()) ?? null;
  }

  /**
   * Returns one page of the accounts a key could be created for: those that may use the API first, each group by user
   * name.
   */
  async listCandidates(
    search: string,
    skip: number,
    take: number,
  ): Promise<{ readonly items: readonly Candidate[]; readonly total: number }> {
    let matching = this.#database.selectFrom('account');
    for (const pattern of searchPatterns(search)) {
      matching = matching.where(sql<boolean>`"searchName" like ${pattern} escape '!'`);
    }
    const { total } = await matching
      .select((builder) => builder.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const accounts = await matching
      .select(['id', 'username', 'fullName', ineligibility.as('problem')])
      .orderBy(sql`case when ${ineligibility} is null then 0 else 1 end`)
      .orderBy('searchName')
      .limit(take)
      .offset(skip)
      .execute();
    const roles = await this.#activeRoles(accounts.map(({ id }) => id));
    return { items: accounts.map((account) => ({ ...account, systemRoles: roles.get(account.id) ?? [] })), total };
  }

  /** Takes an account out of the archive. @throws StorageError if there is none. */
  async unarchive(transaction: PlatformTransaction, id: number, now: number): Promise<void> {
    await setArchived(transaction, id, 0, now);
  }

  /**
   * Archives an account.
   * @throws StorageError if there is none, and for the last system administrator who can sign in.
   */
  async archive(transaction: PlatformTransaction, id: number, now: number): Promise<void> {
    await setArchived(transaction, id, 1, now);
    await requireAdministrator(transaction);
  }

  /** Replaces a password hash of all accounts that have it. */
  async replacePasswordHash(present: string, replacement: string): Promise<void> {
    await this.#database
      .updateTable('account')
      .set({ passwordHash: replacement })
      .where('passwordHash', '=', present)
      .execute();
  }

  #accounts() {
    return this.#database
      .selectFrom('account')
      .selectAll('account')
      .select(systemAdministratorFlag.as('isSystemAdministrator'));
  }

  async #activeRoles(accountIds: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
    if (accountIds.length === 0) {
      return new Map();
    }
    const memberships = await this.#database
      .selectFrom('roleMember')
      .innerJoin('systemRole', 'systemRole.id', 'roleMember.roleId')
      .select(['roleMember.accountId', 'systemRole.name'])
      .where('systemRole.isActive', '=', 1)
      .where('roleMember.accountId', 'in', accountIds)
      .orderBy('systemRole.id')
      .execute();
    const byAccount = Map.groupBy(memberships, ({ accountId }) => accountId);
    return new Map([...byAccount].map(([accountId, roles]) => [accountId, roles.map(({ name }) => name)]));
  }
}

/**
 * Ensures that a system administrator who can sign in is left; otherwise nobody could undo the change. Call it after a
 * change, in its transaction.
 * @throws StorageError `LastAdministrator`.
 */
export async function requireAdministrator(transaction: PlatformTransaction): Promise<void> {
  const administrators = await transaction
    .selectFrom('account')
    .select('id')
    .where('isActive', '=', 1)
    .where('isDisabled', '=', 0)
    .where(isSystemAdministrator)
    .limit(1)
    .execute();
  if (administrators.length === 0) {
    throw new StorageError('LastAdministrator');
  }
}

async function setArchived(transaction: PlatformTransaction, id: number, isDisabled: 0 | 1, now: number) {
  const { numUpdatedRows } = await transaction
    .updateTable('account')
    .set({ isDisabled, lastWriteDate: now })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    throw new StorageError('UnknownAccount');
  }
}
