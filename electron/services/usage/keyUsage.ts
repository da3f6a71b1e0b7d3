import { Mutex } from 'async-mutex';
import { type AdoptedKey, adoptedKeyId } from '../../../shared/model/adoptedKey.ts';
import type { AuthenticationKey, KeyReference } from '../../../shared/model/key.ts';
import {
  isSearchableToken,
  type KeyUsageResult,
  type KeyUsageState,
  type ScanLimits,
  type ScanProgress,
  type UsedKey,
} from '../../../shared/model/keyUsage.ts';
import type { SavedTable } from '../../../shared/model/tableFile.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clipboard, FolderScanResult, Publish, ScanFolder, SecretDigest } from '../../ports.ts';
import { type SaveTableOptions, saveTable, type TableFileRequest } from '../tables/saveTable.ts';
import { saveScannerRules } from './scannerRules.ts';
import { secretDigest } from './secretDigests.ts';
import { type UsageLabels, usageTable } from './usageTable.ts';

/** Where the keys and their cached secrets come from. */
interface KeySource {
  /** The connections to search for, in the order of the window. */
  readonly connectionIds: () => readonly string[];
  /** The known list of a connection; `null` if it was never loaded. Sends no request. */
  readonly keysOf: (connectionId: string) => Promise<readonly AuthenticationKey[] | null>;
  /** The keys that were adopted under a connection. */
  readonly adoptedKeysOf: (connectionId: string) => readonly AdoptedKey[];
  /** The keys of a connection, adopted ones too, whose secrets this computer keeps. */
  readonly keptKeys: (connectionId: string) => readonly KeyReference[];
  /** Lets a function look at such a secret; `null` if it cannot be read. */
  readonly inspectSecret: <Value>(
    connectionId: string,
    key: KeyReference,
    look: (secret: string) => Value,
  ) => Promise<Value | null>;
}

/** Dependencies of {@link KeyUsage}. */
export interface KeyUsageOptions extends SaveTableOptions {
  readonly source: KeySource;
  readonly scanFolder: ScanFolder;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly publish: Publish;
}

/** What to search for. */
export interface UsageRequest {
  /** `null` for all connections. */
  readonly connectionId: string | null;
  /** Whether the secrets that this computer keeps are searched for too. */
  readonly withSecrets: boolean;
  readonly exclusions: readonly string[];
  readonly limits: ScanLimits;
}

/** The keys that are searched for. */
interface Wanted {
  /** By token, which identifies a key in every connection to its installation. */
  readonly keys: ReadonlyMap<string, UsedKey>;
  readonly secrets: readonly { readonly token: string; readonly digest: SecretDigest }[];
  readonly missingSecrets: number;
  readonly unsearchedKeys: number;
  readonly connectionsWithoutList: number;
}

const NOTHING_YET: ScanProgress = { folders: 0, files: 0, bytes: 0, places: 0, path: '' };

/** Finds out in which files of a folder keys are used. Sends no request; secrets leave this class as digests only. */
export class KeyUsage {
  readonly #options: KeyUsageOptions;
  readonly #mutex = new Mutex();
  #folder: string | null = null;
  #progress: ScanProgress | null = null;
  #result: KeyUsageResult | null = null;
  #stopping: AbortController | null = null;

  constructor(options: KeyUsageOptions) {
    this.#options = options;
  }

