import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newFolder, startPlatform, TimedClient } from './processes.ts';
import { median, milliseconds, type Row } from './table.ts';

const CALLS = 10;
const KEYS_PER_CALL = 1000;

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
  for (let round = 0; round < rounds; round += 1) {
    remembered.push(deleteBare(copyOf(folder), batches, true));
    forgotten.push(deleteBare(copyOf(folder), batches, false));
    platform.push(await deleteByPlatform(copyOf(folder), batches));
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
  return copy;
}

function deleteBare(folder: string, batches: readonly (readonly number[])[], isRemembered: boolean): number {
  const database = new DatabaseSync(join(folder, 'platform.db'));
  database.exec('pragma journal_mode = wal');
  const { latest } = database.prepare('select latest from changeFeed').get() as { readonly latest: number };
  const remember = database.prepare('insert into deletedKey (id, change, deletionDate) values (?, ?, ?)');
  const remove = database.prepare('delete from authenticationKey where id = ?');
  const advance = database.prepare('update changeFeed set latest = ?');
  let change = latest;
  const start = performance.now();
  for (const ids of batches) {
    database.exec('begin immediate');
    for (const id of ids) {
      if (isRemembered) {
        change += 1;
        remember.run(id, change, Date.now());
      }
      remove.run(id);
    }
    advance.run(change);
    database.exec('commit');
  }
  const ms = performance.now() - start;
  database.close();
  return ms;
}

async function deleteByPlatform(folder: string, batches: readonly (readonly number[])[]): Promise<number> {
  const server = await startPlatform(folder);
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
