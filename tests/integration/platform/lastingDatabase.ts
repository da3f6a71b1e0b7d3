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

/** Gives an empty folder that goes with the running test. */
export function newFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'keydesk-platform-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Gives an empty database, of the engine that the tests run on, that outlives the platforms that serve it. */
export async function newLastingDatabase(): Promise<Exclude<DatabaseLocation, null>> {
  const server = inject('postgresUrl');
  return server === undefined ? { dataFolder: join(newFolder(), 'data') } : { url: await createDatabase(server) };
}

/** Gives a copy of a database that no platform serves at the moment: what a file put back, or a snapshot, would be. */
export async function copyOf(database: Exclude<DatabaseLocation, null>): Promise<Exclude<DatabaseLocation, null>> {
  if ('url' in database) {
    return { url: await copyDatabase(database.url) };
  }
  const dataFolder = join(newFolder(), 'data');
  cpSync(database.dataFolder, dataFolder, { recursive: true });
  return { dataFolder };
}

/** Starts a platform on a database, lets it be used, and stops it. */
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

/** Starts a platform in this process where the platform command finds its key: in a folder, for the running test. */
export async function startWithKey(folder: string, url?: string): Promise<RunningPlatform> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'platform.key'), ENCRYPTION_KEY, { mode: 0o600 });
  return startForTest({ database: locationOf(folder, url) });
}

/** The place that the options `--data` and `--database` name. */
export function locationOf(dataFolder: string, url?: string): Exclude<DatabaseLocation, null> {
  return url === undefined ? { dataFolder } : { url };
}

/** Runs one statement on a database behind the back of the platform; gives the rows. */
export async function executeOn(database: DatabaseLocation, statement: string): Promise<readonly unknown[]> {
  const connection = await engineOf(database).connect();
  try {
    const { rows } = await sql.raw(statement).execute(connection);
    return rows;
  } finally {
    await connection.destroy();
  }
}

/** Gives the reason why a platform does not start on a database. */
export async function startRefusal(options: Partial<PlatformOptions>): Promise<unknown> {
  const start = startSample(options);
  await start.then(
    (platform) => platform.stop(),
    () => {},
  );
  return start.then(
    () => null,
    (reason: unknown) => reason,
  );
}
