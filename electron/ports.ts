/**
 * What the services need from the outside, as interfaces. Each has one adapter over a real library
 * (`electron/adapters/`) and one in-memory double (`tests/fakes/`); `main.ts` alone decides which is used.
 */
import type { EventName } from '../shared/ipc/events.ts';
import type { KeychainReason, OpenFolder, StorageProblem } from '../shared/model/appState.ts';
import type { BulkResult } from '../shared/model/bulkChange.ts';
import type { Certificate } from '../shared/model/connection.ts';
import type { AccountId, AuthenticationKey, EligibleAccount, KeyId, KeyPermissions } from '../shared/model/key.ts';
import type { CachedKeyList } from '../shared/model/keyList.ts';
import type { Settings } from '../shared/model/settings.ts';
import type { AppError, Result } from '../shared/result.ts';

export type { Presence, ProtectScreen, SystemUnlock, WindowFocus } from './userPorts.ts';

/** An authentication key as the admin API gives it; the state of its account is joined to it by a service. */
export type ApiKey = Omit<AuthenticationKey, 'accountProblem' | 'systemRoles'>;

/** A part of a longer list. `total` counts everything, not just this page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** A part of the changes of a list of keys. The use of a key is no change. */
export interface KeyChanges {
  /** Keys that were created or changed, as they are now. */
  readonly changed: readonly ApiKey[];
  /** May name keys that were never listed. */
  readonly deletedIds: readonly string[];
  /** Where the next call goes on. */
  readonly cursor: string;
  /** Everything known before this part is to be forgotten. */
  readonly isReset: boolean;
  readonly hasMore: boolean;
}

/** One range of a list: `skip` items are passed over, at most `take` are given. */
export interface PageRequest {
  readonly skip: number;
  readonly take: number;
}

/** Where and as whom to call the admin API. */
export interface AdminApiTarget {
  /** Normalised address without trailing slash. */
  readonly address: string;
  /** Path of the key service below the address. */
  readonly servicePath: string;
  readonly credentials: AdminApiCredentials;
  /** Certificate in PEM of an authority to be trusted besides those of the system, or `null`. */
  readonly caCertificate: string | null;
}

/** How to sign in: as an account with its password (Basic), or with an authentication key (HMAC). */
export type AdminApiCredentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'key'; readonly token: string; readonly secretKey: string };

/**
 * The key service of one installation. Every method fails with an `AppError`: `UNREACHABLE`, `TIMEOUT`,
 * `UNAUTHORIZED`, `CLOCK_SKEW`, `NOT_PERMITTED`, `NOT_FOUND`, `CONFLICT`, `KEY_REPLACED`, `VALIDATION`,
 * `ACCOUNT_NOT_ELIGIBLE`, `SERVICE_MISSING`, `INTERCEPTED`, `HOST_NOT_ALLOWED`, `REQUEST_ALTERED`, `REDIRECT_REFUSED`, `REQUEST_TOO_LARGE`,
 * `TOO_LARGE`, `THROTTLED`, `SERVER_FAILED`, `BAD_RESPONSE`.
 */
export interface AdminApi {
  /** @param search part of a user name, full name or token; all keys for an empty text. */
  listKeys(page: PageRequest, search?: string): Promise<Page<ApiKey>>;
  /**
   * Gives what changed since a cursor, at most `take` changes; the whole list from the beginning for `null`. Fails with
   * `SERVICE_MISSING` where the installation has no feed of changes.
   */
  listChanges(cursor: string | null, take: number): Promise<KeyChanges>;
  /** Gives the secret key in base64: the value that must not leave main unasked. */
  readSecret(keyId: KeyId): Promise<{ readonly key: ApiKey; readonly secretKey: string }>;
  /** @param expirationDate instant as ISO 8601 in UTC. */
  createKey(accountId: AccountId, expirationDate: string): Promise<ApiKey>;
  /**
   * Whether the installation itself compares the tokens that {@link editKey} and {@link deleteKeys} are given. For one that
   * does not, the caller has to look right before.
   */
  checksTokens(): Promise<boolean>;
  /** Fails with `KEY_REPLACED` where the key has another token and the installation compares it. */
  editKey(keyId: KeyId, expirationDate: string, version: number, token?: string): Promise<ApiKey>;
  /**
   * Deletes at most `MAX_DELETE_IDS` keys; answers one entry per id, in order.
   * @param tokens one for each id; keys with another one are left alone where the installation compares it.
   */
  deleteKeys(keyIds: readonly KeyId[], tokens?: readonly string[]): Promise<readonly BulkResult[]>;
  getPermissions(): Promise<KeyPermissions>;
  listEligibleAccounts(search: string, page: PageRequest): Promise<Page<EligibleAccount>>;
}

/**
 * Makes the {@link AdminApi} of a target. No request is sent by making it. `onClockOffset` hears by how many milliseconds
 * the clock of the installation is ahead of ours where requests have to be signed with its time; 0 where they need not.
 */
