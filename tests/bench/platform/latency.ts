import { compareTimes, measureRounds, quantile, type Row } from '../table.ts';
import { createSigningKey, SigningClient } from './client.ts';
import { newFolder, startPlatform } from './servers.ts';

const REQUESTS_PER_ROUND = 2000;
const WARM_UP_ROUNDS = 2;

/**
 * Measures the 95th percentile of the duration of a signed `Get` of any key, by the number of stored keys. The platforms
 * run side by side and alternate, so that other load affects all of them.
 * @param sizes numbers of stored keys; the first is the baseline.
 */
export async function measureLatency(sizes: readonly number[], rounds: number): Promise<Row[]> {
  const platforms = [];
  for (const size of sizes) {
    const server = await startPlatform(newFolder(), ['--accounts', '1000', '--keys', String(size)]);
    platforms.push({ size, server, client: new SigningClient(server, await createSigningKey(server)) });
  }
  const variants = platforms.map(({ size, client }) => {
    const requests = Array.from({ length: REQUESTS_PER_ROUND }, () =>
      client.prepare('Get', { id: `authkey.${1 + Math.floor(Math.random() * size)}` }),
    );
    return async () => {
      const times: number[] = [];
      for (const send of requests) {
        const start = performance.now();
        await send();
        times.push(performance.now() - start);
      }
      return quantile(times, 0.95);
    };
  });
  await measureRounds(WARM_UP_ROUNDS, variants);
  const [baseline = [], ...others] = await measureRounds(rounds, variants);
  for (const { client, server } of platforms) {
    await client.close();
    await server.stop();
  }
  const [smallest, ...larger] = sizes.map((size) => size.toLocaleString('en'));
  return others.map((measured, index) =>
    compareTimes(`p95 of a signed \`Get\`, ${larger[index]} keys against ${smallest}`, baseline, measured, {
      atMost: 1.2,
    }),
  );
}
