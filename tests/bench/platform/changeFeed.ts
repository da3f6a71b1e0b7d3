import type { z } from 'zod';
import type { keyChangesSchema } from '../../../shared/adminApi/keyService.ts';
import { median, milliseconds, type Row } from '../table.ts';
import type { Server } from './processes.ts';
import { TimedClient } from './processes.ts';

const CHANGES = 10;

type Changes = z.infer<typeof keyChangesSchema>;

/** Measures what a client pays that asks for ten changes, against reading the whole list. */
export async function measureChangeFeed(server: Server, keys: number, rounds: number): Promise<Row[]> {
  const client = await TimedClient.open(server);
  const full = { ms: [] as number[], bytes: [] as number[] };
  const changed = { ms: [] as number[], bytes: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const all = await readAll(client);
    full.ms.push(all.ms);
    full.bytes.push(all.bytes);
    for (let change = 0; change < CHANGES; change += 1) {
      const number = 1 + (((round * CHANGES + change) * 97) % keys);
      const { answer: key } = await client.call<{ Version: number }>('Get', { id: `authkey.${number}` });
      const edit = { Id: `authkey.${number}`, ExpirationDate: '2030-01-01T00:00:00Z', Version: key.Version };
      await client.call('Edit', edit);
    }
    const { answer, bytes, ms } = await client.call<Changes>('ListChanges', { Cursor: all.cursor });
    if (answer.Upserted.length !== CHANGES || answer.Reset) {
      throw new Error(`The feed told ${answer.Upserted.length} changes.`);
    }
    changed.ms.push(ms);
    changed.bytes.push(bytes);
  }
  client.close();
  const figure = `\`ListChanges\` after ${CHANGES} changes among ${keys.toLocaleString('en')} keys, against the whole list`;
  const kilobytes = (value: number) => `${Number((value / 1000).toPrecision(3)).toLocaleString('en')} kB`;
  return [
    {
      figure: `${figure}: time`,
      baseline: milliseconds(median(full.ms)),
      measured: milliseconds(median(changed.ms)),
      ratio: median(changed.ms) / median(full.ms),
      goal: { atMost: 0.02 },
    },
    {
      figure: `${figure}: bytes`,
      baseline: kilobytes(median(full.bytes)),
      measured: kilobytes(median(changed.bytes)),
      ratio: median(changed.bytes) / median(full.bytes),
      goal: { atMost: 0.02 },
    },
  ];
}

async function readAll(
  client: TimedClient,
): Promise<{ readonly ms: number; readonly bytes: number; readonly cursor: string }> {
  let [ms, bytes] = [0, 0];
  let cursor: string | undefined;
  for (;;) {
    const page = await client.call<Changes>('ListChanges', cursor === undefined ? {} : { Cursor: cursor });
    ms += page.ms;
    bytes += page.bytes;
    cursor = page.answer.Cursor;
    if (!page.answer.HasMore) {
      return { ms, bytes, cursor };
    }
  }
}
