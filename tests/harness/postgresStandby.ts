import { setTimeout as delay } from 'node:timers/promises';
import { newPlace, type PrivatePostgres, queryOne, runProgram, serve } from './postgres.ts';

/** A server that replicates another one until it is cut off or promoted. */
export interface PostgresStandby extends PrivatePostgres {
  /** Ends the replication once it is complete: later changes are lost with the primary, as if the network had failed. */
  cutOff(): Promise<void>;
  /** Makes the primary confirm a commit only when this server has it. */
  makeSynchronous(): Promise<void>;
  /** Makes this server the primary. */
  promote(): Promise<void>;
}

const LIMIT_MS = 20_000;

/** Starts a standby of a running server: a base backup, continued with streaming replication. */
export async function startStandby(primary: PrivatePostgres): Promise<PostgresStandby> {
  const place = newPlace();
  const { hostname, port, username, password } = new URL(primary.url);
  const source = ['--host', hostname, '--port', port, '--username', username, '--pgdata', place.data];
  const copying = ['--wal-method=stream', '--checkpoint=fast', '--no-sync', '--write-recovery-conf'];
  runProgram('pg_basebackup', [...source, ...copying], place, password);
  const standby = await serve(place, password);
  const ask = (question: string) => queryOne(standby.url, question);
  await waitFor(() => ask('select count(*) > 0 from pg_stat_wal_receiver'));
  return {
    ...standby,
    cutOff: async () => {
      const written = await queryOne(primary.url, 'select pg_current_wal_lsn()');
      await waitFor(() => ask(`select pg_last_wal_replay_lsn() >= '${written}'`));
      await ask(`alter system set primary_conninfo = ''`);
      await ask('select pg_reload_conf()');
      await waitFor(() => ask('select count(*) = 0 from pg_stat_wal_receiver'));
    },
    makeSynchronous: async () => {
      await queryOne(primary.url, `alter system set synchronous_standby_names = '*'`);
      await queryOne(primary.url, 'select pg_reload_conf()');
      const question = `select count(*) = 1 from pg_stat_replication where sync_state = 'sync'`;
      await waitFor(() => queryOne(primary.url, question));
    },
    promote: async () => {
      await ask('select pg_promote()');
    },
  };
}

async function waitFor(question: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while ((await question()) !== true) {
    if (Date.now() > end) {
      throw new Error('The standby did not reach the expected state in time');
    }
    await delay(20);
  }
}
