/**
 * Interfaces of everything the services use outside the process. Each has an adapter over a real library
 * (`electron/adapters/`, assembled in `main.ts`) and an in-memory fake for tests (`tests/fakes/`).
 */
import type { EventName } from '../shared/ipc/events.ts';
import type { OpenFolder, StorageProblem } from '../shared/model/appState.ts';
import type { BulkResult } from '../shared/model/bulkChange.ts';
import type { Certificate } from '../shared/model/connection.ts';
import type { AccountId, AuthenticationKey, EligibleAccount, KeyId, KeyPermissions } from '../shared/model/key.ts';
import type { CachedKeyList } from '../shared/model/keyList.ts';
import type { Settings } from '../shared/model/settings.ts';
import type { AppError, Result } from '../shared/result.ts';
import type { HeadSteps, StoredListHead } from './keyHeadPorts.ts';

export type { OpenInBrowser } from './browserPorts.ts';
export type { CalendarEvent, CalendarFormat } from './calendarPorts.ts';
export type {
  FileDialogOptions,
  FileDialogs,
  Region,
  SaveDialogOptions,
  Table,
  TableColumn,
  TableLayout,
  UserFiles,
  WriteTable,
} from './filePorts.ts';
export type { HeadSteps, SortedInstants, StoredListHead } from './keyHeadPorts.ts';
export type { KeptReading, LastUseStore, LoggedUse, LogReading, ReadAccessLogs } from './lastUsePorts.ts';
export type { KeyNoteStore, StoredNotes } from './notePorts.ts';
export type {
  Notifications,
  Reminded,
  RemindedKeys,
  ReminderStore,
  SystemNotification,
} from './notificationPorts.ts';
export type { PrintedDocument, PrintPdf } from './printPorts.ts';
export type { EncryptFile, KeePassEntry, ProtectedContent } from './protectedFilePorts.ts';
export type { SamplePlatform, SamplePlatformOptions } from './samplePlatformPorts.ts';
export type { FolderScanResult, FolderSearch, FoundPlace, ScanFolder, SecretDigest } from './scanPorts.ts';
export type { SecretChange, SecretLookup, SecretStore } from './secretPorts.ts';
export type { Terminal } from './terminalPorts.ts';
export type { Presence, ProtectScreen, SystemUnlock, WindowFocus } from './userPorts.ts';

/** An authentication key as the admin API returns it, without the state of its account, which a service adds. */
export type ApiKey = Omit<AuthenticationKey, 'accountProblem' | 'systemRoles'>;

/** One page of a list. `total` is the length of the complete list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** One part of the change feed of a key list. The use of a key is not reported as a change. */
export interface KeyChanges {
  /** Created or changed keys in their current state. */
  readonly changed: readonly ApiKey[];
  /** May include keys that were never listed. */
  readonly deletedIds: readonly string[];
  /** Cursor for the next call. */
  readonly cursor: string;
  /** Whether everything received before this part has to be discarded. */
  readonly isReset: boolean;
  readonly hasMore: boolean;
}

/** A range of a list: at most `take` items after the first `skip`. */
export interface PageRequest {
  readonly skip: number;
  readonly take: number;
}

/** Address and credentials for the admin API. */
export interface AdminApiTarget {
  /** Normalised address without trailing slash. */
  readonly address: string;
  /** Path of the key service below the address. */
  readonly servicePath: string;
  readonly credentials: AdminApiCredentials;
  /** Certificates in PEM that are trusted in addition to the authorities of the system, or `null`. */
  readonly caCertificate: string | null;
}

/** How to sign in: as an account with its password (Basic), or with an authentication key (HMAC). */
export type AdminApiCredentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'key'; readonly token: string; readonly secretKey: string };

/**
 * The key service of one installation. Every method rejects with an `AppError`: `UNREACHABLE`, `TIMEOUT`,
 * `UNAUTHORIZED`, `CLOCK_SKEW`, `NOT_PERMITTED`, `NOT_FOUND`, `CONFLICT`, `KEY_REPLACED`, `VALIDATION`,
 * `ACCOUNT_NOT_ELIGIBLE`, `SERVICE_MISSING`, `INTERCEPTED`, `HOST_NOT_ALLOWED`, `REQUEST_ALTERED`,
 * `REDIRECT_REFUSED`, `REQUEST_TOO_LARGE`, `TOO_LARGE`, `THROTTLED`, `SERVER_FAILED`, `BAD_RESPONSE`.
 */
