import { join } from 'node:path';
import { median, perSecond, type Row } from '../table.ts';
import { Connection } from './connection.ts';
import { createSigningKey, newFolder, type Server, startPlatform, startServer } from './processes.ts';
import { signedRequest } from './requests.ts';

const BARE_SERVER = join(import.meta.dirname, 'bareServer.ts');
const CONNECTIONS = 8;
const WARM_UP_MS = 1500;

/** Measures how many signed requests a second the platform serves, against a bare server that does the least. */
export async function measureRequestRate(rounds: number, roundMs: number): Promise<Row[]> {
  const platform = await startPlatform(newFolder(), ['--accounts', '100', '--keys', '1000']);
  const key = await createSigningKey(platform);
  const rows: Row[] = [];
  for (const [method, body, goal] of [
    ['GetPermissions', {}, { atLeast: 0.7 }],
    ['Get', { id: 'authkey.500' }, null],
  ] as const) {
    const answer = await askOnce(platform, signedRequest(platform.port, key, method, body));
    const bare = await startServer(BARE_SERVER, { input: `${key.SecretKey}\n${answer}` });
    const targets = [bare, platform].map((server) => ({
      server,
      request: signedRequest(server.port, key, method, body),
      rates: [] as number[],
    }));
    for (const { server, request } of targets) {
      await rateOf(server, request, WARM_UP_MS);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { server, request, rates } of targets) {
        rates.push(await rateOf(server, request, roundMs));
      }
    }
    const [baseline = Number.NaN, measured = Number.NaN] = targets.map(({ rates }) => median(rates));
    rows.push({
      figure: `signed requests: \`${method}\` against a bare server, ${CONNECTIONS} connections`,
      baseline: perSecond(baseline),
      measured: perSecond(measured),
      ratio: measured / baseline,
      goal,
    });
    await bare.stop();
  }
  await platform.stop();
  return rows;
}

async function askOnce({ port }: Server, request: Buffer): Promise<string> {
  const connection = await Connection.open(port);
  const { body } = await connection.request(request);
  connection.close();
  return body.toString('utf8');
}

/** Keeps every connection busy for some time; gives the answers a second. */
async function rateOf({ port }: Server, request: Buffer, durationMs: number): Promise<number> {
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(port)));
  const start = performance.now();
  const end = start + durationMs;
  const counts = await Promise.all(
    connections.map(async (connection) => {
      let count = 0;
      while (performance.now() < end) {
        await connection.request(request);
        count += 1;
      }
      return count;
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const connection of connections) {
    connection.close();
  }
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}
