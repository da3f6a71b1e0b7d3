import { z } from 'zod';
import { idSchema, plainTextSchema } from './text.ts';

/** Wire format of `Base/SystemRoleService` (docs/admin-api.md): system roles, their members and permissions. */

/** Path of the role service, relative to the address of an installation. */
export const ROLE_SERVICE_PATH = '/api/public/system/Base/SystemRoleService';

/** What a system role can grant permissions on. */
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

/** Levels of a permission; `Full` includes `View`. */
export const PERMISSION_LEVELS = ['View', 'Full'] as const;

/** Maximum number of members in one call. */
const MAX_MEMBERS = 10_000;

const permissionsSchema = z
  .array(z.strictObject({ Resource: z.enum(RESOURCES), Level: z.enum(PERMISSION_LEVELS) }))
  .max(RESOURCES.length)
  .refine((permissions) => new Set(permissions.map(({ Resource }) => Resource)).size === permissions.length, {
    message: 'Each resource is named once',
  });
const roleNameSchema = plainTextSchema(256)
  .regex(/^\P{Cc}*$/u, 'A name holds no control characters')
  .regex(/^\s*\S/, 'A name is not blank');
const memberIdsSchema = z.array(idSchema).max(MAX_MEMBERS);

/** A system role. */
export const wireRoleSchema = z.object({
  Id: idSchema,
  Name: z.string(),
  /** Standard roles always exist; only their members can be changed. */
  IsStandard: z.boolean(),
  /** An inactive role grants nothing. */
  IsActive: z.boolean(),
  MemberIds: z.array(idSchema),
  Permissions: z.array(z.object({ Resource: z.enum(RESOURCES), Level: z.enum(PERMISSION_LEVELS) })),
});
/** A system role. */
export type WireRole = z.infer<typeof wireRoleSchema>;

/** Body of `Create`. */
export const createRoleSchema = z.strictObject({
  Name: roleNameSchema,
  IsActive: z.boolean().optional(),
  MemberIds: memberIdsSchema.optional(),
  Permissions: permissionsSchema.optional(),
});

/** Body of `Edit`; omitted fields are not changed. */
export const editRoleSchema = z.strictObject({
  Id: idSchema,
  Name: roleNameSchema.optional(),
  IsActive: z.boolean().optional(),
  MemberIds: memberIdsSchema.optional(),
  Permissions: permissionsSchema.optional(),
});

/** Body of `Delete`. */
export const deleteRoleSchema = z.strictObject({ Id: idSchema });