export interface AdminApi {
  /** @param search part of a user name, full name or token; empty for all keys. */
  listKeys(page: PageRequest, search?: string): Promise<Page<ApiKey>>;
  /**
   * Returns at most `take` changes since a cursor; with `null`, the complete list from its beginning. Rejects with
   * `SERVICE_MISSING` if the installation has no change feed.
   */
  listChanges(cursor: string | null, take: number): Promise<KeyChanges>;
  /** Returns the secret key in base64. It must only leave main at the request of the user. */
  readSecret(keyId: KeyId): Promise<{ readonly key: ApiKey; readonly secretKey: string }>;
  /**
   * @param expirationDate ISO 8601 in UTC.
   * @param requestId a repeated request with the same id creates no second key, if the installation supports that.
   */
  createKey(accountId: AccountId, expirationDate: string, requestId?: string): Promise<ApiKey>;
  /**
   * Whether the installation compares the tokens passed to {@link editKey} and {@link deleteKeys}. If it does not, the
   * caller has to check the keys right before the call.
   */
  checksTokens(): Promise<boolean>;
  /** Rejects with `KEY_REPLACED` if the key has another token and the installation compares tokens. */
  editKey(keyId: KeyId, expirationDate: string, version: number, token?: string): Promise<ApiKey>;
  /**
   * Deletes at most `MAX_DELETE_IDS` keys; returns one entry per id, in order.
   * @param tokens one per id; a key with another token is not deleted if the installation compares tokens.
   */
  deleteKeys(keyIds: readonly KeyId[], tokens?: readonly string[]): Promise<readonly BulkResult[]>;
  getPermissions(): Promise<KeyPermissions>;
  listEligibleAccounts(search: string, page: PageRequest): Promise<Page<EligibleAccount>>;
  /** Reads what the installation publishes about itself, without retries; many installations do not offer the method. */
  readServer(): Promise<ServerReading>;
  /**
   * Reads the path of the key service from the description of its methods that an installation publishes, without retries;
   * `null` if it names none.
   */
  readServicePath(): Promise<string | null>;
  /** Reads what is published about an account, without retries; may need a permission that the own account does not have. */
  readAccount(accountId: AccountId): Promise<AccountReading>;
}

/** What an installation publishes about itself; unverified texts, `null` where it says nothing. */
export interface ServerReading {
  readonly version: string | null;
  /** As reported; not always an IANA name. */
  readonly timeZone: string | null;
  readonly databaseId: string | null;
  /** Milliseconds by which the clock of the installation is ahead of that of this computer. */
  readonly clockDifferenceMs: number | null;
}

/** What is published about an account. */
export interface AccountReading {
  /** As reported; not always an IANA name. */
  readonly timeZone: string | null;
  /** Milliseconds since the epoch, UTC; `null` if it does not expire or that is not reported. */
  readonly passwordExpiresAt: number | null;
}

/**
 * Creates the {@link AdminApi} of a target without sending a request. If requests have to be signed with the time of
 * the installation, `onClockOffset` is called with the milliseconds that its clock is ahead of the local one; otherwise
 * with 0. `onBareHost` is called when a signature was accepted only for the host without its port.
 */
export type ConnectAdminApi = (
  target: AdminApiTarget,
  onClockOffset?: (offsetMs: number) => void,
  onBareHost?: () => void,
) => AdminApi;

/** Result of one signed read-only call to an installation. */
export interface ProbeResponse {
  /** Time in the `Date` header of the response, in milliseconds since the epoch; `null` without that header. */
  readonly serverTime: number | null;
  /** The permissions of the account, or the error that {@link AdminApi} would reject with. */
  readonly outcome: Result<KeyPermissions, AppError>;
  /** Whether the signature was accepted only for the host without its port: a proxy drops the port. */
  readonly signsBareHost: boolean;
  /** If the signature was rejected: how the request arrived; `null` if the platform does not say. */
  readonly arrival: ProbeArrival | null;
}

/**
 * How a request arrived whose signature was rejected: as it was signed, or with another text in the first part that was
 * changed on the way.
 */
export type ProbeArrival =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'changed';
      readonly part: 'path' | 'host' | 'header';
      readonly sent: string;
      readonly received: string;
    };

/**
 * Where an installation has its key service: at `path`, nowhere according to the description of its methods, or unknown because
 * there is no description that can be read.
 */
export type ServiceLookup =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'notListed' | 'unknown' };

/** Tests a target without changing anything. Never rejects: errors are part of the result. */
export interface ConnectionProbe {
  /** Returns the proxy that the system uses for this address, in its notation; `null` for none. */
  proxyFor(target: AdminApiTarget): Promise<string | null>;
  askPermissions(target: AdminApiTarget): Promise<ProbeResponse>;
  /** Looks for the key service of an installation in the description of its methods. */
  findService(target: AdminApiTarget): Promise<ServiceLookup>;
  /**
   * Looks at the certificates of a server without sending it a request and without a proxy; `null` if that is not
   * possible. Says nothing about whether they can be trusted.
   */
  serverChain(target: AdminApiTarget): Promise<ServerChain | null>;
}

/**
 * Parses certificates in PEM, and in files also in DER and PKCS #7; at least one, at most `MAX_CERTIFICATES`. A port, because
 * the parser is Node's, and services also run in a browser (component tests).
 * @throws AppError `VALIDATION`.
 */
export type ReadCertificates = (content: string | Uint8Array) => readonly Certificate[];

