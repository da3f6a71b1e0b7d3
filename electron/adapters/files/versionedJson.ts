import { z } from 'zod';
import { parseJson } from '../../../shared/parseJson.ts';
import { decodeText } from './decodeText.ts';
import { type UnknownFields, unknownFieldsOf } from './unknownFields.ts';

/** What a file of JSON holds that carries the number of its version as `schemaVersion`, counted from 1. */
export interface VersionedFormat<Value> {
  /** The version that this application writes. */
  readonly version: number;
  readonly schema: z.ZodType<Value>;
  /** In order: the first makes version 2 of version 1. Each may throw on what it does not understand. */
  readonly migrations: readonly ((old: unknown) => unknown)[];
}

/**
 * What was found in a file.
 * `newer`: written by a later version of the application; `value` is what this one can make of it, if anything.
 * `notMigrated`: of an earlier version, and a migration could not take it over.
 */
export type VersionedReading<Value> =
  | {
      readonly state: 'usable';
      readonly value: Value;
      readonly isMigrated: boolean;
      /** What a later version has added without another number, and is to keep. */
      readonly unknown: UnknownFields | null;
    }
  | { readonly state: 'newer'; readonly value: Value | null }
  | { readonly state: 'notMigrated'; readonly cause: unknown }
  | { readonly state: 'damaged' };

const versionSchema = z.looseObject({ schemaVersion: z.int().min(1) });

/** Reads the bytes of a file, and takes it over from an earlier version. */
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
