import type { KeyObject } from 'node:crypto';
import type { OpenedSecrets } from '../authentication/openedSecrets.ts';
import { grantedPermissions, ineligibility, systemAdministratorFlag } from './accountRights.ts';
import type { CommitWatch } from './commitWatch.ts';
import type { PlatformDatabase } from './databaseEngine.ts';
import { sealName } from './keyStorage.ts';
import { PreparedQuery } from './preparedQuery.ts';
import type { PermissionLevel, Resource } from './schema.ts';
import type { IneligibilityReason } from './storageError.ts';
import { UnchangedRows } from './unchangedRows.ts';

/** Maximum number of cached credentials. */
const CREDENTIAL_LIMIT = 1000;

/** The account behind a request, with its current rights. */
export interface Caller {
  readonly id: number;
  readonly username: string;
  readonly fullName: string;
  /** Why the account may not use the API; `null` if it may. */
  readonly problem: IneligibilityReason | null;
  readonly isSystemAdministrator: boolean;
  /** The highest level per resource over all active roles. */
  readonly levels: ReadonlyMap<Resource, PermissionLevel>;
}

/** The key of a token, with the account it signs for. */
export interface SigningCredential {
  readonly keyId: number;
  readonly secret: KeyObject;
  /** Milliseconds since the epoch, UTC. */
  readonly expirationDate: number;
  readonly lastUsedDate: number | null;
  readonly caller: Caller;
}

/** The account of a user name, with its password hash. */
export interface PasswordCredential {
  /** Text of `hashPassword`; `null` for an account without a password. */
  readonly passwordHash: string | null;
  readonly caller: Caller;
}

interface CallerRow {
  readonly accountId: number;
  readonly username: string;
  readonly fullName: string;
  readonly problem: IneligibilityReason | null;
  readonly isSystemAdministrator: number;
  readonly permissions: string | null;
}

/**
 * Finds the account behind a request, with one query for account, rights and key. A change by any process applies to the
 * next request: results are cached only where the database tells that nothing was committed since.
 */
export class CallerStorage {
  readonly #secrets: OpenedSecrets;
  readonly #unchanged: UnchangedRows<SigningCredential> | null;
  readonly #byToken;
  readonly #byUsername;

  /** @param commits tells of changes of the database; `null` if it cannot. */
  constructor(database: PlatformDatabase, secrets: OpenedSecrets, commits: CommitWatch | null) {
    this.#secrets = secrets;
    this.#unchanged = commits === null ? null : new UnchangedRows(commits, CREDENTIAL_LIMIT);
    const accounts = selectCaller(database);
    this.#byUsername = new PreparedQuery(
      database,
      accounts.select('account.passwordHash').where('account.username', '=', ''),
    );
    this.#byToken = new PreparedQuery(
      database,
      accounts
        .innerJoin('authenticationKey', 'authenticationKey.accountId', 'account.id')
        .select(['authenticationKey.id as keyId', 'authenticationKey.sealedSecret'])
        .select(['authenticationKey.expirationDate', 'authenticationKey.lastUsedDate'])
        .where('authenticationKey.token', '=', ''),
    );
  }

  /** Returns the key of a token, with its account, or `null`. */
  findByToken(token: string): Promise<SigningCredential | null> {
    const read = () => this.#readByToken(token);
    return this.#unchanged === null ? read() : this.#unchanged.find(token, read);
  }

  async #readByToken(token: string): Promise<SigningCredential | null> {
    const row = await this.#byToken.findFirst(token);
    if (row === null) {
      return null;
    }
    const secret = this.#secrets.open(row.sealedSecret, sealName(token, row.accountId));
    const { keyId, expirationDate, lastUsedDate } = row;
    return { keyId, secret, expirationDate, lastUsedDate, caller: toCaller(row) };
  }

  /** Returns the account with exactly this user name, or `null`. */
  async findByUsername(username: string): Promise<PasswordCredential | null> {
    const row = await this.#byUsername.findFirst(username);
    return row === null ? null : { passwordHash: row.passwordHash, caller: toCaller(row) };
  }
}

function selectCaller(database: PlatformDatabase) {
  return database
    .selectFrom('account')
    .select(['account.id as accountId', 'account.username', 'account.fullName', ineligibility.as('problem')])
    .select([systemAdministratorFlag.as('isSystemAdministrator'), grantedPermissions.as('permissions')]);
}

function toCaller(row: CallerRow): Caller {
  const levels = new Map<Resource, PermissionLevel>();
  for (const permission of row.permissions?.split(',') ?? []) {
    const [resource, level] = permission.split(':') as [Resource, PermissionLevel];
    levels.set(resource, level === 'Full' ? level : (levels.get(resource) ?? level));
  }
  return {
    id: row.accountId,
    username: row.username,
    fullName: row.fullName,
    problem: row.problem,
    isSystemAdministrator: row.isSystemAdministrator === 1,
    levels,
  };
}
