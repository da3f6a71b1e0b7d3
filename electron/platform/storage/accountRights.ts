import { sql } from 'kysely';
import type { IneligibilityReason } from './storageError.ts';

/** True for members of an active role that grants everything. For queries that include `account`. */
export const isSystemAdministrator = sql<boolean>`exists (
  select 1 from "roleMember" as "m" join "systemRole" as "r" on "r"."id" = "m"."roleId"
  where "m"."accountId" = "account"."id" and "r"."isActive" = 1 and "r"."grantsEverything" = 1
)`;

/** {@link isSystemAdministrator} as a column: engines return booleans differently. */
export const systemAdministratorFlag = sql<number>`case when ${isSystemAdministrator} then 1 else 0 end`;

const hasApiCalls = sql<boolean>`exists (
  select 1 from "roleMember" as "m"
  join "systemRole" as "r" on "r"."id" = "m"."roleId"
  join "rolePermission" as "p" on "p"."roleId" = "r"."id"
  where "m"."accountId" = "account"."id" and "r"."isActive" = 1 and "p"."resource" = 'ApiCalls'
)`;

/**
 * Who may use the API: active, not archived, and system administrator or with "API calls" in an active system role. The
 * first reason against it, or null. For queries that include `account`.
 */
export const ineligibility = sql<IneligibilityReason | null>`case
  when "account"."isDisabled" = 1 then 'Disabled'
  when "account"."isActive" = 0 then 'Inactive'
  when not (${isSystemAdministrator} or ${hasApiCalls}) then 'NoPermission'
end`;

/**
 * All permissions of active roles, as `Resource:Level` separated by commas, or null. For queries that include
 * `account`.
 */
export const grantedPermissions = sql<string | null>`(
  select string_agg("p"."resource" || ':' || "p"."level", ',')
  from "roleMember" as "m"
  join "systemRole" as "r" on "r"."id" = "m"."roleId"
  join "rolePermission" as "p" on "p"."roleId" = "r"."id"
  where "m"."accountId" = "account"."id" and "r"."isActive" = 1
)`;
