import { z } from 'zod';
import { instantSchema } from '../../../shared/model/instant.ts';
import { timeZoneSchema } from '../../../shared/model/localTime.ts';
import type { LastUseStore } from '../../ports.ts';
import { logReadingSchema } from '../accessLogs/logReading.ts';
import { type ConnectionFolder, createConnectionFiles } from './connectionFiles.ts';
import type { VersionedFormat } from './versionedJson.ts';

const fileSchema = logReadingSchema.extend({
  schemaVersion: z.literal(1),
  readAt: instantSchema,
  timeZone: timeZoneSchema,
});
const FORMAT: VersionedFormat<z.infer<typeof fileSchema>> = { version: 1, schema: fileSchema, migrations: [] };

/** Stores the last reading of the access logs of each connection as a JSON file in a private folder. */
export function createLastUseStore(folder: ConnectionFolder): LastUseStore {
  const files = createConnectionFiles(FORMAT, folder);
  return {
    read: (connectionId) => files.read(connectionId).value,
    write: (connectionId, reading) => files.write(connectionId, { schemaVersion: 1, ...reading }),
    remove: (connectionId) => files.remove(connectionId),
    keepOnly: (connectionIds) => files.keepOnly(connectionIds),
  };
}
