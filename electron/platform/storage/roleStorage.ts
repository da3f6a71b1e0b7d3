import { requireAdministrator } from './accountStorage.ts';
import type { PlatformDatabase, PlatformTransaction } from './databaseEngine.ts';
import type { PermissionLevel, Resource } from './schema.ts';
import { StorageError } from './storageError.ts';

/** One permission of a role. */
interface RolePermission {
  readonly resource: Resource;
  readonly level: PermissionLevel;
}

/** A system role with its members and permissions. */
export interface SystemRole {
  readonly id: number;
  readonly name: string;
  readonly isStandard: boolean;
  readonly isActive: boolean;
  readonly memberIds: readonly number[];
  readonly permissions: readonly RolePermission[];
}

/** A custom role to create. */
export type NewRole = Pick<SystemRole, 'name' | 'isActive' | 'memberIds' | 'permissions'>;

/** Changes of a role; missing fields stay unchanged. */
export type RoleChange = Partial<NewRole>;

/** Engines limit the parameters of a statement. */
const ROWS_PER_INSERT = 1000;

/** System roles. */
export class RoleStorage {
  readonly #database: PlatformDatabase;

  constructor(database: PlatformDatabase) {
    this.#database = database;
  }

  /** Returns all roles in the order of their creation. */
  async list(): Promise<SystemRole[]> {
    return readRoles(this.#database);
  }

  /** Creates a custom role. @throws StorageError for a name in use or a member that does not exist. */
  async create(transaction: PlatformTransaction, role: NewRole): Promise<SystemRole> {
    const { name, isActive, memberIds, permissions } = role;
    await requireFreeName(transaction, name, null);
    const row = { name, isStandard: 0, isActive: isActive ? 1 : 0, grantsEverything: 0 };
    const { id } = await transaction.insertInto('systemRole').values(row).returning('id').executeTakeFirstOrThrow();
    await replaceMembers(transaction, id, memberIds);
    await replacePermissions(transaction, id, permissions);
    return readRole(transaction, id);
  }

  /**
   * Changes a role. Of a standard role only the members can be changed.
   * @throws StorageError if there is no such role, for a standard role, a name in use, a member that does not exist, or
   * if no system administrator would be left.
   */
  async edit(transaction: PlatformTransaction, id: number, change: RoleChange): Promise<SystemRole> {
    const role = await findRole(transaction, id);
    const { name, isActive, memberIds, permissions } = change;
    if (role.isStandard && !(name === undefined && isActive === undefined && permissions === undefined)) {
      throw new StorageError('StandardRole');
    }
    if (name !== undefined) {
      await requireFreeName(transaction, name, id);
      await transaction.updateTable('systemRole').set({ name }).where('id', '=', id).execute();
    }
    if (isActive !== undefined) {
      const flag = { isActive: isActive ? 1 : 0 };
      await transaction.updateTable('systemRole').set(flag).where('id', '=', id).execute();
    }
    if (memberIds !== undefined) {
      await replaceMembers(transaction, id, memberIds);
    }
    if (permissions !== undefined) {
      await replacePermissions(transaction, id, permissions);
    }
    await requireAdministrator(transaction);
    return readRole(transaction, id);
  }

  /** Deletes a custom role. @throws StorageError if there is no such role or it is a standard role. */
  async delete(transaction: PlatformTransaction, id: number): Promise<void> {
    if ((await findRole(transaction, id)).isStandard) {
      throw new StorageError('StandardRole');
    }
    await transaction.deleteFrom('systemRole').where('id', '=', id).execute();
  }
}

/** Reads all roles, or the one with an id. */
async function readRoles(database: PlatformDatabase, id?: number): Promise<SystemRole[]> {
  let roleQuery = database.selectFrom('systemRole').select(['id', 'name', 'isStandard', 'isActive']).orderBy('id');
  let memberQuery = database.selectFrom('roleMember').selectAll().orderBy('accountId');
  let permissionQuery = database.selectFrom('rolePermission').selectAll().orderBy('resource');
  if (id !== undefined) {
    roleQuery = roleQuery.where('id', '=', id);
    memberQuery = memberQuery.where('roleId', '=', id);
    permissionQuery = permissionQuery.where('roleId', '=', id);
  }
  const roles = await roleQuery.execute();
  const members = await memberQuery.execute();
  const permissions = await permissionQuery.execute();
  const membersOf = Map.groupBy(members, ({ roleId }) => roleId);
  const permissionsOf = Map.groupBy(permissions, ({ roleId }) => roleId);
  return roles.map((role) => ({
    id: role.id,
    name: role.name,
    isStandard: role.isStandard === 1,
    isActive: role.isActive === 1,
    memberIds: (membersOf.get(role.id) ?? []).map(({ accountId }) => accountId),
    permissions: (permissionsOf.get(role.id) ?? []).map(({ resource, level }) => ({ resource, level })),
  }));
}

async function readRole(transaction: PlatformTransaction, id: number): Promise<SystemRole> {
  const [role] = await readRoles(transaction, id);
  if (role === undefined) {
    throw new StorageError('UnknownRole');
  }
  return role;
}

async function findRole(transaction: PlatformTransaction, id: number): Promise<{ readonly isStandard: boolean }> {
  const role = await transaction.selectFrom('systemRole').select('isStandard').where('id', '=', id).executeTakeFirst();
  if (role === undefined) {
    throw new StorageError('UnknownRole');
  }
  return { isStandard: role.isStandard === 1 };
}

async function requireFreeName(transaction: PlatformTransaction, name: string, own: number | null): Promise<void> {
  const holder = await transaction.selectFrom('systemRole').select('id').where('name', '=', name).executeTakeFirst();
  if (holder !== undefined && holder.id !== own) {
    throw new StorageError('RoleNameTaken');
  }
}

async function replaceMembers(transaction: PlatformTransaction, roleId: number, ids: readonly number[]) {
  const accountIds = [...new Set(ids)];
  await transaction.deleteFrom('roleMember').where('roleId', '=', roleId).execute();
  for (let start = 0; start < accountIds.length; start += ROWS_PER_INSERT) {
    const chunk = accountIds.slice(start, start + ROWS_PER_INSERT);
    const present = await transaction.selectFrom('account').select('id').where('id', 'in', chunk).execute();
    if (present.length < chunk.length) {
      throw new StorageError('UnknownMember');
    }
    const rows = chunk.map((accountId) => ({ accountId, roleId }));
    await transaction.insertInto('roleMember').values(rows).execute();
  }
}

async function replacePermissions(
  transaction: PlatformTransaction,
  roleId: number,
  permissions: readonly RolePermission[],
): Promise<void> {
  await transaction.deleteFrom('rolePermission').where('roleId', '=', roleId).execute();
  if (permissions.length > 0) {
    const rows = permissions.map(({ resource, level }) => ({ roleId, resource, level }));
    await transaction.insertInto('rolePermission').values(rows).execute();
  }
}
