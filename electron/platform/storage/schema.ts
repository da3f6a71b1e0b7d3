import type { Generated, Insertable, Selectable } from 'kysely';

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
}

/** What a system role can give rights on. */
export const RESOURCES = [
  'System',
  'Adapters',
  'Accounts',
  'WebInterface',
  'ApiCalls',
  'GlobalConfiguration',
  'Logs',
  'Connections',
  'Applications',
  'Performance',
  'Backup',
  'SystemRoles',
  'Ldap',
  'Themes',
  'AuthenticationKeys',
] as const;
/** One resource out of {@link RESOURCES}. */
export type Resource = (typeof RESOURCES)[number];
/** How far a right goes; `Full` includes `View`. */
export type PermissionLevel = 'View' | 'Full';

/** An account as stored. */
export type AccountRow = Selectable<AccountTable>;
/** An account to be stored. */
export type NewAccountRow = Insertable<AccountTable>;
/** A key to be stored. */
export type NewKeyRow = Insertable<AuthenticationKeyTable>;
