import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { createDatabase, type PrivatePostgres, startPostgres } from '../harness/postgres.ts';
import { startStandby } from '../harness/postgresStandby.ts';
import { startTcpForward } from '../harness/tcpForward.ts';
import { startPlatform } from './startPlatform.ts';

/** A platform with sample data whose database can return to an earlier state. */
export interface ReturningPlatform {
  /** The running platform; its address does not change. */
  readonly platform: StandalonePlatform;
  /** Makes the database lose the changes of `work`; the platform runs again afterwards. */
  lose<Value>(work: () => Promise<Value>): Promise<Value>;
  stop(): Promise<void>;
}

/** On SQLite: the data folder is restored from a copy made at the start. */
export async function startOnFolder(): Promise<ReturningPlatform> {
  let platform = await startPlatform(['--sample']);
  await platform.stop();
  const copy = mkdtempSync(join(tmpdir(), 'keydesk-copy-'));
  cpSync(platform.dataFolder, copy, { recursive: true });
  platform = await startPlatform([], platform);
  return {
    get platform() {
      return platform;
    },
    lose: async (work) => {
      const done = await work();
      await platform.stop();
      rmSync(platform.dataFolder, { recursive: true });
      cpSync(copy, platform.dataFolder, { recursive: true });
      platform = await startPlatform([], platform);
      return done;
    },
    stop: async () => {
      await platform.stop();
      rmSync(copy, { recursive: true, force: true });
    },
  };
}

/** On PostgreSQL: the primary is killed, and the standby that replaces it lacks the last changes. The platform keeps running. */
export async function startOnServer(): Promise<ReturningPlatform> {
  let primary: PrivatePostgres = await startPostgres();
  const databaseUrl = new URL(await createDatabase(primary.url));
  const forward = await startTcpForward(Number(databaseUrl.port));
  databaseUrl.port = String(forward.port);
  const platform = await startPlatform(['--database', databaseUrl.href, '--sample']);
  return {
    platform,
    lose: async (work) => {
      const standby = await startStandby(primary);
      await standby.cutOff();
      const done = await work();
      await primary.kill();
      await standby.promote();
      forward.leadTo(Number(new URL(standby.url).port));
      await primary.stop();
      primary = standby;
      return done;
    },
    stop: async () => {
      await platform.stop();
      await forward.stop();
      await primary.stop();
    },
  };
}
