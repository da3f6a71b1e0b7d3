import { z } from 'zod';
import type { KeyNote } from '../../../shared/model/keyNote.ts';
import type { KeyNoteStore } from '../../ports.ts';
import { type ConnectionFolder, createConnectionFiles } from './connectionFiles.ts';
import type { VersionedFormat } from './versionedJson.ts';

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
const FORMAT: VersionedFormat<z.infer<typeof fileSchema>> = { version: 1, schema: fileSchema, migrations: [] };

/**
 * Stores the notes of each connection as a JSON file in a private folder. They are not part of the settings, which are
 * written with every change and would become slow with ten thousand notes.
 */
export function createKeyNoteStore(folder: ConnectionFolder): KeyNoteStore {
  const files = createConnectionFiles(FORMAT, folder);
  return {
    read(connectionId) {
      const { value, damaged, fault } = files.read(connectionId);
      return { notes: new Map<string, KeyNote>(Object.entries(value?.notes ?? {})), damaged, fault };
    },
    write: (connectionId, notes) => files.write(connectionId, { schemaVersion: 1, notes: Object.fromEntries(notes) }),
    remove: (connectionId) => files.remove(connectionId),
    keepOnly: (connectionIds) => files.keepOnly(connectionIds),
  };
}
