import { z } from 'zod';
import { instantSchema } from '../model/instant.ts';
import { idSchema, plainTextSchema } from './text.ts';

/**
 * The wire format of `Base/AuthenticationKeyService` (docs/admin-api.md): RPC-style methods, JSON, PascalCase.
 * The embedded platform validates with these schemas and the HTTP adapter reads answers with them. Objects drop
 * fields they do not know, so a newer platform can add some.
 */

/** Most ids in one call of `Delete`. */
export const MAX_DELETE_IDS = 1000;
/** Most items on one page of `List`, `ListChanges` and `ListEligibleAccounts`. */
export const MAX_PAGE_SIZE = 10_000;

/** A key without its secret, as in lists. `LastUsedDate` is absent until the key was used. */
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

/** A key with its secret (64 random bytes in base64, 88 characters): the answer of `Get` and `Create` only. */
export const wireKeyWithSecretSchema = wireKeySchema.extend({ SecretKey: z.string() });
/** A key with its secret. */
export type WireKeyWithSecret = z.infer<typeof wireKeyWithSecretSchema>;

/** Columns by which `List` can sort; a leading minus sorts downwards. */
const KEY_SORTS = [
  'Username',
  '-Username',
  'CreationDate',
  '-CreationDate',
  'ExpirationDate',
  '-ExpirationDate',
] as const;

/** Body of `List`; everything is optional. Without `Take` a page holds {@link MAX_PAGE_SIZE} keys. */
export const listKeysSchema = z.strictObject({
  Skip: z.int().nonnegative().optional(),
  Take: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
  /** Part of the user name, full name or token, without regard to case. */
  Search: plainTextSchema(200).optional(),
  Sort: z.enum(KEY_SORTS).optional(),
  /** Only keys that stop working before this instant. */
  ExpiresBefore: instantSchema.optional(),
  AccountId: idSchema.optional(),
});
/** Answer of `List`. `Total` counts all matching keys, not just this page. */
export const keyPageSchema = z.object({ Items: z.array(wireKeySchema), Total: z.int().nonnegative() });

/** Body of `ListChanges`: without `Cursor` it starts from the beginning. `Take` is the most changes on a page. */
export const listChangesSchema = z.strictObject({
  Cursor: z.string().max(200).optional(),
  Take: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
});
/**
 * Answer of `ListChanges`. `Reset` says to forget everything known before taking this page; `HasMore` that the next
 * page is there already. `DeletedIds` may name keys that the client never saw.
 */
export const keyChangesSchema = z.object({
  Upserted: z.array(wireKeySchema),
  DeletedIds: z.array(idSchema),
  Cursor: z.string(),
  Reset: z.boolean(),
  HasMore: z.boolean(),
});

/** Body of `Get`. The lower case `id` is the product's own style for single identifiers. */
export const getKeySchema = z.strictObject({ id: idSchema });

/** Body of `Create`; the instant must lie in the future. */
export const createKeySchema = z.strictObject({ AccountId: idSchema, ExpirationDate: instantSchema });

/** The token that the client has of a key. */
const expectedTokenSchema = z.string().max(200);

/** Body of `Edit`; a past instant disables the key at once. With `Token` only the key that has it is changed. */
export const editKeySchema = z.strictObject({
  Id: idSchema,
  ExpirationDate: instantSchema,
  Version: z.int().nonnegative(),
  Token: expectedTokenSchema.optional(),
});

/** Code of a key that is left alone, since its token is not the one that the client has: it is another key. */
export const KEY_REPLACED = 'KeyReplaced';

/** Body of `Delete`. `Tokens` has one for each of `Ids`, in the same order; keys that have another one are left alone. */
export const deleteKeysSchema = z.strictObject({
  Ids: z.array(idSchema).min(1).max(MAX_DELETE_IDS),
  Tokens: z.array(expectedTokenSchema).max(MAX_DELETE_IDS).optional(),
});
/**
 * Answer of `Delete`: one entry per id, in order. `Missing` marks ids that were not there; `Code` is {@link KEY_REPLACED}
 * where the key has another token.
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

/** Answer of `GetPermissions`: what the calling account may do with keys. */
export const wirePermissionsSchema = z.object({
  CanView: z.boolean(),
  CanReadSecret: z.boolean(),
  CanCreate: z.boolean(),
  CanEdit: z.boolean(),
  CanDelete: z.boolean(),
  /** Whether `Edit` takes `Token` and `Delete` takes `Tokens`; installations that do not know these refuse them. */
  ChecksTokens: z.boolean().optional(),
  Account: z.object({ Id: z.string(), Username: z.string(), FullName: z.string() }),
});

/** Body of `ListEligibleAccounts`. */
export const listEligibleAccountsSchema = z.strictObject({
  Search: plainTextSchema(200).optional(),
  Skip: z.int().nonnegative().optional(),
  Take: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
});

/** Why an account may not use the API. */
export const INELIGIBILITY_REASONS = ['Disabled', 'Inactive', 'NoPermission'] as const;

/**
 * An account as offered for a new key; `Reason` is set exactly when `IsEligible` is false. `SystemRoles` names the
 * active system roles the account is a member of.
 */
export const wireEligibleAccountSchema = z.object({
  Id: idSchema,
  Username: z.string(),
  FullName: z.string(),
  IsEligible: z.boolean(),
  Reason: z.enum(INELIGIBILITY_REASONS).optional(),
  SystemRoles: z.array(z.string()).optional(),
});
/** An account as offered for a new key. */
export type WireEligibleAccount = z.infer<typeof wireEligibleAccountSchema>;

/** Answer of `ListEligibleAccounts`: those that may use the API first, then the others, each part by user name. */
export const eligibleAccountPageSchema = z.object({
  Items: z.array(wireEligibleAccountSchema),
  Total: z.int().nonnegative(),
});
