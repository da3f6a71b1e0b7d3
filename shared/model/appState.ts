import { z } from 'zod';
import { lockStateSchema } from './lock.ts';
import { preferencesSchema } from './settings.ts';

/**
 * Why the operating system's keychain cannot be used now.
 * `noBus`: no D-Bus session; `noService`: nothing offers the Secret Service; `noCollection`: no keyring was created
 * yet; `locked`: the keyring is locked; `notLoaded`: the native module or libsecret is absent; `noResponse`: it did not
 * answer in time; `cancelled`: the user did not want to wait for it; `denied`: it does not give what it was given before,
 * because the user did not allow it or because it lost it; `crashed`: it ended while it was asked, or has ended too often
 * to be asked again now; `noCipher`: KWallet lacks its encryption; `failed`: any other reason, told in the log.
 */
const keychainReasonSchema = z.enum([
  'noBus',
  'noService',
  'noCollection',
  'locked',
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
 * Why what the user changes is kept for this run only.
 * `newerVersion`: the file was written by a newer KeyDesk; `notMigrated`: it was written by an older one and could not
 * be taken over; `failed`: any other reason, told in the log.
 */
const storageProblemSchema = z.enum(['diskFull', 'notPermitted', 'readOnly', 'newerVersion', 'notMigrated', 'failed']);
/** One reason out of {@link storageProblemSchema}. */
export type StorageProblem = z.infer<typeof storageProblemSchema>;

/** A folder of the application that others on this computer may be able to enter. */
const openFolderSchema = z.object({
  /** Absolute path. */
  folder: z.string(),
  /** By what the system refused to close it, for example `EPERM`; `null` where it refused nothing and changed nothing. */
  code: z.string().nullable(),
});
/** A folder that others may be able to enter. */
export type OpenFolder = Readonly<z.infer<typeof openFolderSchema>>;

/** Something that was found, mostly before the window was there, and that the user has to know. */
const noticeSchema = z.discriminatedUnion('kind', [
  z.object({
    /** The settings file could not be read. */
    kind: z.literal('settingsDamaged'),
    /** File name, without folders, under which the damaged file was kept; `null` for one that stayed in its place. */
    savedAs: z.string().nullable(),
    /** Whether the last good settings are used in its place; otherwise the defaults are. */
    isRestored: z.boolean(),
  }),
  openFolderSchema.extend({ kind: z.literal('openFolder') }),
]);
/** Something that the user has to know. */
export type Notice = Readonly<z.infer<typeof noticeSchema>>;

/** Facts about the running application that the window needs before anything else. */
export const appStateSchema = z.object({
  version: z.string(),
  /** Preferred languages of the operating system as BCP 47 tags, best first. */
  systemLanguages: z.array(z.string()).readonly(),
  preferences: preferencesSchema,
  /** `null` while the keychain works; otherwise why passwords are kept for this run only. */
  keychainProblem: keychainReasonSchema.nullable(),
  /** Whether the keychain keeps a call waiting, most likely for a person to answer its prompt. */
  isWaitingForKeychain: z.boolean(),
  /** Number of secrets that are no longer needed and that the keychain could not be made to delete yet. */
  secretsToRemove: z.int().nonnegative(),
  notices: z.array(noticeSchema).readonly(),
  /** `null` while changes are saved; otherwise why they are kept for this run only. */
  storageProblem: storageProblemSchema.nullable(),
  /** What the system said to it, for example `EACCES`; `null` where it said nothing. */
  storageCode: z.string().nullable(),
  /** `null` while lists of keys are kept; otherwise why the one on the disk is an older one. */
  listProblem: storageProblemSchema.nullable(),
  /** What the system said to it; `null` where it said nothing. */
  listCode: z.string().nullable(),
  lock: lockStateSchema,
  /** How many actions wait for their entry in the activity journal, because it could not be written. */
  unrecordedActions: z.int().nonnegative(),
  /** What the system said to it; `null` where it said nothing. */
  unrecordedCode: z.string().nullable(),
});
/** Facts about the running application. */
export type AppState = Readonly<z.infer<typeof appStateSchema>>;
