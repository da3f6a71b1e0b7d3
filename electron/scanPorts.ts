/** The port of the search for keys in files; re-exported by `ports.ts`. */
import type { ScanGaps, ScanLimits, ScanProgress, ScanStop, UsedPart } from '../shared/model/keyUsage.ts';

/** A secret key to search for, without the secret. */
export interface SecretDigest {
  /** SHA-256 of {@link SecretDigest.length} characters of Base64: standard alphabet, no padding. 64 hexadecimal digits. */
  readonly digest: string;
  readonly length: number;
}

/** What to search for, and where. */
export interface FolderSearch {
  /** Absolute path. */
  readonly folder: string;
  readonly tokens: readonly string[];
  readonly secrets: readonly SecretDigest[];
  /** See `exclusionsSchema`. */
  readonly exclusions: readonly string[];
  readonly limits: ScanLimits;
}

/** A place where a token or secret stands. */
export interface FoundPlace {
  /** Path below the folder. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly part: UsedPart;
  /** Index in {@link FolderSearch.tokens} or {@link FolderSearch.secrets}. */
  readonly index: number;
}

/** Result of a search. */
export interface FolderScanResult {
  readonly stoppedBy: ScanStop | null;
  readonly folders: number;
  readonly files: number;
  readonly bytes: number;
  readonly places: readonly FoundPlace[];
  readonly gaps: readonly ScanGaps[];
}

/**
 * Searches the text files of a folder in a process of its own. Changes nothing and follows no links.
 * @param signal ends the search; what was found until then is the result.
 * @throws AppError `SEARCH_FAILED` with the system code as `detail` if the folder itself cannot be read.
 */
export type ScanFolder = (
  search: FolderSearch,
  onProgress: (progress: ScanProgress) => void,
  signal: AbortSignal,
) => Promise<FolderScanResult>;
