import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import {
  createRoleSchema,
  deleteRoleSchema,
  editRoleSchema,
  type WireRole,
  wireRoleSchema,
} from '../../../shared/adminApi/roleService.ts';
import { accountIdOf, NO_ROW, parseAccountId, parseRoleId, roleIdOf } from '../storage/identifiers.ts';
import type { RoleChange, RoleStorage, SystemRole } from '../storage/roleStorage.ts';
import { serveRead, serveWrite } from './apiMethod.ts';
import type { WriteRunner } from './writeRunner.ts';

/** Options of the routes. */
export interface RoleRouteOptions {
  readonly roles: RoleStorage;
  readonly writes: WriteRunner;
}

const FULL = ['SystemRoles', 'Full'] as const;

/** The methods of `Base/SystemRoleService` (docs/admin-api.md). */
export const roleRoutes: FastifyPluginAsync<RoleRouteOptions> = async (app, { roles, writes }) => {
  serveRead(
    app,
    'List',
    {
      summary: 'Lists the system roles with their members and permissions.',
      permission: ['SystemRoles', 'View'],
      body: z.strictObject({}).nullish(),
      response: z.array(wireRoleSchema),
    },
    async () => (await roles.list()).map(toWireRole),
  );

  serveWrite(
    app,
    writes,
    'Create',
    { summary: 'Makes a system role.', permission: FULL, body: createRoleSchema, response: wireRoleSchema },
    async (body, transaction) => {
      const role = { name: body.Name, isActive: true, memberIds: [], permissions: [], ...toChange(body) };
      return toWireRole(await roles.create(transaction, role));
    },
  );

  serveWrite(
    app,
    writes,
    'Edit',
    {
      summary: 'Changes a system role; what is left out stays as it is.',
      description:
        'Of a standard role only `MemberIds` can be changed. Members and permissions act on the next request.',
      permission: FULL,
      body: editRoleSchema,
      response: wireRoleSchema,
      errors: [404],
    },
    async (body, transaction) =>
      toWireRole(await roles.edit(transaction, parseRoleId(body.Id) ?? NO_ROW, toChange(body))),
  );

  serveWrite(
    app,
    writes,
    'Delete',
    {
      summary: 'Deletes a system role that is not a standard one.',
      permission: FULL,
      body: deleteRoleSchema,
      response: z.null(),
      errors: [404],
    },
    async ({ Id }, transaction) => {
      await roles.delete(transaction, parseRoleId(Id) ?? NO_ROW);
      return null;
    },
  );
};

/** Fields that were not sent are absent from the change too. */
function toChange({ Name, IsActive, MemberIds, Permissions }: Partial<z.output<typeof editRoleSchema>>): RoleChange {
  return {
    ...(Name === undefined ? {} : { name: Name }),
    ...(IsActive === undefined ? {} : { isActive: IsActive }),
    ...(MemberIds === undefined ? {} : { memberIds: MemberIds.map((id) => parseAccountId(id) ?? NO_ROW) }),
    ...(Permissions === undefined
      ? {}
      : { permissions: Permissions.map(({ Resource, Level }) => ({ resource: Resource, level: Level })) }),
  };
}

function toWireRole(role: SystemRole): WireRole {
  return {
    Id: roleIdOf(role.id),
    Name: role.name,
    IsStandard: role.isStandard,
    IsActive: role.isActive,
    MemberIds: role.memberIds.map(accountIdOf),
    Permissions: role.permissions.map(({ resource, level }) => ({ Resource: resource, Level: level })),
  };
}
