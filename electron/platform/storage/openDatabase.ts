import { Migrator } from 'kysely/migration';
import { PlatformStartError, readOnlyDatabase } from '../platformStartError.ts';
import type { DatabaseEngine, PlatformDatabase } from './databaseEngine.ts';
import { createMigrations } from './migrations.ts';

/**
 * Opens the database of an engine and migrates it to the current schema.
 * @throws PlatformStartError for a database that is foreign, damaged, unreachable, or of a newer version.
 */
export async function openDatabase(engine: DatabaseEngine): Promise<PlatformDatabase> {
  const database = await engine.connect();
  try {
    await migrate(database, engine);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

async function migrate(database: PlatformDatabase, engine: DatabaseEngine): Promise<void> {
  const migrations = createMigrations(engine.columnTypes);
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    if (engine.isReadOnly(error)) {
      throw readOnlyDatabase(error);
    }
    throw new PlatformStartError('The database does not fit: it comes from another version of the platform.', {
      cause: error,
    });
  }
}
