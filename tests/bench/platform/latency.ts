import { median, milliseconds, quantile, type Row } from '../table.ts';
import { Connection } from './connection.ts';
import { createSigningKey, newFolder, type Server, startPlatform } from './processes.ts';
import { signedRequest } from './requests.ts';

const REQUESTS_PER_ROUND = 2000;
const WARM_UP_ROUNDS = 2;

/**
 * Measures the 95th percentile of the time of a signed `Get` of any key, with more and more keys stored. The platforms
 * run side by side and take turns, so that whatever else the machine does hits all of them.
 * @param sizes how many keys are stored; the first is the baseline.
 */
export async function measureLatency(sizes: readonly number[], rounds: number): Promise<Row[]> {
  const servers: Server[] = [];
  for (const size of sizes) {
    servers.push(await startPlatform(newFolder(), ['--accounts', '1000', '--keys', String(size)]));
  }
  // Only now that all are filled: a connection that is idle for seconds is closed.
  const platforms: { readonly requests: Buffer[]; readonly connection: Connection }[] = [];
  for (const [index, server] of servers.entries()) {
    const key = await createSigningKey(server);
    const requests = Array.from({ length: REQUESTS_PER_ROUND }, () =>
      signedRequest(server.port, key, 'Get', { id: `authkey.${1 + Math.floor(Math.random() * (sizes[index] ?? 1))}` }),
    );
    platforms.push({ requests, connection: await Connection.open(server.port) });
  }
  const percentiles = platforms.map((): number[] => []);
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (const [index, { requests, connection }] of platforms.entries()) {
      const times: number[] = [];
      for (const request of requests) {
        const start = performance.now();
        await connection.request(request);
        times.push(performance.now() - start);
      }
      if (round >= 0) {
        percentiles[index]?.push(quantile(times, 0.95));
      }
    }
  }
  for (const [index, { connection }] of platforms.entries()) {
    connection.close();
    await servers[index]?.stop();
  }
  const [baseline = Number.NaN, ...others] = percentiles.map(median);
  return others.map((measured, index) => ({
    figure: `p95 of a signed \`Get\`, ${count(sizes[index + 1])} keys against ${count(sizes[0])}`,
    baseline: milliseconds(baseline),
    measured: milliseconds(measured),
    ratio: measured / baseline,
    goal: { atMost: 1.2 },
  }));
}

function count(value = 0): string {
  return value.toLocaleString('en');
}
