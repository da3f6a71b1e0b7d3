import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { inject, onTestFinished } from 'vitest';
import {
  type DatabaseLocation,
  engineOf,
  type PlatformOptions,
  type RunningPlatform,
} from '../../../electron/platform/startPlatform.ts';
import { copyDatabase, createDatabase } from '../../harness/postgres.ts';
import { ENCRYPTION_KEY, startForTest, startSample } from './platformClient.ts';

/** Returns an empty folder that is deleted at the end of the running test. */
export function newFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'keydesk-platform-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Returns an empty database of the engine under test that outlives the platforms that use it. */
export async function newLastingDatabase(): Promise<Exclude<DatabaseLocation, null>> {
  const server = inject('postgresUrl');
  return server === undefined ? { dataFolder: join(newFolder(), 'data') } : { url: await createDatabase(server) };
}

/** Copies a database that no platform uses at the moment, as a snapshot would. */
export async function copyOf(database: Exclude<DatabaseLocation, null>): Promise<Exclude<DatabaseLocation, null>> {
  if ('url' in database) {
    return { url: await copyDatabase(database.url) };
  }
  const dataFolder = join(newFolder(), 'data');
  cpSync(database.dataFolder, dataFolder, { recursive: true });
  return { dataFolder };
}

/** Starts a platform on a database, calls `use`, and stops it. */
export async function during<Value>(
  database: DatabaseLocation,
  use: (platform: RunningPlatform) => Promise<Value>,
  options: Partial<PlatformOptions> = {},
): Promise<Value> {
  const platform = await startSample({ database, ...options });
  try {
    return await use(platform);
  } finally {
    await platform.stop();
  }
}

/** Starts a platform for the running test and stores its encryption key where the platform command reads it. */
export async function startWithKey(folder: string, url?: string): Promise<RunningPlatform> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'platform.key'), ENCRYPTION_KEY, { mode: 0o600 });
  return startForTest({ database: locationOf(folder, url) });
}

/** Returns the database for the options `--data` and `--database`. */
export function locationOf(dataFolder: string, url?: string): Exclude<DatabaseLocation, null> {
  return url === undefined ? { dataFolder } : { url };
}

/** Runs one statement directly on a database. @returns the rows. */
export async function executeOn(database: DatabaseLocation, statement: string): Promise<readonly unknown[]> {
  const connection = await engineOf(database).connect();
  try {
    const { rows } = await sql.raw(statement).execute(connection);
    return rows;
  } finally {
    await connection.destroy();
  }
}

/** Returns the error with which a platform fails to start, or `null`. */
export async function startRefusal(options: Partial<PlatformOptions>): Promise<unknown> {
  try {
    await (await startSample(options)).stop();
    return null;
  } catch (error) {
    return error;
  }
}
