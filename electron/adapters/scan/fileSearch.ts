import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import type { ScanGap } from '../../../shared/model/keyUsage.ts';
import { assertRegularFile } from '../files/regularFile.ts';
import { type FileKind, fileKind } from './fileKind.ts';
import type { FoundKey, KeyFinder } from './keyFinder.ts';
import { WordReader } from './wordReader.ts';

/** Number of bytes read at once; the first part also tells what the file is. */
const PART_BYTES = 256 * 1024;
/** Number of places listed for one key in one file. */
const MAX_PLACES_PER_KEY = 20;

/** A place in a file. */
interface PlaceInFile extends Pick<FoundKey, 'part' | 'index'> {
  readonly line: number;
  readonly column: number;
}

/** Result of the search in one file. */
export interface FileSearchResult {
  readonly places: readonly PlaceInFile[];
  /** Number of bytes searched. */
  readonly bytes: number;
  /** Why the file was not searched, or not completely. */
  readonly gaps: readonly ScanGap[];
}

/** How a file is searched. */
export interface FileSearchOptions {
  readonly finder: KeyFinder;
  /** Larger files are not searched. */
  readonly maxBytes: number;
  /** Called after each part of the file; the search ends if it resolves to false. */
  readonly onPart: (bytes: number) => Promise<boolean>;
}

/**
 * Searches one file in parts, so that its size does not matter. What is no longer a regular file is not opened, or closed
 * again: a pipe would wait for its writer, and a link could lead out of the folder.
 * @throws Error with a system `code` if it cannot be read.
 */
export async function searchFile(path: string | Buffer, options: FileSearchOptions): Promise<FileSearchResult> {
  // Windows has neither of the flags.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = openSync(path, flags);
  try {
    const before = fstatSync(file);
    assertRegularFile(before);
    if (before.size > options.maxBytes) {
      return { places: [], bytes: 0, gaps: ['tooLarge'] };
    }
    const result = await searchParts(file, options);
    const after = fstatSync(file);
    const isChanged = after.size !== before.size || after.mtimeMs !== before.mtimeMs;
    return isChanged ? { ...result, gaps: [...result.gaps, 'changed'] } : result;
  } finally {
    closeSync(file);
  }
}

async function searchParts(file: number, { finder, maxBytes, onPart }: FileSearchOptions): Promise<FileSearchResult> {
  const part = Buffer.allocUnsafe(PART_BYTES);
  const places = new PlaceList();
  let kind: FileKind | null = null;
  let decoder: TextDecoder | null = null;
  const reader = new WordReader(finder.minLength, (word, line, columnOf) => {
    const found = finder.find(word);
    for (const { part: usedPart, index, offset } of found) {
      places.add({ part: usedPart, index, line, column: columnOf(offset) });
    }
    return found.length > 0;
  });
  let bytes = 0;
  while (bytes <= maxBytes) {
    const read = readSync(file, part, 0, PART_BYTES, null);
    if (read === 0) {
      break;
    }
    kind ??= fileKind(part.subarray(0, Math.min(read, 8_192)));
    if (kind.kind !== 'text') {
      return { places: [], bytes: 0, gaps: [kind.kind] };
    }
    decoder ??= new TextDecoder(kind.encoding);
    bytes += read;
    reader.push(decoder.decode(part.subarray(0, read), { stream: true }));
    if (!(await onPart(read))) {
      return { places: places.listed, bytes, gaps: places.gaps };
    }
  }
  reader.push(decoder?.decode() ?? '');
  reader.end();
  // A file that grew beyond the limit while it was read.
  const gaps = bytes > maxBytes ? [...places.gaps, 'tooLarge' as const] : places.gaps;
  return { places: places.listed, bytes, gaps };
}

/** The places in one file: those of a key that is in every line, as in a log, must not hide the other keys. */
class PlaceList {
  readonly listed: PlaceInFile[] = [];
  readonly #counts = new Map<string, number>();
  #isPartial = false;

  get gaps(): readonly ScanGap[] {
    return this.#isPartial ? ['partlyListed'] : [];
  }

  add(place: PlaceInFile): void {
    const key = `${place.part} ${place.index}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count <= MAX_PLACES_PER_KEY) {
      this.listed.push(place);
    } else {
      this.#isPartial = true;
    }
  }
}