export type ConnectAdminApi = (target: AdminApiTarget, onClockOffset?: (offsetMs: number) => void) => AdminApi;

/** What one harmless signed call to an installation has shown. */
export interface ProbeResponse {
  /** Clock of the installation as its `Date` header tells it, milliseconds since the epoch; `null` without one. */
  readonly serverTime: number | null;
  /** What the account may do, or the error as `AdminApi` would fail with it. */
  readonly outcome: Result<KeyPermissions, AppError>;
}

/** Tries a target out without changing anything. Never fails: what went wrong is the answer. */
export interface ConnectionProbe {
  /** The proxy that the system sends requests for this address through, as it names it; `null` for none. */
  proxyFor(target: AdminApiTarget): Promise<string | null>;
  askPermissions(target: AdminApiTarget): Promise<ProbeResponse>;
}

/** Reads a certificate. @throws AppError `VALIDATION` for anything but one X.509 certificate in PEM. */
export type ReadCertificate = (pem: string) => Certificate;

/**
 * What the keychain knows about an item. `absent` is said only when the keychain was proved to answer and the item is not
 * known to have been stored: a locked keyring, or one whose user refuses access, gives nothing either, and taking that for
 * "not stored" would overwrite a good password.
 */
export type SecretLookup =
  | { readonly state: 'present'; readonly secret: string }
  | { readonly state: 'absent' }
  | { readonly state: 'unavailable'; readonly reason: KeychainReason };

/** Whether a write to the keychain was done and read back. */
export type SecretChange = { readonly done: true } | { readonly done: false; readonly reason: KeychainReason };

/** The operating system's keychain, items of this application and of this data folder only. */
export interface SecretStore {
  get(id: string): Promise<SecretLookup>;
  set(id: string, secret: string): Promise<SecretChange>;
  delete(id: string): Promise<SecretChange>;
  /** Whether the keychain works: an item of its own is written and read back. */
  check(): Promise<SecretChange>;
  /** Whether an item was stored and not deleted since, as far as was noted; `null` where an earlier version may have. */
  isStored(id: string): boolean | null;
  /** Notes that an item is not there any more, whatever the keychain would say once its user allows it. */
  acceptLoss(id: string): void;
  /** Calls `listener` when the keychain keeps a call waiting, as it does for a prompt, and when the wait is over. */
  onWaiting(listener: (isWaiting: boolean) => void): void;
  /** Gives up what waits for the keychain; those calls are answered as unavailable. Does nothing when nothing waits. */
  cancel(): void;
  /** Ends what runs for it. */
  close(): void;
}

/** A file that could not be read as what it should be. */
export interface DamagedFile {
  /** File name, without folders, of its copy; `null` where none could be made, and the file is still in its place. */
  readonly savedAs: string | null;
  /** Whether the last good one is used in its place; otherwise nothing is. */
  readonly isRestored: boolean;
}

/** The settings file. It is never in the way: what cannot be read or written is told, and the application goes on. */
export interface SettingsStore {
  /** Gives what was found when the store was made; the defaults where there was nothing to read. */
  read(): Settings;
  /** Writes the whole settings, or nothing and says why; then the old file is as it was. */
  write(settings: Settings): StorageProblem | null;
  /** What is known, without having tried, to keep the settings from being saved. */
  readonly problem: StorageProblem | null;
  /** What the system said the last time that something failed, for example `EACCES`; `null` where it said nothing. */
  readonly code: string | null;
  /** The settings file that was found damaged when the store was made, or `null`. */
  readonly damaged: DamagedFile | null;
}

/** Whether the folders of the application are closed to others, as they ought to be. */
export interface FolderRights {
  /** The first folder that is not; `null` while none is known. It is used nevertheless. */
  readonly open: OpenFolder | null;
  /** Calls `listener` when {@link open} has become known. */
  onFound(listener: () => void): void;
}

/** The last complete list of keys of each connection, on the disk. Never a secret. */
export interface KeyListStore {
  /**
   * Gives a list, or why there is none. A file that cannot be read as a list is kept aside and takes no part again.
   * @throws Error when the disk cannot be read.
   */
  read(connectionId: string): Promise<CachedKeyListLookup>;
  /** Replaces a list as a whole, or says why it could not be written; then the old one stays as it was. */
  write(connectionId: string, list: CachedKeyList): Promise<StorageFault | null>;
  /** Removes a list. Does nothing where there is none. @throws Error when it is still there. */
  remove(connectionId: string): Promise<void>;
  /** Removes the lists of all other connections, and what writes that were cut off have left. Never fails. */
  keepOnly(connectionIds: readonly string[]): Promise<void>;
}

/** Why something could not be written. */
export interface StorageFault {
  readonly problem: StorageProblem;
  /** What the system said, for example `EACCES`; `null` where it said nothing. */
  readonly code: string | null;
}

