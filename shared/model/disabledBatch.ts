import { z } from 'zod';
import { DAY_MS, instantSchema } from './instant.ts';
import { type AuthenticationKey, keyReferenceSchema } from './key.ts';

/** What disabled the keys of a batch: a selection in the window, or another part of KeyDesk. */
export const DISABLED_ORIGINS = ['selection', 'rotation', 'incident', 'cleanUp', 'commandLine'] as const;
/** One origin out of {@link DISABLED_ORIGINS}. */
export type DisabledOrigin = (typeof DISABLED_ORIGINS)[number];

/** A key that was disabled, or may have been, and what is needed to restore it. */
const disabledKeySchema = keyReferenceSchema.extend({
  username: z.string(),
  /** Its former expiry. */
  expirationDate: instantSchema,
  /** Its version since it was disabled; `null` without a response: then only the list shows whether it was disabled. */
  version: z.int().nonnegative().nullable(),
});
/** A key that was disabled, or may have been, and what is needed to restore it. */
export type DisabledKey = Readonly<z.infer<typeof disabledKeySchema>>;

/** Keys disabled together, which can be restored together. */
export const disabledBatchSchema = z.object({
  id: z.string(),
  connectionId: z.string(),
  /** The expiry that was set. */
  at: instantSchema,
  origin: z.enum(DISABLED_ORIGINS),
  /** Keys not restored yet. */
  keys: z.array(disabledKeySchema).readonly(),
});
/** Keys disabled together, which can be restored together. */
export type DisabledBatch = Readonly<z.infer<typeof disabledBatchSchema>>;

/** What is known of a listed key to tell whether it is still disabled. */
type ListedKey = Pick<AuthenticationKey, 'token' | 'expirationDate' | 'version'>;

/** Time in ms by which the expiry of a key may differ from the one that was sent: the platform may round it. */
const ROUNDING_MS = 1000;

/** Whether two instants in ISO 8601 are the same, except for rounding by the platform. */
export function isSameExpiry(one: string, other: string): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) < ROUNDING_MS;
}

/**
 * What a list says about a key of a batch. `disabled`: it can be restored. `restored`: it has its former expiry. `changed`:
 * somebody else has changed it since. `gone`: it does not exist, or its id belongs to another key by now.
 */
export type DisabledKeyState = 'disabled' | 'restored' | 'changed' | 'gone';

/** Returns the state of a key of a batch. @param listed the key with its id, `null` if there is none. */
export function disabledKeyState(
  { token, version, expirationDate }: DisabledKey,
  at: string,
  listed: ListedKey | null,
): DisabledKeyState {
  if (listed?.token !== token) {
    return 'gone';
  }
  if (isSameExpiry(listed.expirationDate, at) && (version === null || version === listed.version)) {
    return 'disabled';
  }
  return isSameExpiry(listed.expirationDate, expirationDate) ? 'restored' : 'changed';
}

/** Time in ms by which the last use of a key may be reported too late: it is reported to the minute. */
const LAST_USE_MS = 60_000;

/**
 * Returns the keys of a batch whose deletion is proposed: still disabled after some days, and not used since, as far as the
 * installation reports the last use.
 * @param byId the listed keys.
 * @param now milliseconds since the epoch, UTC.
 * @param days `null`: never.
 */
export function quietKeys(
  { at, keys }: DisabledBatch,
  byId: ReadonlyMap<string, AuthenticationKey>,
  now: number,
  days: number | null,
): readonly AuthenticationKey[] {
  const disabledAt = Date.parse(at);
  if (days === null || now - disabledAt < days * DAY_MS) {
    return [];
  }
  return keys.flatMap((key) => {
    const listed = byId.get(key.id) ?? null;
    const isQuiet =
      listed !== null &&
      disabledKeyState(key, at, listed) === 'disabled' &&
      (listed.lastUsedDate === null || Date.parse(listed.lastUsedDate) < disabledAt + LAST_USE_MS);
    return isQuiet ? [listed] : [];
  });
}
