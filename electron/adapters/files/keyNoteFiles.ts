import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { KeyNote, KeyNotes } from '../../../shared/model/keyNote.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { KeyNoteStore, Logger } from '../../ports.ts';
import { TEMPORARY_ENDING, writeFileAtomic } from './atomicFile.ts';
import type { PrivateFolders } from './privateFolders.ts';
import { storageProblemOf } from './storageProblem.ts';
import { sweepTemporaryFiles } from './sweepTemporaryFiles.ts';
import { withUnknownFields } from './unknownFields.ts';
import { type OpenedFile, openVersionedFile } from './versionedFile.ts';
import type { VersionedFormat } from './versionedJson.ts';

const NAME = /^[\w-]{1,64}/;
const TEMPORARY_FILE = new RegExp(String.raw`^[\w-]{1,64}\.(?:[\w.-]+\.)?json${TEMPORARY_ENDING}$`);

/** Without the limits of the window: a note that a later version allowed to be longer is shown, not dropped. */
const storedNoteSchema = z.object({
  owner: z.string(),
  purpose: z.string(),
  ticket: z.string(),
  tags: z.array(z.string()).readonly(),
});
const fileSchema = z.object({
  schemaVersion: z.literal(1),
  /** By the token of the key. */
  notes: z.record(z.string(), storedNoteSchema),
});
type NoteFile = z.infer<typeof fileSchema>;
const FORMAT: VersionedFormat<NoteFile> = { version: 1, schema: fileSchema, migrations: [] };

/** Dependencies of {@link createKeyNoteStore}. */
export interface KeyNoteStoreOptions {
  /** Absolute path; created with the first note. */
  readonly folder: string;
  readonly folders: Pick<PrivateFolders, 'make'>;
  /** Milliseconds since the epoch, UTC; part of the name of a damaged file that is set aside. */
  readonly now: () => number;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Stores the notes of each connection as a JSON file in a private folder. They are not part of the settings, which are
 * written with every change and would become slow with ten thousand notes. What people wrote cannot be fetched again, so
 * that a copy of the last good file also replaces one that is gone.
 */
export function createKeyNoteStore({ folder, folders, now, logger }: KeyNoteStoreOptions): KeyNoteStore {
  const opened = new Map<string, OpenedFile<NoteFile>>();
  const open = (connectionId: string): OpenedFile<NoteFile> => {
    if (NAME.exec(connectionId)?.[0] !== connectionId) {
      throw new Error('The id of a connection contains a character that is not allowed in file names');
    }
    const file =
      opened.get(connectionId) ??
      openVersionedFile({ folder, name: connectionId, format: FORMAT, now: now(), logger, restoresAbsent: true });
    opened.set(connectionId, file);
    return file;
  };
  const removeFilesOf = async (isMeant: (connectionId: string) => boolean): Promise<void> => {
    for (const name of await namesIn(folder)) {
      if (isMeant(NAME.exec(name)?.[0] ?? '')) {
        await rm(join(folder, name), { force: true });
      }
    }
  };

  return {
    read(connectionId) {
      const { value, damaged, problem, code } = open(connectionId);
      const notes = new Map<string, KeyNote>(Object.entries(value?.notes ?? {}));
      return { notes, damaged, fault: problem === null ? null : { problem, code } };
    },

    async write(connectionId, notes) {
      const { unknown, problem, code } = open(connectionId);
      if (problem !== null) {
        return { problem, code };
      }
      try {
        folders.make(folder);
        await writeFileAtomic(join(folder, `${connectionId}.json`), fileText(notes, unknown));
        return null;
      } catch (error) {
        logger.warn('Notes could not be written', { error });
        return { problem: storageProblemOf(error), code: systemCodeOf(error) ?? null };
      }
    },

    async remove(connectionId) {
      await removeFilesOf((id) => id === connectionId);
      opened.delete(connectionId);
    },

    async keepOnly(connectionIds) {
      try {
        sweepTemporaryFiles(folder, TEMPORARY_FILE, now());
        await removeFilesOf((id) => !connectionIds.includes(id));
      } catch (error) {
        logger.warn('Notes of removed connections could not be deleted', { error });
      }
    },
  };
}

function fileText(notes: KeyNotes, unknown: OpenedFile<NoteFile>['unknown']): string {
  const value: NoteFile = { schemaVersion: FORMAT.version as 1, notes: Object.fromEntries(notes) };
  return `${JSON.stringify(withUnknownFields(value, unknown), null, 1)}\n`;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
