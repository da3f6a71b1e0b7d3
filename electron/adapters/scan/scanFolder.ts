import { type Dirent, readdirSync } from 'node:fs';
import { sep } from 'node:path';
import {
  MAX_NAMED_GAPS,
  SCAN_GAPS,
  type ScanGap,
  type ScanProgress,
  type ScanStop,
} from '../../../shared/model/keyUsage.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { FolderScanResult, FolderSearch, FoundPlace } from '../../ports.ts';
import { exclusionTest } from './exclusions.ts';
import { type FileSearchResult, searchFile } from './fileSearch.ts';
import { KeyFinder } from './keyFinder.ts';

/** Number of places after which a search ends: more than anybody reads. */
const MAX_PLACES = 10_000;
/** Time in ms after which other work of the process runs, such as the message that stops the search. */
const PAUSE_MS = 100;

/**
 * A path for the file system. Bytes except on Windows, since names on Linux need not be valid UTF-8 and a decoded name
 * would not be found.
 */
type Path = string | Buffer;

/** A folder or file on the way. */
interface Entry {
  readonly path: Path;
  /** Path below the chosen folder, to be shown. */
  readonly name: string;
}

interface Folder extends Entry {
  readonly depth: number;
}

/** How a search is watched and stopped. */
export interface ScanHooks {
  /** Called about ten times a second. */
  readonly onProgress: (progress: ScanProgress) => void;
  readonly isStopped: () => boolean;
}

/**
 * Searches the text files of a folder and the folders in it. Links are not followed: what they lead to inside the folder
 * is searched anyway, and what is outside was not chosen.
 * @throws Error with a system `code` if the folder itself cannot be read.
 */
export function scanFolder(search: FolderSearch, hooks: ScanHooks): Promise<FolderScanResult> {
  return new FolderScan(search, hooks).run();
}

class FolderScan {
  readonly #search: FolderSearch;
  readonly #hooks: ScanHooks;
  readonly #finder: KeyFinder;
  readonly #isExcluded: (path: string) => boolean;
  readonly #places: FoundPlace[] = [];
  readonly #gaps = new Map<ScanGap, { count: number; readonly named: { path: string; code: string | null }[] }>();
  readonly #waiting: Folder[] = [];
  #folders = 0;
  /** Number of files searched. */
  #files = 0;
  /** Number of files looked at, searched or not. */
  #opened = 0;
  #bytes = 0;
  #stoppedBy: ScanStop | null = null;
  #pausedAt = performance.now();

  constructor(search: FolderSearch, hooks: ScanHooks) {
    this.#search = search;
    this.#hooks = hooks;
    this.#finder = new KeyFinder(search.tokens, search.secrets);
    this.#isExcluded = exclusionTest(search.exclusions);
  }

  async run(): Promise<FolderScanResult> {
    const { folder } = this.#search;
    const path = process.platform === 'win32' ? folder : Buffer.from(folder);
    await this.#searchFolder({ path, name: '', depth: 0 }, entriesOf(path));
    for (let next = this.#waiting.pop(); next !== undefined && this.#stoppedBy === null; next = this.#waiting.pop()) {
      const entries = this.#attempt(next, () => entriesOf(next.path));
      if (entries !== null) {
        await this.#searchFolder(next, entries);
      }
    }
    return {
      stoppedBy: this.#stoppedBy,
      folders: this.#folders,
      files: this.#files,
      bytes: this.#bytes,
      places: this.#places.toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0)),
      gaps: SCAN_GAPS.flatMap((reason) => {
        const gap = this.#gaps.get(reason);
        return gap === undefined ? [] : [{ reason, ...gap }];
      }),
    };
  }

  async #searchFolder(folder: Folder, entries: readonly Dirent<Path>[]): Promise<void> {
    this.#folders += 1;
    for (const entry of entries) {
      const here = { path: joined(folder.path, entry.name), name: named(folder.name, entry.name) };
      if (!(await this.#pause(here.name))) {
        return;
      }
      if (this.#isExcluded(here.name.replaceAll(sep, '/'))) {
        this.#note('excluded', here.name);
      } else if (entry.isDirectory()) {
        this.#enter({ ...here, depth: folder.depth + 1 });
      } else if (entry.isFile()) {
        await this.#searchFile(here);
      } else {
        this.#note(entry.isSymbolicLink() ? 'link' : 'special', here.name);
      }
    }
  }

