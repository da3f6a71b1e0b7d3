import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageProblem } from '../../../shared/model/appState.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { DamagedFile, Logger } from '../../ports.ts';
import { writeFileAtomicSync } from './atomicFile.ts';
import { followLinks } from './followLinks.ts';
import { assertRegularFile } from './regularFile.ts';
import { storageProblemOf } from './storageProblem.ts';
import type { UnknownFields } from './unknownFields.ts';
import { readVersioned, type VersionedFormat } from './versionedJson.ts';

/** Location, format and dependencies of a versioned file. */
export interface VersionedFileOptions<Value> {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Name without `.json`. */
  readonly name: string;
  readonly format: VersionedFormat<Value>;
  /** Milliseconds since the epoch; part of the name of a damaged file that is set aside. */
  readonly now: number;
  readonly logger: Pick<Logger, 'warn'>;
  /** Whether the backup also replaces a missing file. */
  readonly restoresAbsent?: boolean;
}

/** Result of {@link openVersionedFile}. */
export interface OpenedFile<Value> {
  /** `null` without usable contents. */
  readonly value: Value | null;
  /** Fields that this version does not know; to be merged into what is written. */
  readonly unknown: UnknownFields | null;
  readonly damaged: DamagedFile | null;
  /** Why the existing file must not be replaced; `null` if it may be. */
  readonly problem: StorageProblem | null;
  /** System code behind the problem, for example `EACCES`. */
  readonly code: string | null;
}

const NO_PROBLEM = { problem: null, code: null } as const;

/**
 * Opens a file of the application. A damaged file is set aside and replaced by the last good one. A file that cannot be
 * read, migrated or set aside, or was written by a later version, is left untouched. Never throws.
 */
export function openVersionedFile<Value>(options: VersionedFileOptions<Value>): OpenedFile<Value> {
  const { folder, name, format, logger, restoresAbsent = false } = options;
  const lastGood = join(folder, `${name}.last-good.json`);
  let bytes: Uint8Array | null;
  try {
    bytes = readIfThere(join(folder, `${name}.json`));
  } catch (error) {
    logger.warn('A file could not be read', { name, error });
    return { ...contentsOf(readGood(lastGood, format)), damaged: null, ...problemOf(error) };
  }
  if (bytes === null) {
    // The settings are not restored: deleting their file is how a user starts over.
    return { ...contentsOf(restoresAbsent ? readGood(lastGood, format) : null), damaged: null, ...NO_PROBLEM };
  }
  const reading = readVersioned(bytes, format);
  if (reading.state === 'usable') {
    refresh(lastGood, bytes);
  }
  switch (reading.state) {
    case 'usable': {
      const problem = reading.isMigrated ? copyBeforeMigration(bytes, options) : NO_PROBLEM;
      return { value: reading.value, unknown: reading.unknown, damaged: null, ...problem };
    }
    case 'newer':
      return { value: reading.value, unknown: null, damaged: null, problem: 'newerVersion', code: null };
    case 'notMigrated':
      logger.warn('A file of an earlier version could not be migrated', { name, error: reading.cause });
      return { value: null, unknown: null, damaged: null, problem: 'notMigrated', code: null };
    case 'damaged':
      return replaceDamaged(bytes, readGood(lastGood, format), options);
  }
}

/** The copy is written first: after a crash in between the damaged file is still there, and the next start repeats this. */
function replaceDamaged<Value>(
  bytes: Uint8Array,
  good: GoodFile<Value> | null,
  { folder, name, now, logger }: VersionedFileOptions<Value>,
): OpenedFile<Value> {
  const file = join(folder, `${name}.json`);
  const savedAs = `${name}.damaged-${new Date(now).toISOString().replaceAll(':', '-')}.json`;
  const isRestored = good !== null;
  try {
    const linked = followLinks(file);
    if (good === null && linked === file) {
      renameSync(file, join(folder, savedAs));
    } else {
      writeFileAtomicSync(join(folder, savedAs), bytes);
      if (good === null) {
        // The link stays; the next write creates its target.
        rmSync(linked);
      } else {
        writeFileAtomicSync(file, good.bytes);
      }
    }
    return { ...contentsOf(good), damaged: { savedAs, isRestored }, ...NO_PROBLEM };
  } catch (error) {
    logger.warn('A damaged file could not be set aside', { name, error });
    return { ...contentsOf(good), damaged: { savedAs: null, isRestored }, ...problemOf(error) };
  }
}

/** Without the copy the old file must stay: an error in the migration may be noticed much later. */
function copyBeforeMigration<Value>(
  bytes: Uint8Array,
  { folder, name, format, logger }: VersionedFileOptions<Value>,
): Pick<OpenedFile<Value>, 'problem' | 'code'> {
  try {
    writeFileAtomicSync(join(folder, `${name}.before-v${format.version}.json`), bytes);
    return NO_PROBLEM;
  } catch (error) {
    logger.warn('A file of an earlier version could not be copied', { name, error });
    return problemOf(error);
  }
}

function problemOf(error: unknown): Pick<OpenedFile<unknown>, 'problem' | 'code'> {
  return { problem: storageProblemOf(error), code: systemCodeOf(error) ?? null };
}

function refresh(lastGood: string, bytes: Uint8Array): void {
  try {
    if (Buffer.compare(readIfThere(lastGood) ?? Buffer.alloc(0), bytes) !== 0) {
      writeFileAtomicSync(lastGood, bytes);
    }
  } catch {
    // The older copy stays. The same obstacle prevents writing the file itself, which is reported.
  }
}

interface GoodFile<Value> extends Pick<OpenedFile<Value>, 'unknown'> {
  readonly value: Value;
  readonly bytes: Uint8Array;
}

function contentsOf<Value>(good: GoodFile<Value> | null): Pick<OpenedFile<Value>, 'value' | 'unknown'> {
  return { value: good?.value ?? null, unknown: good?.unknown ?? null };
}

function readGood<Value>(lastGood: string, format: VersionedFormat<Value>): GoodFile<Value> | null {
  try {
    const bytes = readIfThere(lastGood);
    const reading = bytes === null ? null : readVersioned(bytes, format);
    return bytes !== null && reading?.state === 'usable' ? { ...reading, bytes } : null;
  } catch {
    return null;
  }
}

function readIfThere(file: string): Uint8Array | null {
  try {
    assertRegularFile(statSync(file));
    return readFileSync(file);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
