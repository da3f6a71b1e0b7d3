import { Migrator } from 'kysely/migration';
import { PlatformStartError, unfitDatabase } from '../platformStartError.ts';
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
  try {
    await engine.migrate(database, async (db, schema) => {
      const migrator = new Migrator({
        db,
        provider: { getMigrations: async () => ({ ...migrations }) },
        ...(schema === undefined ? {} : { migrationTableSchema: schema }),
      });
      const { error } = await migrator.migrateToLatest();
      if (error !== undefined) {
        throw error;
      }
    });
  } catch (error) {
    throw error instanceof PlatformStartError ? error : (engine.toStartError(error) ?? unfitDatabase(error));
  }
}
