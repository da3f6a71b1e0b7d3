import type { FolderScanResult, FolderSearch, FoundPlace, ScanFolder } from '../../electron/ports.ts';
import type { ScanProgress } from '../../shared/model/keyUsage.ts';
import { AppError } from '../../shared/result.ts';

/** A place of the result, by the key instead of its index. */
type PlaceOf = Omit<FoundPlace, 'index'> & { readonly key: string };

/** A search in files that finds what the test says. Remembers what was searched for. */
export class MemoryFolderScan {
  /** `key`: a token, or the digest of a secret. Places of keys that are not searched for are left out. */
  places: readonly PlaceOf[] = [];
  result: Omit<FolderScanResult, 'places'> = { stoppedBy: null, folders: 2, files: 3, bytes: 2_048, gaps: [] };
  /** System code with which the folder cannot be read; `null` if it can. */
  failure: string | null = null;
  /** Whether a search goes on until it is stopped. */
  isEndless = false;
  readonly searches: FolderSearch[] = [];
  #report: (progress: ScanProgress) => void = () => {};

  /** Reports progress of the running search. */
  report(progress: ScanProgress): void {
    this.#report(progress);
  }

  readonly search: ScanFolder = async (search, onProgress, signal) => {
    this.searches.push(search);
    this.#report = onProgress;
    if (this.failure !== null) {
      throw new AppError('SEARCH_FAILED', 'The folder cannot be read.', { detail: this.failure });
    }
    if (this.isEndless && !signal.aborted) {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    }
    const digests = search.secrets.map(({ digest }) => digest);
    return {
      ...this.result,
      stoppedBy: signal.aborted ? 'user' : this.result.stoppedBy,
      places: this.places.flatMap(({ key, ...place }) => {
        const index = (place.part === 'token' ? search.tokens : digests).indexOf(key);
        return index === -1 ? [] : [{ ...place, index }];
      }),
    };
  };
}
