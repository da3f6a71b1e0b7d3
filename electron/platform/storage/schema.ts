import type { Generated, Insertable, Selectable } from 'kysely';
import type { PERMISSION_LEVELS, RESOURCES } from '../../../shared/adminApi/roleService.ts';

/**
 * The tables of the platform. Instants are milliseconds since the epoch (UTC), flags are 0 or 1, so that all engines
 * store the same values.
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
  /** User name and full name for the search, by `searchNameOf`. */
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
  /** The secret key, encrypted by `SecretCipher`. */
  readonly sealedSecret: Uint8Array;
  readonly creationDate: number;
  readonly expirationDate: number;
  readonly lastUsedDate: number | null;
  readonly version: number;
  /** Number of its last change in the change feed; unique. */
  readonly change: number;
}

/** Deleted keys, for clients that have not learned of the deletion yet. */
interface DeletedKeyTable {
  readonly id: number;
  readonly change: number;
  readonly deletionDate: number;
}

/** One row. */
interface ChangeFeedTable {
  /** Identifies this history: a restored database has another one. */
  readonly epoch: string;
  /** Number of the last change. */
  readonly latest: number;
  /** Deletions up to this number are no longer recorded. */
  readonly forgotten: number;
}

/** A random mark for each write with changes, which distinguishes histories with the same numbers. */
interface ChangeMarkTable {
  /** Number of the last change of the write. */
  readonly change: number;
  /** 16 hexadecimal digits. */
  readonly mark: string;
}

/** Responses to writes with an idempotency key. */
interface StoredResponseTable {
  readonly accountId: number;
  readonly requestId: string;
  readonly fingerprint: string;
  /** The response, encrypted by `SecretCipher`. */
  readonly sealedAnswer: Uint8Array;
  readonly creationDate: number;
}

/** A resource that permissions of a system role apply to. */
export type Resource = (typeof RESOURCES)[number];
/** Level of a permission; `Full` includes `View`. */
export type PermissionLevel = (typeof PERMISSION_LEVELS)[number];

/** An account as stored. */
export type AccountRow = Selectable<AccountTable>;
/** An account to be stored. */
export type NewAccountRow = Insertable<AccountTable>;
/** A key to be stored. */
export type NewKeyRow = Insertable<AuthenticationKeyTable>;
