import { z } from 'zod';
import { DAY_MS, instantSchema } from './instant.ts';

/** Identifier of a key on its platform, for example `authkey.7`. An {@link AccountId} is not assignable to it. */
export type KeyId = string & { readonly idOf?: 'key' };
/** Identifier of an account on its platform, for example `account.12`. A {@link KeyId} is not assignable to it. */
export type AccountId = string & { readonly idOf?: 'account' };
const keyIdSchema: z.ZodType<KeyId, KeyId> = z.string().min(1);
/** Identifier of an account. */
export const accountIdSchema: z.ZodType<AccountId, AccountId> = z.string().min(1);

/** Why an account may not use the API, in the order in which the reasons are checked. */
export const ACCOUNT_PROBLEMS = ['disabled', 'inactive', 'noPermission'] as const;
/** One reason out of {@link ACCOUNT_PROBLEMS}. */
const accountProblemSchema = z.enum(ACCOUNT_PROBLEMS);
/** One reason out of {@link ACCOUNT_PROBLEMS}. */
export type AccountProblem = z.infer<typeof accountProblemSchema>;

/**
 * One authentication key as the window knows it: metadata only. The secret key is not a field of it; it crosses to
 * the window through `keys:reveal` alone.
 */
export const authenticationKeySchema = z.object({
  id: keyIdSchema,
  /** The account that the key belongs to. */
  accountId: accountIdSchema,
  username: z.string(),
  fullName: z.string(),
  /** System roles of the account by name; empty where the platform does not tell. */
  systemRoles: z.array(z.string()).readonly(),
  /** 32 hexadecimal digits that name the key in a request. An identifier, not a secret. */
  token: z.string(),
  creationDate: instantSchema,
  /** The instant at which the key stops working. */
  expirationDate: instantSchema,
  /** Last request signed with this key, to the minute; `null` where none was reported. */
  lastUsedDate: instantSchema.nullable(),
  /** Grows with every change; sent back with an edit so that nobody overwrites a newer change unseen. */
  version: z.int().nonnegative(),
  /** Set when the account cannot use the API although the key itself may be valid. */
  accountProblem: accountProblemSchema.nullable(),
});
/** One authentication key without its secret. */
export type AuthenticationKey = Readonly<z.infer<typeof authenticationKeySchema>>;

/**
 * A key as somebody saw it. An installation whose database went back to an earlier state gives identifiers to other keys;
 * a token never names another. So whatever is done to a key, or with its secret, names both.
 */
export const keyReferenceSchema = z.strictObject({
  id: keyIdSchema.check(z.maxLength(200)),
  token: z.string().max(1_000),
});
/** A key as somebody saw it. */
export type KeyReference = Readonly<z.infer<typeof keyReferenceSchema>>;

/** Names a key, as it crosses to main: no other field. */
export function referenceTo({ id, token }: KeyReference): KeyReference {
  return { id, token };
}

/** Whether two references, or keys, are the same key. */
export function isSameKey(one: KeyReference, other: KeyReference): boolean {
  return one.id === other.id && one.token === other.token;
}

/** An account as offered in the "New key" dialog. `problem` says why it cannot be chosen. */
export const eligibleAccountSchema = z.object({
  id: accountIdSchema,
  username: z.string(),
  fullName: z.string(),
  systemRoles: z.array(z.string()).readonly(),
  problem: accountProblemSchema.nullable(),
});
/** An account as offered in the "New key" dialog. */
export type EligibleAccount = Readonly<z.infer<typeof eligibleAccountSchema>>;

/** What the signed-in account may do with authentication keys. */
export const keyPermissionsSchema = z.object({
  canView: z.boolean(),
  canReadSecret: z.boolean(),
  canCreate: z.boolean(),
  canEdit: z.boolean(),
  canDelete: z.boolean(),
  account: z.object({ id: z.string(), username: z.string(), fullName: z.string() }),
});
/** What the signed-in account may do with authentication keys. */
export type KeyPermissions = Readonly<z.infer<typeof keyPermissionsSchema>>;

/** A key that expires within this many days is shown as needing attention. */
const EXPIRY_WARNING_DAYS = 30;

/** The state of a key at one moment, the most severe first. `daysLeft` counts started days and is at least 1. */
export type KeyStatus =
  | { readonly kind: 'expired' }
  | { readonly kind: 'accountProblem'; readonly problem: AccountProblem }
  | { readonly kind: 'expiring'; readonly daysLeft: number }
  | { readonly kind: 'valid' };

/**
 * Computes the status of a key.
 * @param now milliseconds since the epoch, UTC.
 * @param expiry the expiry of the key in the same unit, for who knows it already.
 */
export function keyStatus(
  key: Pick<AuthenticationKey, 'expirationDate' | 'accountProblem'>,
  now: number,
  expiry: number = Date.parse(key.expirationDate),
): KeyStatus {
  const remaining = expiry - now;
  if (remaining <= 0) {
    return { kind: 'expired' };
  }
  if (key.accountProblem !== null) {
    return { kind: 'accountProblem', problem: key.accountProblem };
  }
  const daysLeft = Math.ceil(remaining / DAY_MS);
  return daysLeft <= EXPIRY_WARNING_DAYS ? { kind: 'expiring', daysLeft } : { kind: 'valid' };
}

declare const content: unique symbol;
/** Keys as JSON, which only {@link keyTextOf} makes. */
export type KeyText = string & { readonly [content]: readonly AuthenticationKey[] };

/**
 * Writes keys as JSON: one text crosses to the window many times faster than ten thousand objects. Fields that the
 * schema does not name are omitted.
 */
export function keyTextOf(keys: readonly AuthenticationKey[]): KeyText {
  return JSON.stringify(keys, Object.keys(authenticationKeySchema.shape)) as KeyText;
}

/** Reads the keys of a text. */
export function keysOfText(text: KeyText): readonly AuthenticationKey[] {
  return JSON.parse(text);
}
