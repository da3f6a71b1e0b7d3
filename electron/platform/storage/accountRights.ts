import { sql } from 'kysely';
import type { INELIGIBILITY_REASONS } from '../../../shared/adminApi/keyService.ts';

/** Why an account may not use the API. */
export type IneligibilityReason = (typeof INELIGIBILITY_REASONS)[number];

/** True for members of an active role that grants everything. To be used where `account` is in the query. */
export const isSystemAdministrator = sql<number>`exists (
  select 1 from "roleMember" as "m" join "systemRole" as "r" on "r"."id" = "m"."roleId"
  where "m"."accountId" = "account"."id" and "r"."isActive" = 1 and "r"."grantsEverything" = 1
)`;

const hasApiCalls = sql<number>`exists (
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

/** Turns a part typed by a user into a `like` pattern with the escape character `!`; matches lower-case columns. */
export function containsPattern(part: string): string {
  return `%${part.trim().toLowerCase().replace(/[!%_]/g, '!$&')}%`;
}
