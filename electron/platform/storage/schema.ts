import type { Generated, Insertable, Selectable } from 'kysely';
import type { PERMISSION_LEVELS, RESOURCES } from '../../../shared/adminApi/roleService.ts';

/**
 * The tables of the platform. Instants are milliseconds since the epoch (UTC), flags are 0 or 1, so that SQLite and
 * other engines hold the same values.
 */
export interface PlatformSchema {
  readonly platformFact: PlatformFactTable;
  readonly account: AccountTable;
  readonly systemRole: SystemRoleTable;
  readonly rolePermission: RolePermissionTable;
  readonly roleMember: RoleMemberTable;
  readonly authenticationKey: AuthenticationKeyTable;
  readonly deletedKey: DeletedKeyTable;
  readonly changeFeed: ChangeFeedTable;
  readonly changeMark: ChangeMarkTable;
  readonly storedAnswer: StoredResponseTable;
}

/** Facts about the database itself, by name. */
interface PlatformFactTable {
  readonly name: string;
  readonly value: Uint8Array;
}

interface AccountTable {
  readonly id: Generated<number>;
  readonly username: string;
  readonly fullName: string;
  /** User name and full name in lower case, a line each: engines differ in how they fold letters beyond ASCII. */
  readonly searchName: string;
  readonly mbox: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly phone: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly authenticationMethod: 'Builtin' | 'Ldap' | 'OpenId';
  readonly role: 'Collaborator' | 'User' | 'RestrictedUser' | 'Administrator';
  readonly isActive: number;
  readonly isDisabled: number;
  /** Text of `hashPassword`; `null` for an account that cannot sign in with a password. */
  readonly passwordHash: string | null;
  readonly creationDate: number;
  readonly lastWriteDate: number;
  readonly lastLoginDate: number | null;
}

interface SystemRoleTable {
  readonly id: Generated<number>;
  readonly name: string;
  readonly isStandard: number;
  readonly isActive: number;
  /** 1 for "System administrators" only, whose members have every permission. */
  readonly grantsEverything: number;
}

interface RolePermissionTable {
  readonly roleId: number;
  readonly resource: Resource;
  readonly level: PermissionLevel;
}

interface RoleMemberTable {
  readonly accountId: number;
  readonly roleId: number;
}

interface AuthenticationKeyTable {
  readonly id: Generated<number>;
  readonly accountId: number;
  /** 32 hexadecimal digits in lower case. */
  readonly token: string;
  /** The secret key as sealed by `SecretCipher`. */
  readonly sealedSecret: Uint8Array;
  readonly creationDate: number;
  readonly expirationDate: number;
  readonly lastUsedDate: number | null;
  readonly version: number;
  /** Number of its last change in the change feed; no two keys have the same. */
  readonly change: number;
}

/** Keys that were deleted, for clients that have not heard of it yet. */
interface DeletedKeyTable {
  readonly id: number;
  readonly change: number;
  readonly deletionDate: number;
}

/** One row. */
interface ChangeFeedTable {
  /** Names this history: a database that was restored has another. */
  readonly epoch: string;
  /** Number of the last change of all. */
  readonly latest: number;
  /** Deletions up to this number are not remembered any more. */
  readonly forgotten: number;
}

/** A random mark for each write that made changes, by which a history is told from another with the same numbers. */
interface ChangeMarkTable {
  /** Number of the last change of the write. */
  readonly change: number;
  /** 16 hexadecimal digits. */
  readonly mark: string;
}

/** What was returned for writes that carried an id of their own. */
interface StoredResponseTable {
  readonly accountId: number;
  readonly requestId: string;
  readonly fingerprint: string;
  /** The response as sealed by `SecretCipher`. */
  readonly sealedAnswer: Uint8Array;
  readonly creationDate: number;
}

/** One resource that a system role can give rights on. */
export type Resource = (typeof RESOURCES)[number];
/** How far a right goes; `Full` includes `View`. */
export type PermissionLevel = (typeof PERMISSION_LEVELS)[number];

/** An account as stored. */
export type AccountRow = Selectable<AccountTable>;
/** An account to be stored. */
export type NewAccountRow = Insertable<AccountTable>;
/** A key to be stored. */
export type NewKeyRow = Insertable<AuthenticationKeyTable>;
