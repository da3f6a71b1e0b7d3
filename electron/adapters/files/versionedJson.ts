import { z } from 'zod';
import { parseJson } from '../../../shared/parseJson.ts';
import { decodeText } from './decodeText.ts';
import { type UnknownFields, unknownFieldsOf } from './unknownFields.ts';

/** Format of a JSON file whose field `schemaVersion` counts from 1. */
export interface VersionedFormat<Value> {
  /** The version written by this application. */
  readonly version: number;
  readonly schema: z.ZodType<Value>;
  /** In order: the first converts version 1 to 2. Each may throw on unexpected input. */
  readonly migrations: readonly ((old: unknown) => unknown)[];
}

/**
 * Result of {@link readVersioned}. `newer`: written by a later version of the application; `value` is set if this version can
 * read it. `notMigrated`: written by an earlier version, and a migration failed.
 */
export type VersionedReading<Value> =
  | {
      readonly state: 'usable';
      readonly value: Value;
      readonly isMigrated: boolean;
      /** Fields added by a later version without a new version number; to be preserved. */
      readonly unknown: UnknownFields | null;
    }
  | { readonly state: 'newer'; readonly value: Value | null }
  | { readonly state: 'notMigrated'; readonly cause: unknown }
  | { readonly state: 'damaged' };

const versionSchema = z.looseObject({ schemaVersion: z.int().min(1) });

/** Parses the bytes of a file, migrating it from an earlier version. */
export function readVersioned<Value>(
  bytes: Uint8Array,
  { version, schema, migrations }: VersionedFormat<Value>,
): VersionedReading<Value> {
  const stored = versionSchema.safeParse(parseJson(decodeText(bytes)?.text ?? ''));
  if (!stored.success) {
    return { state: 'damaged' };
  }
  const { schemaVersion } = stored.data;
  if (schemaVersion >= version) {
    const { success, data } = schema.safeParse({ ...stored.data, schemaVersion: version });
    if (schemaVersion > version) {
      return { state: 'newer', value: success ? data : null };
    }
    const unknown = unknownFieldsOf(stored.data, data);
    return success ? { state: 'usable', value: data, isMigrated: false, unknown } : { state: 'damaged' };
  }
  try {
    const migrated = migrations.slice(schemaVersion - 1).reduce<unknown>((old, migrate) => migrate(old), stored.data);
    const value = schema.parse(migrated);
    return { state: 'usable', value, isMigrated: true, unknown: unknownFieldsOf(migrated, value) };
  } catch (cause) {
    return { state: 'notMigrated', cause };
  }
}