/** What the disk knows of a list. */
export type CachedKeyListLookup =
  /** `isRestored`: the file was damaged, and this is an earlier list. */
  | { readonly state: 'present'; readonly list: CachedKeyList; readonly isRestored: boolean }
  | { readonly state: 'absent' }
  /** The file was damaged; what it held is kept beside it. */
  | { readonly state: 'damaged' };

/** The system clipboard. @throws AppError `CLIPBOARD_FAILED` from every method that notices that it failed. */
export interface Clipboard {
  /** True where a window without the focus sees its own copy or nothing and cannot change anything, as on Wayland. */
  readonly needsFocus: boolean;
  writeText(text: string): Promise<void>;
  /** Writes text marked so that clipboard histories and cloud clipboards leave it out, in one atomic write. */
  writeConcealed(text: string): Promise<void>;
  readText(): Promise<string>;
  /** Takes the text away, so that what comes in its place brings nothing back. */
  clear(): Promise<void>;
}

/**
 * Journals as texts of lines that are only ever added to: what was done from this computer, and what a deletion is about
 * to do. A name consists of Latin letters, digits and hyphens.
 */
export interface JournalStore {
  /** Names of the journals that there are. */
  list(): Promise<readonly string[]>;
  /** The whole text of a journal, empty where there is none. @throws Error when it cannot be read. */
  read(name: string): Promise<string>;
  /**
   * Adds whole lines to the end and waits until they are on the disk. They start on a line of their own, also after an
   * earlier line that was cut off. @throws Error when they are not, or not all, on the disk.
   */
  append(name: string, lines: string): Promise<void>;
  /** Removes a journal. Does nothing where there is none. @throws Error when it is still there. */
  remove(name: string): Promise<void>;
}

/** What a file dialog offers. */
export interface FileDialogOptions {
  /** The kind of file in the language of the window, and its endings without a dot. */
  readonly filter: { readonly name: string; readonly extensions: readonly string[] };
}

/** What a dialog that saves a file offers. */
export interface SaveDialogOptions extends FileDialogOptions {
  /** File name without folders. */
  readonly suggestedName: string;
}

/** The file dialogs of the operating system. Each gives an absolute path, or `null` when the user cancelled it. */
export interface FileDialogs {
  /** Asks where to save a file; the system has asked before it gives the path of one that exists. */
  chooseSaveFile(options: SaveDialogOptions): Promise<string | null>;
  chooseOpenFile(options: FileDialogOptions): Promise<string | null>;
}

/** Files at places that the user has chosen in {@link FileDialogs}. */
export interface UserFiles {
  /**
   * Writes a file whole or not at all. A new one has the rights of new files, an existing one keeps its own, its owner
   * and its place behind a link.
   * @throws AppError `FILE_NOT_SAVED`, its `detail` the code of the system; then the old file is as it was.
   */
  write(file: string, text: string): Promise<void>;
  /**
   * Reads a file as UTF-8, or as UTF-16 where a byte order mark says so; the mark is left out.
   * @throws AppError `FILE_NOT_READ`, its `detail` the code of the system, also for one of more than `maximumBytes`.
   */
  read(file: string, maximumBytes: number): Promise<string>;
  /** The name of a file without its folders. */
  nameOf(file: string): string;
}

/** Time, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Runs `task` once after `delayMs`; the returned function calls it off. */
  schedule(delayMs: number, task: () => void): () => void;
}

/** A log that masks registered secrets, credentials in headers, and every text in a field whose name sounds secret. */
export interface Logger {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
  /** From now on masks this value wherever it appears. */
  redact(secret: string): void;
}

/** How the sample platform is started. Values go over a private message channel, never as arguments. */
export interface SamplePlatformOptions {
  /** Folder of its database; `null` keeps everything in memory until it stops. */
  readonly dataFolder: string | null;
  /** 32 bytes in base64 under which it encrypts secret keys. */
  readonly encryptionKey: string;
  /** Password of the account `admin`. */
  readonly adminPassword: string;
}

/** The embedded platform in a process of its own. */
export interface SamplePlatform {
  /** Starts it on a free port of 127.0.0.1. @throws AppError `SAMPLE_PLATFORM_FAILED`. */
  start(options: SamplePlatformOptions): Promise<{ readonly address: string }>;
  /** Ends it and waits until it is gone. Does nothing when it is not running. */
  stop(): Promise<void>;
  /** Called when a running platform ends without having been asked to. */
  onUnexpectedExit(listener: () => void): void;
}

/** A slow salted hash of a passphrase; the text names its own cost. */
export interface PassphraseHash {
  hash(passphrase: string): Promise<string>;
  /** @throws Error for a text that is no such hash. */
  matches(passphrase: string, hash: string): Promise<boolean>;
}

/** Tells the window which answers are out of date. */
export type Publish = (event: EventName) => void;
