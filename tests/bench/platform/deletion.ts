import { closeSync, cpSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { compareTimes, measureRounds, type Row } from '../table.ts';
import { SigningClient, type SigningKey } from './client.ts';
import { newFolder, startPlatform } from './servers.ts';

const CALLS = 10;
const KEYS_PER_CALL = 1000;
const DATABASE_FILE = 'platform.db';

/**
 * Measures deleting 10,000 keys in calls of 1,000, against bare prepared statements on a copy of the same database: one
 * deletes a key, the other records the deletion, in as many transactions.
 * @param folder data folder of a stopped platform.
 */
export async function measureDeletion(folder: string, key: SigningKey, keys: number, rounds: number): Promise<Row> {
  const batches = Array.from({ length: CALLS }, (_unused, call) =>
    Array.from({ length: KEYS_PER_CALL }, (_one, index) => {
      const number = 1 + (((call * KEYS_PER_CALL + index) * 7) % keys);
      return `authkey.${number}`;
    }),
  );
  const onCopy = async (measure: (copy: string) => number | Promise<number>): Promise<number> => {
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true });
    // Otherwise the first commit would include writing the copy to disk.
    const file = openSync(join(copy, DATABASE_FILE), 'r+');
    fsyncSync(file);
    closeSync(file);
    const ms = await measure(copy);
    rmSync(copy, { recursive: true });
    return ms;
  };
  const [bare = [], platform = []] = await measureRounds(rounds, [
    () => onCopy((copy) => deleteBare(copy, batches)),
    () => onCopy((copy) => deleteByPlatform(copy, key, batches)),
  ]);
  const total = batches.flat().length.toLocaleString('en');
  const figure = `deleting ${total} of ${keys.toLocaleString('en')} keys in calls of 1,000, against bare prepared statements`;
  return compareTimes(figure, bare, platform, { atMost: 1.5 });
}

function deleteBare(folder: string, batches: readonly (readonly string[])[]): number {
  const database = new DatabaseSync(join(folder, DATABASE_FILE));
  database.exec('pragma journal_mode = wal');
  let { latest } = database.prepare('select latest from changeFeed').get() as { readonly latest: number };
  const remember = database.prepare('insert into deletedKey (id, change, deletionDate) values (?, ?, ?)');
  const remove = database.prepare('delete from authenticationKey where id = ?');
  const advance = database.prepare('update changeFeed set latest = ?');
  let removed = 0;
  const start = performance.now();
  for (const ids of batches) {
    database.exec('begin immediate');
    for (const id of ids.map((text) => Number(text.split('.')[1]))) {
      latest += 1;
      remember.run(id, latest, Date.now());
      removed += Number(remove.run(id).changes);
    }
    advance.run(latest);
    database.exec('commit');
  }
  const ms = performance.now() - start;
  database.close();
  if (removed !== batches.flat().length) {
    throw new Error('A key was missing.');
  }
  return ms;
}

async function deleteByPlatform(folder: string, key: SigningKey, batches: readonly (readonly string[])[]) {
  const server = await startPlatform(folder);
  const client = new SigningClient(server, key);
  let total = 0;
  for (const Ids of batches) {
    const { ms, value } = await client.call<{ Results: { Missing?: boolean }[] }>('Delete', { Ids });
    if (value.Results.some(({ Missing }) => Missing === true)) {
      throw new Error('A key was missing.');
    }
    total += ms;
  }
  await client.close();
  await server.stop();
  return total;
}
