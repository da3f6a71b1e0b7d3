import { sql } from 'kysely';
import { containsPattern, type IneligibilityReason, ineligibility, isSystemAdministrator } from './accountRights.ts';
import type { PlatformDatabase } from './openDatabase.ts';
import type { AccountRow, PermissionLevel, Resource } from './schema.ts';

/** The account behind a request, as it stands in the database at this moment. */
export interface Caller {
  readonly id: number;
  readonly username: string;
  readonly fullName: string;
  /** Why the account may not use the API; `null` when it may. */
  readonly problem: IneligibilityReason | null;
  readonly isSystemAdministrator: boolean;
  /** The highest level per resource over all active roles. */
  readonly levels: ReadonlyMap<Resource, PermissionLevel>;
}

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

/** Accounts and their rights. */
export class AccountStorage {
  readonly #database: PlatformDatabase;

  constructor(database: PlatformDatabase) {
    this.#database = database;
  }

  /** Gives all accounts by user name. */
  async list(): Promise<Account[]> {
    return this.#accounts().orderBy('searchName').execute();
  }

  /** Gives one account, or `null`. */
  async find(id: number): Promise<Account | null> {
    return (await this.#accounts().where('id', '=', id).executeTakeFirst()) ?? null;
  }

  /** Gives id and password hash of the account with exactly this user name, or `null`. */
  async findByUsername(username: string): Promise<Pick<AccountRow, 'id' | 'passwordHash'> | null> {
    const query = this.#database.selectFrom('account').select(['id', 'passwordHash']).where('username', '=', username);
    return (await query.executeTakeFirst()) ?? null;
  }

  /** Reads the rights of an account. @throws Error when there is no such account. */
  async readCaller(id: number): Promise<Caller> {
    const account = await this.#database
      .selectFrom('account')
      .select(['id', 'username', 'fullName'])
      .select([ineligibility.as('problem'), isSystemAdministrator.as('isSystemAdministrator')])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const permissions = await this.#database
      .selectFrom('rolePermission')
      .innerJoin('systemRole', 'systemRole.id', 'rolePermission.roleId')
      .innerJoin('roleMember', 'roleMember.roleId', 'systemRole.id')
      .select(['resource', 'level'])
      .where('roleMember.accountId', '=', id)
      .where('systemRole.isActive', '=', 1)
      .execute();
    const levels = new Map<Resource, PermissionLevel>();
    for (const { resource, level } of permissions) {
      levels.set(resource, level === 'Full' ? level : (levels.get(resource) ?? level));
    }
    return { ...account, isSystemAdministrator: account.isSystemAdministrator === 1, levels };
  }

  /**
   * Gives one page of the accounts a key could be for: those that may use the API first, then the others, each part
   * by user name.
   */
  async listCandidates(
    search: string,
    skip: number,
    take: number,
  ): Promise<{ readonly items: readonly Candidate[]; readonly total: number }> {
    const matching = this.#database
      .selectFrom('account')
      .where(sql<boolean>`"searchName" like ${containsPattern(search)} escape '!'`);
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

  /** Enables an account. @returns the reason when nothing was changed, else `null`. */
  async enable(id: number, now: number): Promise<'UnknownAccount' | null> {
    const { numUpdatedRows } = await this.#database
      .updateTable('account')
      .set({ isDisabled: 0, lastWriteDate: now })
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n ? null : 'UnknownAccount';
  }

  /**
   * Disables an account, but not the last system administrator who can still sign in: nobody could undo that.
   * @returns the reason when nothing was changed, else `null`.
   */
  async disable(id: number, now: number): Promise<'UnknownAccount' | 'LastAdministrator' | null> {
    return this.#database.transaction().execute(async (transaction) => {
      const account = await transaction
        .selectFrom('account')
        .select(isSystemAdministrator.as('isSystemAdministrator'))
        .where('id', '=', id)
        .executeTakeFirst();
      if (account === undefined) {
        return 'UnknownAccount';
      }
      const others = await transaction
        .selectFrom('account')
        .select('id')
        .where('id', '!=', id)
        .where('isActive', '=', 1)
        .where('isDisabled', '=', 0)
        .where(sql<boolean>`${isSystemAdministrator}`)
        .limit(1)
        .execute();
      if (account.isSystemAdministrator === 1 && others.length === 0) {
        return 'LastAdministrator';
      }
      const change = { isDisabled: 1, lastWriteDate: now };
      await transaction.updateTable('account').set(change).where('id', '=', id).execute();
      return null;
    });
  }

  /** Replaces a password hash wherever it stands. */
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
      .select(isSystemAdministrator.as('isSystemAdministrator'));
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
