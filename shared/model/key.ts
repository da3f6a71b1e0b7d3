import { z } from 'zod';
import { DAY_MS, instantSchema, isInstant } from './instant.ts';

/** Identifier of a key on its installation, for example `authkey.7`. An {@link AccountId} is not assignable to it. */
export type KeyId = string & { readonly idOf?: 'key' };
/** Identifier of an account on its installation, for example `account.12`. A {@link KeyId} is not assignable to it. */
export type AccountId = string & { readonly idOf?: 'account' };
/** Identifier of a key. */
export const keyIdSchema: z.ZodType<KeyId, KeyId> = z.string().min(1);
/** Identifier of an account. */
export const accountIdSchema: z.ZodType<AccountId, AccountId> = z.string().min(1);

/** Why an account may not use the API, in the order of the checks. */
export const ACCOUNT_PROBLEMS = ['archived', 'deactivated', 'noPermission'] as const;
/** One reason out of {@link ACCOUNT_PROBLEMS}. */
const accountProblemSchema = z.enum(ACCOUNT_PROBLEMS);
/** One reason out of {@link ACCOUNT_PROBLEMS}. */
export type AccountProblem = z.infer<typeof accountProblemSchema>;

/**
 * An authentication key as the window receives it: metadata only. The secret key is sent to the window by `keys:reveal`
 * alone.
 */
export const authenticationKeySchema = z.object({
  id: keyIdSchema,
  /** The account that the key belongs to. */
  accountId: accountIdSchema,
  username: z.string(),
  fullName: z.string(),
  /** Names of the system roles of the account; empty if the platform does not report them. */
  systemRoles: z.array(z.string()).readonly(),
  /** 32 hexadecimal digits that identify the key in a request. Not a secret. */
  token: z.string(),
  creationDate: instantSchema,
  /** When the key stops working. */
  expirationDate: instantSchema,
  /** Last request signed with this key, to the minute; `null` if none was reported. */
  lastUsedDate: instantSchema.nullable(),
  /** Incremented with every change; sent with an edit so that it cannot overwrite a newer change. */
  version: z.int().nonnegative(),
  /** Why the account may not use the API, even if the key itself is valid; `null` if it may. */
  accountProblem: accountProblemSchema.nullable(),
});
/** An authentication key without its secret. */
export type AuthenticationKey = Readonly<z.infer<typeof authenticationKeySchema>>;

/**
 * Whether {@link authenticationKeySchema} accepts a value of JSON. Each field is named, since lists of a hundred thousand keys
 * are read before anything of them is shown: the schema takes several times as long. Unknown fields are not removed.
 */
export function isAuthenticationKey(value: unknown): value is AuthenticationKey {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const key: Partial<Record<keyof AuthenticationKey, unknown>> = value;
  return (
    isFilledText(key.id) &&
    isFilledText(key.accountId) &&
    typeof key.username === 'string' &&
    typeof key.fullName === 'string' &&
    Array.isArray(key.systemRoles) &&
    key.systemRoles.every((role) => typeof role === 'string') &&
    typeof key.token === 'string' &&
    isInstant(key.creationDate) &&
    isInstant(key.expirationDate) &&
    (key.lastUsedDate === null || isInstant(key.lastUsedDate)) &&
    Number.isSafeInteger(key.version) &&
    Number(key.version) >= 0 &&
    (key.accountProblem === null || PROBLEMS.has(key.accountProblem))
  );
}

const PROBLEMS: ReadonlySet<unknown> = new Set(ACCOUNT_PROBLEMS);

function isFilledText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Whether two keys have the same values. Each field is named, since lists of a hundred thousand keys are compared. */
export function isEqualKey(one: AuthenticationKey, other: AuthenticationKey): boolean {
  return (
    one.id === other.id &&
    one.token === other.token &&
    one.version === other.version &&
    one.lastUsedDate === other.lastUsedDate &&
    one.expirationDate === other.expirationDate &&
    one.creationDate === other.creationDate &&
    one.accountId === other.accountId &&
    one.username === other.username &&
    one.fullName === other.fullName &&
    one.accountProblem === other.accountProblem &&
    hasSameTexts(one.systemRoles, other.systemRoles)
  );
}

/** Whether two lists have the same texts in the same order. */
export function hasSameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((text, index) => text === other[index]));
}

/**
 * Identifies a key by id and token. An installation whose database was restored to an earlier state assigns identifiers
 * to other keys, while a token never names another key. Therefore every operation on a key or its secret needs both.
 */
export const keyReferenceSchema = z.strictObject({
  id: keyIdSchema.check(z.maxLength(200)),
  token: z.string().max(1_000),
});
/** Identifies a key by id and token. */
export type KeyReference = Readonly<z.infer<typeof keyReferenceSchema>>;

/** Returns only the reference of a key, as sent to main. */
export function referenceTo({ id, token }: KeyReference): KeyReference {
  return { id, token };
}

/** Whether two references or keys identify the same key. */
export function isSameKey(one: KeyReference, other: KeyReference): boolean {
  return one.id === other.id && one.token === other.token;
}

/** An account in the "New key" dialog. `problem`: why it cannot be selected. */
export const eligibleAccountSchema = z.object({
  id: accountIdSchema,
  username: z.string(),
  fullName: z.string(),
  systemRoles: z.array(z.string()).readonly(),
  problem: accountProblemSchema.nullable(),
});
/** An account in the "New key" dialog. */
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

/** Number of days before its expiry from which a key is shown as expiring. */
export const EXPIRY_WARNING_DAYS = 30;

/** Status of a key at an instant, most severe first. `daysLeft` includes the current day and is at least 1. */
export type KeyStatus =
  | { readonly kind: 'expired' }
  | { readonly kind: 'accountProblem'; readonly problem: AccountProblem }
  | { readonly kind: 'expiring'; readonly daysLeft: number }
  | { readonly kind: 'valid' };

/**
 * Returns the status of a key.
 * @param now milliseconds since the epoch, UTC.
 * @param expiry expiry of the key in the same unit, if it has been parsed already.
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
