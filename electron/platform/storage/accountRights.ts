import { sql } from 'kysely';
import type { IneligibilityReason } from './storageError.ts';

/** True for members of an active role that grants everything. To be used where `account` is in the query. */
export const isSystemAdministrator = sql<boolean>`exists (
  select 1 from "roleMember" as "m" join "systemRole" as "r" on "r"."id" = "m"."roleId"
  where "m"."accountId" = "account"."id" and "r"."isActive" = 1 and "r"."grantsEverything" = 1
)`;

/** {@link isSystemAdministrator} as a column: engines differ in how they hand out a truth value. */
export const systemAdministratorFlag = sql<number>`case when ${isSystemAdministrator} then 1 else 0 end`;

const hasApiCalls = sql<boolean>`exists (
  select 1 from "roleMember" as "m"
  join "systemRole" as "r" on "r"."id" = "m"."roleId"
  join "rolePermission" as "p" on "p"."roleId" = "r"."id"
  where "m"."accountId" = "account"."id" and "r"."isActive" = 1 and "p"."resource" = 'ApiCalls'
)`;

/**
 * The rule of who may use the API: active, not disabled, and system administrator or with "API calls" in an active
 * system role. Gives the first reason against it, or null. To be used where `account` is in the query.
 */
export const ineligibility = sql<IneligibilityReason | null>`case
  when "account"."isDisabled" = 1 then 'Disabled'
  when "account"."isActive" = 0 then 'Inactive'
  when not (${isSystemAdministrator} or ${hasApiCalls}) then 'NoPermission'
end`;

/** Everything that active roles permit, as `Resource:Level` joined by commas, or null. To be used like the others. */
export const grantedPermissions = sql<string | null>`(
  select string_agg("p"."resource" || ':' || "p"."level", ',')
  from "roleMember" as "m"
  join "systemRole" as "r" on "r"."id" = "m"."roleId"
  join "rolePermission" as "p" on "p"."roleId" = "r"."id"
  where "m"."accountId" = "account"."id" and "r"."isActive" = 1
)`;

/** Turns a part typed by a user into a `like` pattern with the escape character `!`; matches lower-case columns. */
export function containsPattern(part: string): string {
  return `%${part.trim().toLowerCase().replace(/[!%_]/g, '!$&')}%`;
}
