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

/** Where a file is, what it holds, and what opening it needs. */
export interface VersionedFileOptions<Value> {
  /** Absolute path of the folder that it is in. */
  readonly folder: string;
  /** Its name without `.json`. */
  readonly name: string;
  readonly format: VersionedFormat<Value>;
  /** Milliseconds since the epoch; names the copy of a damaged file. */
  readonly now: number;
  readonly logger: Pick<Logger, 'warn'>;
  /** Whether the last good one takes the place of a file that is absent. */
  readonly restoresAbsent?: boolean;
}

/** What opening a file has given. */
export interface OpenedFile<Value> {
  /** `null` where there is nothing to go on with. */
  readonly value: Value | null;
  /** What of the file this version does not know; it goes back with what is written. */
  readonly unknown: UnknownFields | null;
  readonly damaged: DamagedFile | null;
  /** Why the file that is there must not be replaced; `null` where it may be. */
  readonly problem: StorageProblem | null;
  /** What the system said, where the problem comes from it; for example `EACCES`. */
  readonly code: string | null;
}

const NO_PROBLEM = { problem: null, code: null } as const;

/**
 * Opens a file of the application. A damaged one is kept aside and the last good one takes its place. One that cannot
 * be read, taken over or kept aside, or that a newer version has written, is left exactly as it is. Never fails.
 */
export function openVersionedFile<Value>(options: VersionedFileOptions<Value>): OpenedFile<Value> {
  const { folder, name, format, logger, restoresAbsent = false } = options;
  const lastGood = join(folder, `${name}.last-good.json`);
  let bytes: Uint8Array | null;
  try {
    bytes = readIfThere(join(folder, `${name}.json`));
  } catch (error) {
    logger.warn('A file could not be read', { name, error });
    return { ...whatIsIn(readGood(lastGood, format)), damaged: null, ...problemOf(error) };
  }
  if (bytes === null) {
    // Of the settings not the last good one: to delete their file is how a user starts anew.
    return { ...whatIsIn(restoresAbsent ? readGood(lastGood, format) : null), damaged: null, ...NO_PROBLEM };
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
      logger.warn('A file of an earlier version could not be taken over', { name, error: reading.cause });
      return { value: null, unknown: null, damaged: null, problem: 'notMigrated', code: null };
    case 'damaged':
      return replaceDamaged(bytes, readGood(lastGood, format), options);
  }
}

/** The copy is written first: a crash in between leaves the damaged file in place, and the next start does it again. */
function replaceDamaged<Value>(
  bytes: Uint8Array,
  good: GoodFile<Value> | null,
  { folder, name, now, logger }: VersionedFileOptions<Value>,
): OpenedFile<Value> {
  const file = join(folder, `${name}.json`);
  const keptAs = `${name}.damaged-${new Date(now).toISOString().replaceAll(':', '-')}.json`;
  const isRestored = good !== null;
  try {
    const linked = followLinks(file);
    if (good === null && linked === file) {
      renameSync(file, join(folder, keptAs));
    } else {
      writeFileAtomicSync(join(folder, keptAs), bytes);
      if (good === null) {
        // The link stays: what it leads to is made anew with the first change.
        rmSync(linked);
      } else {
        writeFileAtomicSync(file, good.bytes);
      }
    }
    return { ...whatIsIn(good), damaged: { keptAs, isRestored }, ...NO_PROBLEM };
  } catch (error) {
    logger.warn('A damaged file could not be kept aside', { name, error });
    return { ...whatIsIn(good), damaged: { keptAs: null, isRestored }, ...problemOf(error) };
  }
}

/** Without the copy the old file must stay: the migration may have a mistake that shows only later. */
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
    // The older copy stays. Whatever is in the way also stops the file itself from being written, and that is told.
  }
}

interface GoodFile<Value> extends Pick<OpenedFile<Value>, 'unknown'> {
  readonly value: Value;
  readonly bytes: Uint8Array;
}

function whatIsIn<Value>(good: GoodFile<Value> | null): Pick<OpenedFile<Value>, 'value' | 'unknown'> {
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