  /** The chosen folder, and the running search or the last result. */
  get state(): KeyUsageState {
    return { folder: this.#folder, progress: this.#progress, result: this.#result };
  }

  /** Asks for the folder to search. No-op if the user cancels. */
  async chooseFolder(): Promise<KeyUsageState> {
    const chosen = await this.#options.fileDialogs.chooseFolder();
    if (chosen !== null && chosen !== this.#folder) {
      this.#folder = chosen;
      this.#result = null;
    }
    return this.state;
  }

  /**
   * Searches the chosen folder; a search that is still running is stopped first.
   * @throws AppError `SEARCH_FAILED` if no folder was chosen or it cannot be read.
   */
  async search(request: UsageRequest): Promise<KeyUsageState> {
    this.stop();
    await this.#mutex.runExclusive(() => this.#search(request));
    return this.state;
  }

  /** Ends the search early; what was found until then is its result. */
  stop(): void {
    this.#stopping?.abort();
  }

  /**
   * Copies the absolute path of a file in which a key was found.
   * @param path path below the folder.
   * @throws AppError `NOT_FOUND` if it is not in the last result.
   */
  async copyPath(path: string): Promise<void> {
    const result = this.#result;
    if (result === null || !result.places.some((place) => place.path === path)) {
      throw new AppError('NOT_FOUND', 'This file is not in the last result.');
    }
    const separator = result.folder.includes('\\') && !result.folder.includes('/') ? '\\' : '/';
    const folder = result.folder.endsWith(separator) ? result.folder : `${result.folder}${separator}`;
    await this.#options.clipboard.writeText(`${folder}${path}`);
  }

  /**
   * Saves the places of the last result as a table.
   * @returns `null` if the user cancelled.
   * @throws AppError `NOT_FOUND` without places; else as {@link saveTable}.
   */
  async export(labels: UsageLabels, file: Omit<TableFileRequest, 'content'>): Promise<SavedTable | null> {
    const result = this.#result;
    if (result === null || result.places.length === 0) {
      throw new AppError('NOT_FOUND', 'There are no places to save.');
    }
    const table = usageTable(result, labels, this.#options.clock.now());
    return saveTable(this.#options, { ...file, content: 'usage' }, table);
  }

  /** Saves rules for secret scanners, see {@link saveScannerRules}. */
  saveScannerRules(fileKind: string): ReturnType<typeof saveScannerRules> {
    return saveScannerRules(this.#options, fileKind);
  }

  async #search(request: UsageRequest): Promise<void> {
    const folder = this.#folder;
    if (folder === null) {
      throw new AppError('SEARCH_FAILED', 'No folder was chosen.');
    }
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.#result = null;
    this.#show(NOTHING_YET);
    try {
      const wanted = await this.#collect(request, stopping.signal);
      const tokens = [...wanted.keys.keys()];
      const { exclusions, limits } = request;
      const secrets = wanted.secrets.map(({ digest }) => digest);
      const scanned = await this.#options.scanFolder(
        { folder, tokens, secrets, exclusions, limits },
        (progress) => this.#show(progress),
        stopping.signal,
      );
      this.#result = resultOf(folder, wanted, tokens, scanned);
    } finally {
      this.#stopping = null;
      this.#show(null);
    }
  }

  #show(progress: ScanProgress | null): void {
    this.#progress = progress;
    this.#options.publish('usage:changed');
  }

  async #collect({ connectionId, withSecrets }: UsageRequest, signal: AbortSignal): Promise<Wanted> {
    const { source } = this.#options;
    const connectionIds = source.connectionIds().filter((id) => connectionId === null || id === connectionId);
    const keys = new Map<string, UsedKey>();
    const secrets: { token: string; digest: SecretDigest }[] = [];
    let missingSecrets = 0;
    let unsearchedKeys = 0;
    let connectionsWithoutList = 0;
    for (const id of connectionIds) {
      const listed = await source.keysOf(id);
      connectionsWithoutList += listed === null ? 1 : 0;
      for (const key of listed ?? []) {
        if (!isSearchableToken(key.token)) {
          unsearchedKeys += 1;
        } else if (!keys.has(key.token)) {
          keys.set(key.token, usedKey(id, key));
        }
      }
      for (const adopted of source.adoptedKeysOf(id)) {
        keys.set(adopted.token, adoptedKey(id, adopted));
      }
      for (const kept of withSecrets ? source.keptKeys(id) : []) {
        if (keys.has(kept.token) && !signal.aborted) {
          const digest = await source.inspectSecret(id, kept, secretDigest);
          if (digest === null) {
            missingSecrets += 1;
          } else {
            secrets.push({ token: kept.token, digest });
          }
        }
      }
    }
    return { keys, secrets, missingSecrets, unsearchedKeys, connectionsWithoutList };
  }
}

function usedKey(connectionId: string, key: AuthenticationKey): UsedKey {
  const { id, token, username, fullName, expirationDate, accountProblem } = key;
  return { connectionId, id, token, username, fullName, expirationDate, accountProblem };
}

function adoptedKey(connectionId: string, { token, label, expirationDate }: AdoptedKey): UsedKey {
  const id = adoptedKeyId(token);
  return { connectionId, id, token, username: '', fullName: label, expirationDate, accountProblem: null };
}

function resultOf(
  folder: string,
  wanted: Wanted,
  tokens: readonly string[],
  { places, ...scanned }: FolderScanResult,
): KeyUsageResult {
  const foundKeys: UsedKey[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (token: string | undefined): number | null => {
    const key = token === undefined ? undefined : wanted.keys.get(token);
    if (key === undefined) {
      return null;
    }
    const known = indexes.get(key.token) ?? foundKeys.push(key) - 1;
    indexes.set(key.token, known);
    return known;
  };
  return {
    folder,
    ...scanned,
    places: places.flatMap(({ path, line, column, part, index }) => {
      const key = indexOf(part === 'token' ? tokens[index] : wanted.secrets[index]?.token);
      return key === null ? [] : [{ path, line, column, part, key }];
    }),
    keys: foundKeys,
    searchedKeys: wanted.keys.size,
    searchedSecrets: wanted.secrets.length,
    missingSecrets: wanted.missingSecrets,
    unsearchedKeys: wanted.unsearchedKeys,
    connectionsWithoutList: wanted.connectionsWithoutList,
  };
}
