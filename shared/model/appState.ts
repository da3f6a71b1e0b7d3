import { z } from 'zod';
import { lockStateSchema } from './lock.ts';
import { preferencesSchema } from './settings.ts';

/**
 * Why the operating system's keychain is unavailable.
 * `noBus`: no D-Bus session; `noService`: no Secret Service provider; `noCollection`: no keyring exists yet; `locked`:
 * the keyring is locked; `noLibrary`: libsecret is missing; `notLoaded`: the native module cannot be loaded for another
 * reason; `noResponse`: timeout; `cancelled`:
 * the user cancelled the wait; `denied`: it does not return an item that was stored, because access was not allowed or
 * the item is gone; `crashed`: its process ended during a call, or too often recently to be restarted; `noCipher`:
 * KWallet has no encryption library; `failed`: any other reason, see the log.
 */
const keychainReasonSchema = z.enum([
  'noBus',
  'noService',
  'noCollection',
  'locked',
  'noLibrary',
  'notLoaded',
  'noResponse',
  'cancelled',
  'denied',
  'noCipher',
  'crashed',
  'failed',
]);
/** One reason out of {@link keychainReasonSchema}. */
export type KeychainReason = z.infer<typeof keychainReasonSchema>;

/**
 * The program that stores the items of the keychain. `system`: the one of Windows or macOS; `unknown`: on Linux another
 * one than those named here, or none that runs.
 */
const keychainProviderSchema = z.enum(['gnomeKeyring', 'kWallet', 'keePassXc', 'system', 'unknown']);
/** One provider out of {@link keychainProviderSchema}. */
export type KeychainProvider = z.infer<typeof keychainProviderSchema>;

/**
 * Why changes are not saved to disk and last only until KeyDesk is closed.
 * `newerVersion`: the file was written by a newer KeyDesk; `notMigrated`: the file of an older one could not be
 * converted; `failed`: any other reason, see the log.
 */
export const storageProblemSchema = z.enum([
  'diskFull',
  'notPermitted',
  'readOnly',
  'newerVersion',
  'notMigrated',
  'failed',
]);
/** One reason out of {@link storageProblemSchema}. */
export type StorageProblem = z.infer<typeof storageProblemSchema>;

/** A folder of the application that other users of this computer may be able to open. */
const openFolderSchema = z.object({
  /** Absolute path. */
  folder: z.string(),
  /** Error code of the attempt to restrict access, for example `EPERM`; `null` if it succeeded without effect. */
  code: z.string().nullable(),
});
/** A folder that other users may be able to open. */
export type OpenFolder = Readonly<z.infer<typeof openFolderSchema>>;

/** A finding, mostly from before the window was created, that is shown to the user. */
const noticeSchema = z.discriminatedUnion('kind', [
  z.object({
    /** The settings file could not be read. */
    kind: z.literal('settingsDamaged'),
    /** File name, without folder, of the copy of the damaged file; `null` if it was left in place. */
    savedAs: z.string().nullable(),
    /** Whether the last good settings are used instead; otherwise the defaults are. */
    isRestored: z.boolean(),
  }),
  openFolderSchema.extend({ kind: z.literal('openFolder') }),
]);
/** A finding that is shown to the user. */
export type Notice = Readonly<z.infer<typeof noticeSchema>>;

/** State of the application, which the window loads first. */
export const appStateSchema = z.object({
  version: z.string(),
  /** Preferred languages of the operating system as BCP 47 tags, best first. */
  systemLanguages: z.array(z.string()).readonly(),
  preferences: preferencesSchema,
  /** Why passwords last only until KeyDesk is closed; `null` while the keychain works. */
  keychainProblem: keychainReasonSchema.nullable(),
  keychainProvider: keychainProviderSchema,
  /** Command that installs a keychain on this Linux distribution; `null` if it is not known. */
  keyringInstallCommand: z.string().nullable(),
  /** Whether a keychain call is pending, most likely because of a prompt. */
  isWaitingForKeychain: z.boolean(),
  /** Number of obsolete secrets that could not be deleted from the keychain yet. */
  secretsToRemove: z.int().nonnegative(),
  notices: z.array(noticeSchema).readonly(),
  /** Why changes last only until KeyDesk is closed; `null` while they are saved. */
  storageProblem: storageProblemSchema.nullable(),
  /** System error code of `storageProblem`, for example `EACCES`; `null` if there is none. */
  storageCode: z.string().nullable(),
  /** Why the cached key list on disk is outdated; `null` while it can be written. */
  listProblem: storageProblemSchema.nullable(),
  /** System error code of `listProblem`; `null` if there is none. */
  listCode: z.string().nullable(),
  lock: lockStateSchema,
  /** Number of actions not recorded yet because the activity journal could not be written. */
  unrecordedActions: z.int().nonnegative(),
  /** System error code of that failure; `null` if there is none. */
  unrecordedCode: z.string().nullable(),
});
/** State of the application. */
export type AppState = Readonly<z.infer<typeof appStateSchema>>;
