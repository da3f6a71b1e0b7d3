import { join } from 'node:path';
import { z } from 'zod';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { Logger, RemindedKeys, ReminderStore } from '../../ports.ts';
import { writeFileAtomic } from './atomicFile.ts';
import type { PrivateFolders } from './privateFolders.ts';
import { storageProblemOf } from './storageProblem.ts';
import { withUnknownFields } from './unknownFields.ts';
import { openVersionedFile } from './versionedFile.ts';
import type { VersionedFormat } from './versionedJson.ts';

const NAME = 'reminders';

const fileSchema = z.object({
  schemaVersion: z.literal(1),
  /** By connection id and token. */
  reminded: z.record(z.string(), z.record(z.string(), z.object({ expiry: z.number(), days: z.int() }))),
});
type ReminderFile = z.infer<typeof fileSchema>;
const FORMAT: VersionedFormat<ReminderFile> = { version: 1, schema: fileSchema, migrations: [] };

/** Dependencies of {@link createReminderStore}. */
export interface ReminderStoreOptions {
  /** Absolute path; created with the first reminder. */
  readonly folder: string;
  readonly folders: Pick<PrivateFolders, 'make'>;
  /** Milliseconds since the epoch, UTC; part of the name of a damaged file that is set aside. */
  readonly now: () => number;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Stores which reminders were shown as a JSON file in a private folder; not in the settings, which are written with every
 * change and would become slow with ten thousand keys.
 */
export function createReminderStore({ folder, folders, now, logger }: ReminderStoreOptions): ReminderStore {
  const { value, unknown, problem, code } = openVersionedFile({
    ...{ folder, name: NAME, format: FORMAT, logger },
    now: now(),
    restoresAbsent: true,
  });
  return {
    read: () => toMaps(value?.reminded ?? {}),

    async write(reminded) {
      if (problem !== null) {
        return { problem, code };
      }
      const file: ReminderFile = { schemaVersion: FORMAT.version as 1, reminded: toRecords(reminded) };
      try {
        folders.make(folder);
        await writeFileAtomic(join(folder, `${NAME}.json`), `${JSON.stringify(withUnknownFields(file, unknown))}\n`);
        return null;
      } catch (error) {
        return { problem: storageProblemOf(error), code: systemCodeOf(error) ?? null };
      }
    },
  };
}

function toMaps(records: ReminderFile['reminded']): RemindedKeys {
  return new Map(Object.entries(records).map(([id, keys]) => [id, new Map(Object.entries(keys))]));
}

function toRecords(maps: RemindedKeys): ReminderFile['reminded'] {
  return Object.fromEntries([...maps].map(([id, keys]) => [id, Object.fromEntries(keys)]));
}
