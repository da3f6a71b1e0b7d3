import { z } from 'zod';
import { instantSchema } from '../model/instant.ts';
import type { AccountProblem } from '../model/key.ts';
import { idSchema, plainTextSchema } from './text.ts';

/**
 * Wire format of `Base/AuthenticationKeyService` (docs/admin-api.md): RPC-style methods, JSON, PascalCase.
 * The embedded platform validates requests with these schemas, and the HTTP adapter parses responses with them.
 * Unknown fields of a response are dropped, so that a newer platform can add some.
 */

/** Maximum number of ids in one call of `Delete`. */
export const MAX_DELETE_IDS = 1000;
/** Maximum number of items on one page of `List`, `ListChanges` and `ListEligibleAccounts`. */
export const MAX_PAGE_SIZE = 10_000;

/** A key without its secret, as in lists. `LastUsedDate` is absent until the key is used. */
export const wireKeySchema = z.object({
  Id: idSchema,
  AccountId: idSchema,
  Username: z.string(),
  FullName: z.string(),
  /** 32 hexadecimal digits. */
  Token: z.string(),
  CreationDate: instantSchema,
  ExpirationDate: instantSchema,
  LastUsedDate: instantSchema.optional(),
  Version: z.int().nonnegative(),
});
/** A key without its secret, as in lists. */
export type WireKey = z.infer<typeof wireKeySchema>;

/** A key with its secret (64 random bytes in Base64, 88 characters); only `Get` and `Create` return it. */
export const wireKeyWithSecretSchema = wireKeySchema.extend({ SecretKey: z.string() });
/** A key with its secret. */
export type WireKeyWithSecret = z.infer<typeof wireKeyWithSecretSchema>;

/** Columns by which `List` can sort; a leading minus means descending. */
const KEY_SORTS = [
  'Username',
  '-Username',
  'CreationDate',
  '-CreationDate',
  'ExpirationDate',
  '-ExpirationDate',
] as const;

/** Body of `List`; every field is optional. Without `Take` a page contains {@link MAX_PAGE_SIZE} keys. */
export const listKeysSchema = z.strictObject({
  Skip: z.int().nonnegative().optional(),
  Take: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
  /** Part of the user name, full name or token, case-insensitive. */
  Search: plainTextSchema(200).optional(),
  Sort: z.enum(KEY_SORTS).optional(),
  /** Only keys that expire before this instant. */
  ExpiresBefore: instantSchema.optional(),
  AccountId: idSchema.optional(),
});
/** Response of `List`. `Total` is the number of all matching keys, not only of this page. */
export const keyPageSchema = z.object({ Items: z.array(wireKeySchema), Total: z.int().nonnegative() });

/** Body of `ListChanges`. Without `Cursor` it starts from the beginning; `Take` limits the changes on a page. */
export const listChangesSchema = z.strictObject({
  Cursor: z.string().max(200).optional(),
  Take: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
});
/**
 * Response of `ListChanges`. `Reset`: discard the known list before applying this page. `HasMore`: the next page is
 * available already. `DeletedIds` may contain keys that the client never received.
 */
export const keyChangesSchema = z.object({
  Upserted: z.array(wireKeySchema),
  DeletedIds: z.array(idSchema),
  Cursor: z.string(),
  Reset: z.boolean(),
  HasMore: z.boolean(),
});

/** Body of `Get`. Lower case `id` is the product's style for a single identifier. */
export const getKeySchema = z.strictObject({ id: idSchema });

/** Body of `Create`; the expiry must be in the future. */
export const createKeySchema = z.strictObject({ AccountId: idSchema, ExpirationDate: instantSchema });

/** Token that the client knows for a key. */
const expectedTokenSchema = z.string().max(200);

/** Body of `Edit`; a past expiry disables the key at once. With `Token` only a key with this token is changed. */
export const editKeySchema = z.strictObject({
  Id: idSchema,
  ExpirationDate: instantSchema,
  Version: z.int().nonnegative(),
  Token: expectedTokenSchema.optional(),
});

/** Error code for a key that was not changed because its token is not the expected one: it is another key. */
export const KEY_REPLACED = 'KeyReplaced';

/** Body of `Delete`. `Tokens` corresponds to `Ids` in order; keys with another token are not deleted. */
export const deleteKeysSchema = z.strictObject({
  Ids: z.array(idSchema).min(1).max(MAX_DELETE_IDS),
  Tokens: z.array(expectedTokenSchema).max(MAX_DELETE_IDS).optional(),
});
/**
 * Response of `Delete`: one entry per id, in order. `Missing`: there was no key with this id. `Code` is
 * {@link KEY_REPLACED} if the key has another token.
 */
export const deleteResultSchema = z.object({
  Results: z.array(
    z.object({
      Id: z.string(),
      Deleted: z.boolean(),
      Missing: z.boolean().optional(),
      Code: z.string().optional(),
      Error: z.string().optional(),
    }),
  ),
});

/** Response of `GetPermissions`: what the calling account may do with keys. */
export const wirePermissionsSchema = z.object({
  CanView: z.boolean(),
  CanReadSecret: z.boolean(),
  CanCreate: z.boolean(),
  CanEdit: z.boolean(),
  CanDelete: z.boolean(),
  /** Whether `Edit` accepts `Token` and `Delete` accepts `Tokens`; otherwise the installation rejects these fields. */
  ChecksTokens: z.boolean().optional(),
  Account: z.object({ Id: z.string(), Username: z.string(), FullName: z.string() }),
});

/** Body of `ListEligibleAccounts`. */
export const listEligibleAccountsSchema = z.strictObject({
  Search: plainTextSchema(200).optional(),
  Skip: z.int().nonnegative().optional(),
  Take: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
});

/** Why an account may not use the API: archived (`IsDisabled`), deactivated (not `IsActive`), or without the permission. */
export const INELIGIBILITY_REASONS = ['Disabled', 'Inactive', 'NoPermission'] as const;
/** What the reasons are called in KeyDesk. */
export const ACCOUNT_PROBLEM_OF: Readonly<Record<(typeof INELIGIBILITY_REASONS)[number], AccountProblem>> = {
  Disabled: 'archived',
  Inactive: 'deactivated',
  NoPermission: 'noPermission',
};
/** Field of the `Details` of `NotPermitted` that contains one of {@link INELIGIBILITY_REASONS}. */
export const ACCOUNT_FIELD = 'Account';

/**
 * An account that a key can be created for. `Reason` is set if and only if `IsEligible` is false. `SystemRoles` are the
 * names of its active system roles.
 */
export const wireEligibleAccountSchema = z.object({
  Id: idSchema,
  Username: z.string(),
  FullName: z.string(),
  IsEligible: z.boolean(),
  Reason: z.enum(INELIGIBILITY_REASONS).optional(),
  SystemRoles: z.array(z.string()).optional(),
});
/** An account that a key can be created for. */
export type WireEligibleAccount = z.infer<typeof wireEligibleAccountSchema>;

/** Response of `ListEligibleAccounts`: accounts that may use the API first, each group sorted by user name. */
export const eligibleAccountPageSchema = z.object({
  Items: z.array(wireEligibleAccountSchema),
  Total: z.int().nonnegative(),
});
