import { closeSync, cpSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { median, milliseconds, type Row } from '../table.ts';
import { newFolder, restartPlatform, TimedClient } from './processes.ts';

const CALLS = 10;
const KEYS_PER_CALL = 1000;
const DATABASE_FILE = 'platform.db';

/**
 * Measures how long deleting 10,000 keys takes in calls of 1,000, against the same deletes as bare prepared statements:
 * one to delete a key and one to remember that it is gone, in as many transactions, on a copy of the same file.
 * @param folder data of a platform that is stopped.
 */
export async function measureDeletion(folder: string, keys: number, rounds: number): Promise<Row[]> {
  const batches = Array.from({ length: CALLS }, (_unused, call) =>
    Array.from({ length: KEYS_PER_CALL }, (_one, index) => 1 + (((call * KEYS_PER_CALL + index) * 7) % keys)),
  );
  const [remembered, forgotten, platform]: [number[], number[], number[]] = [[], [], []];
  const variants = [
    async (copy: string) => remembered.push(deleteBare(copy, batches, true)),
    async (copy: string) => forgotten.push(deleteBare(copy, batches, false)),
    async (copy: string) => platform.push(await deleteByPlatform(copy, batches)),
  ];
  for (let round = 0; round < rounds; round += 1) {
    // Each is the first, the second and the last equally often.
    for (let turn = 0; turn < variants.length; turn += 1) {
      const copy = copyOf(folder);
      await variants[(round + turn) % variants.length]?.(copy);
      rmSync(copy, { recursive: true });
    }
  }
  const row = (what: string, times: readonly number[], goal: Row['goal']): Row => ({
    figure: `deleting ${(CALLS * KEYS_PER_CALL).toLocaleString('en')} of ${keys.toLocaleString('en')} keys in calls of 1,000, against ${what}`,
    baseline: milliseconds(median(times)),
    measured: milliseconds(median(platform)),
    ratio: median(platform) / median(times),
    goal,
  });
  return [
    row('bare prepared statements', remembered, { atMost: 1.5 }),
    row('bare prepared statements that remember nothing', forgotten, null),
  ];
}

function copyOf(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  // Else the first commit that waits for the disk would wait for the whole copy too.
  const file = openSync(join(copy, DATABASE_FILE), 'r+');
  fsyncSync(file);
  closeSync(file);
  return copy;
}

function deleteBare(folder: string, batches: readonly (readonly number[])[], isRemembered: boolean): number {
  const database = new DatabaseSync(join(folder, DATABASE_FILE));
  database.exec('pragma journal_mode = wal');
  const { latest } = database.prepare('select latest from changeFeed').get() as { readonly latest: number };
  const remember = database.prepare('insert into deletedKey (id, change, deletionDate) values (?, ?, ?)');
  const remove = database.prepare('delete from authenticationKey where id = ?');
  const advance = database.prepare('update changeFeed set latest = ?');
  let [change, removed] = [latest, 0];
  const start = performance.now();
  for (const ids of batches) {
    database.exec('begin immediate');
    for (const id of ids) {
      if (isRemembered) {
        change += 1;
        remember.run(id, change, Date.now());
      }
      removed += Number(remove.run(id).changes);
    }
    advance.run(change);
    database.exec('commit');
  }
  const ms = performance.now() - start;
  database.close();
  if (removed !== batches.flat().length) {
    throw new Error('A key was not there.');
  }
  return ms;
}

async function deleteByPlatform(folder: string, batches: readonly (readonly number[])[]): Promise<number> {
  const server = await restartPlatform(folder);
  const client = await TimedClient.open(server);
  let total = 0;
  for (const ids of batches) {
    const { ms, answer } = await client.call<{ Results: { Missing?: boolean }[] }>('Delete', {
      Ids: ids.map((id) => `authkey.${id}`),
    });
    if (answer.Results.some(({ Missing }) => Missing === true)) {
      throw new Error('A key was not there.');
    }
    total += ms;
  }
  client.close();
  await server.stop();
  return total;
}