  #enter(folder: Folder): void {
    if (folder.depth > this.#search.limits.maxDepth) {
      this.#note('tooDeep', folder.name);
    } else {
      this.#waiting.push(folder);
    }
  }

  async #searchFile({ path, name }: Entry): Promise<void> {
    const { maxFiles, maxFileBytes, maxTotalBytes } = this.#search.limits;
    if (this.#opened >= maxFiles) {
      this.#stop('files');
      return;
    }
    this.#opened += 1;
    const options = {
      finder: this.#finder,
      maxBytes: maxFileBytes,
      onPart: (bytes: number) => {
        this.#bytes += bytes;
        if (this.#bytes >= maxTotalBytes) {
          this.#stop('bytes');
        }
        return this.#pause(name);
      },
    };
    const result = await this.#attemptLater({ path, name }, () => searchFile(path, options));
    if (result === null) {
      return;
    }
    for (const gap of result.gaps) {
      this.#note(gap, name);
    }
    this.#files += result.gaps.some(isUnsearched) ? 0 : 1;
    this.#places.push(...result.places.map((place) => ({ path: name, ...place })));
    if (this.#places.length >= MAX_PLACES) {
      this.#places.length = MAX_PLACES;
      this.#stop('places');
    }
  }

  #stop(reason: ScanStop): void {
    this.#stoppedBy ??= reason;
  }

  /** Lets other work run from time to time. Resolves to whether the search goes on. */
  async #pause(name: string): Promise<boolean> {
    if (performance.now() - this.#pausedAt > PAUSE_MS) {
      this.#hooks.onProgress({
        folders: this.#folders,
        files: this.#files,
        bytes: this.#bytes,
        places: this.#places.length,
        path: name,
      });
      await new Promise((resolve) => setImmediate(resolve));
      this.#pausedAt = performance.now();
    }
    if (this.#hooks.isStopped()) {
      this.#stop('user');
    }
    return this.#stoppedBy === null;
  }

  #attempt<Value>(entry: Entry, work: () => Value): Value | null {
    try {
      return work();
    } catch (error) {
      this.#noteFailure(entry, error);
      return null;
    }
  }

  async #attemptLater(entry: Entry, work: () => Promise<FileSearchResult>): Promise<FileSearchResult | null> {
    try {
      return await work();
    } catch (error) {
      this.#noteFailure(entry, error);
      return null;
    }
  }

  #noteFailure({ name }: Entry, error: unknown): void {
    const code = systemCodeOf(error);
    // ELOOP and EMLINK: a link took the place of the file (Linux, FreeBSD).
    const reason = FAILURES[code ?? ''] ?? 'unreadable';
    this.#note(reason, name, reason === 'unreadable' ? code : null);
  }

  #note(reason: ScanGap, path: string, code: string | null = null): void {
    const gap = this.#gaps.get(reason) ?? { count: 0, named: [] };
    this.#gaps.set(reason, gap);
    gap.count += 1;
    if (gap.named.length < MAX_NAMED_GAPS) {
      gap.named.push({ path, code });
    }
  }
}

/** What became of a file or folder that can no longer be opened as such. */
const FAILURES: Readonly<Record<string, ScanGap>> = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  ELOOP: 'link',
  EMLINK: 'link',
  EINVAL: 'special',
  ENXIO: 'special',
  EISDIR: 'vanished',
};

function isUnsearched(gap: ScanGap): boolean {
  return gap === 'archive' || gap === 'binary' || gap === 'tooLarge';
}

function entriesOf(path: Path): readonly Dirent<Path>[] {
  const entries: readonly Dirent<Path>[] =
    typeof path === 'string'
      ? readdirSync(path, { withFileTypes: true })
      : readdirSync(path, { withFileTypes: true, encoding: 'buffer' });
  return entries.toSorted((one, other) => (String(one.name) < String(other.name) ? -1 : 1));
}

function joined(folder: Path, name: Path): Path {
  return typeof folder === 'string' || typeof name === 'string'
    ? `${folder}${sep}${name}`
    : Buffer.concat([folder, Buffer.from(sep), name]);
}

function named(folder: string, name: Path): string {
  return folder === '' ? String(name) : `${folder}${sep}${name}`;
}
