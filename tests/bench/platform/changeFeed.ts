import type { z } from 'zod';
import type { keyChangesSchema } from '../../../shared/adminApi/keyService.ts';
import { compareMedians, compareTimes, type Row } from '../table.ts';
import { SigningClient, type SigningKey } from './client.ts';
import type { Server } from './servers.ts';

const CHANGES = 10;

type Changes = z.infer<typeof keyChangesSchema>;

/** Compares fetching ten changes with fetching the complete list. @param keys number of keys of the server. */
export async function measureChangeFeed(server: Server, key: SigningKey, keys: number, rounds: number): Promise<Row[]> {
  const client = new SigningClient(server, key);
  const full = { ms: [] as number[], bytes: [] as number[] };
  const changed = { ms: [] as number[], bytes: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const all = await readAll(client);
    full.ms.push(all.ms);
    full.bytes.push(all.bytes);
    for (let change = 0; change < CHANGES; change += 1) {
      const id = `authkey.${1 + (((round * CHANGES + change) * 97) % keys)}`;
      const { value } = await client.call<{ Version: number }>('Get', { id });
      await client.call('Edit', { Id: id, ExpirationDate: '2030-01-01T00:00:00Z', Version: value.Version });
    }
    const { value, bytes, ms } = await client.call<Changes>('ListChanges', { Cursor: all.cursor });
    if (value.Upserted.length !== CHANGES || value.Reset) {
      throw new Error(`The feed returned ${value.Upserted.length} changes.`);
    }
    changed.ms.push(ms);
    changed.bytes.push(bytes);
  }
  await client.close();
  const figure = `\`ListChanges\` after ${CHANGES} changes among ${keys.toLocaleString('en')} keys, against the whole list`;
  const kilobytes = (value: number) => `${Number((value / 1000).toPrecision(3)).toLocaleString('en')} kB`;
  return [
    compareTimes(`${figure}: time`, full.ms, changed.ms, { atMost: 0.02 }),
    compareMedians(`${figure}: bytes`, full.bytes, changed.bytes, kilobytes, { atMost: 0.02 }),
  ];
}

/** Reads all pages; returns the total time and size, and the cursor for later changes. */
async function readAll(client: SigningClient) {
  let [ms, bytes] = [0, 0];
  let page: { value: Changes; bytes: number; ms: number } | null = null;
  do {
    page = await client.call<Changes>('ListChanges', page === null ? {} : { Cursor: page.value.Cursor });
    ms += page.ms;
    bytes += page.bytes;
  } while (page.value.HasMore);
  return { ms, bytes, cursor: page.value.Cursor };
}