/** How the chain of certificates that a server sends ends. */
export interface ServerChain {
  /** Distinguished name of who signed its last certificate. */
  readonly issuer: string;
  /** Whether the server sends nothing but a certificate that it signed itself. */
  readonly isSelfSigned: boolean;
}

/** A file whose content could not be parsed. */
export interface DamagedFile {
  /** File name, without folders, of its backup; `null` if none could be made and the file is still in place. */
  readonly savedAs: string | null;
  /** Whether the last valid version is used instead. */
  readonly isRestored: boolean;
}

/** The settings file. Errors are reported as values, so that the application continues without the file. */
export interface SettingsStore {
  /** Returns the settings read when the store was created; the defaults if there were none. */
  read(): Settings;
  /** Replaces the file. On failure, returns why and leaves the old file unchanged. */
  write(settings: Settings): StorageProblem | null;
  /** Why the settings cannot be saved, as far as known without a write. */
  readonly problem: StorageProblem | null;
  /** System code of the last failure, for example `EACCES`; `null` if there was none. */
  readonly code: string | null;
  /** The settings file, if it was damaged when the store was created. */
  readonly damaged: DamagedFile | null;
}

/** Whether other users can access the folders of the application. */
export interface FolderRights {
  /** The first folder found to be accessible, which is used nevertheless; `null` if none was found. */
  readonly open: OpenFolder | null;
  /** Calls `listener` when {@link open} is set. */
  onFound(listener: () => void): void;
}

/** The last complete key list of each connection on disk, without secrets. */
export interface KeyListStore {
  /**
   * Reads a list. A damaged file is moved aside and not read again.
   * @throws Error if the disk cannot be read.
   */
  read(connectionId: string): Promise<CachedKeyListLookup>;
  /** Replaces a list. On failure, returns why and leaves the old list unchanged. */
  write(connectionId: string, list: CachedKeyList): Promise<StorageFault | null>;
  /** Returns the head of the list on the disk, without reading the list; `null` if there is none that fits. Never rejects. */
  readHead(connectionId: string): Promise<StoredListHead | null>;
  /**
   * Writes the head of the list that this store read or wrote last. On failure there is none: it only saves time. Never
   * rejects.
   */
  writeHead(connectionId: string, steps: HeadSteps): Promise<void>;
  /** Removes a list and its head. No-op if there is none. @throws Error if it is still there. */
  remove(connectionId: string): Promise<void>;
  /** Removes the lists of all other connections and the remains of interrupted writes. Never rejects. */
  keepOnly(connectionIds: readonly string[]): Promise<void>;
}

/** Why a write failed. */
export interface StorageFault {
  readonly problem: StorageProblem;
  /** System code, for example `EACCES`; `null` if there is none. */
  readonly code: string | null;
}

/** Result of reading a cached list. */
export type CachedKeyListLookup =
  /** `isRestored`: the file was damaged and this is an earlier list. */
  | { readonly state: 'present'; readonly list: CachedKeyList; readonly isRestored: boolean }
  | { readonly state: 'absent' }
  /** The file was damaged and moved aside. */
  | { readonly state: 'damaged' };

/** The system clipboard. Every method throws AppError `CLIPBOARD_FAILED` if it detects a failure. */
export interface Clipboard {
  /** Whether a window without focus cannot write, and reads only its own text or nothing, as on Wayland. */
  readonly needsFocus: boolean;
  writeText(text: string): Promise<void>;
  /** Writes text together with the marks that exclude it from clipboard histories and cloud clipboards. */
  writeConcealed(text: string): Promise<void>;
  readText(): Promise<string>;
  /** Removes the text in a way that keeps the desktop from restoring it. */
  clear(): Promise<void>;
}

/**
 * Append-only journals of text lines, used for activity and for bulk runs. Names consist of Latin letters, digits and
 * hyphens.
 */
export interface JournalStore {
  /** Returns the names of all journals. */
  list(): Promise<readonly string[]>;
  /** Returns the complete text of a journal; empty if there is none. @throws Error if it cannot be read. */
  read(name: string): Promise<string>;
  /**
   * Appends complete lines and waits until they are on the disk. They start on a new line even if the previous line is
   * incomplete. @throws Error if not all of them are on the disk.
   */
  append(name: string, lines: string): Promise<void>;
  /** Removes a journal. No-op if there is none. @throws Error if it is still there. */
  remove(name: string): Promise<void>;
}

/** Time and timers, replaceable in tests. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Runs `task` once after `delayMs`; the returned function cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}

/** A log that masks registered secrets, credentials in headers, and strings in fields whose name suggests a secret. */
export interface Logger {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
  /** Masks this value in all later entries. */
  redact(secret: string): void;
}

/** A slow salted hash of a passphrase. The hash string contains its cost parameters. */
export interface PassphraseHash {
  hash(passphrase: string): Promise<string>;
  /** @throws Error if `hash` is not such a string. */
  matches(passphrase: string, hash: string): Promise<boolean>;
}

/** Sends an event to the window. */
export type Publish = (event: EventName) => void;
