import { join } from 'node:path';
import { compareMedians, measureRounds, type Row } from '../table.ts';
import { createSigningKey, SigningClient } from './client.ts';
import { newFolder, startPlatform, startServer } from './servers.ts';

const BARE_SERVER = join(import.meta.dirname, 'bareServer.ts');
const CONNECTIONS = 8;
const WARM_UP_MS = 1500;

/** Measures the signed requests per second of the platform, against a bare server that does the least. */
export async function measureRequestRate(rounds: number, roundMs: number): Promise<Row[]> {
  const platform = await startPlatform(newFolder(), ['--accounts', '100', '--keys', '1000']);
  const key = await createSigningKey(platform);
  const client = new SigningClient(platform, key, CONNECTIONS);
  const rows: Row[] = [];
  for (const [method, body, goal] of [
    ['GetPermissions', {}, { atLeast: 0.6 }],
    ['Get', { id: 'authkey.500' }, null],
  ] as const) {
    const send = client.prepare(method, body);
    const bare = await startServer(BARE_SERVER, [], `${key.SecretKey}\n${await send()}`);
    const bareClient = new SigningClient(bare, key, CONNECTIONS);
    const requests = [bareClient.prepare(method, body), send];
    const variants = (ms: number) => requests.map((request) => () => rateOf(request, ms));
    await measureRounds(1, variants(WARM_UP_MS));
    const [baseline = [], measured = []] = await measureRounds(rounds, variants(roundMs));
    const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')} requests/s`;
    const figure = `signed requests: \`${method}\` against a bare server, ${CONNECTIONS} connections`;
    rows.push(compareMedians(figure, baseline, measured, perSecond, goal));
    await bareClient.close();
    await bare.stop();
  }
  await client.close();
  await platform.stop();
  return rows;
}

/** Keeps every connection busy for some time; returns the responses per second. */
async function rateOf(send: () => Promise<unknown>, durationMs: number): Promise<number> {
  const start = performance.now();
  let count = 0;
  const keepBusy = async (): Promise<void> => {
    while (performance.now() < start + durationMs) {
      await send();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, keepBusy));
  return count / ((performance.now() - start) / 1000);
}
