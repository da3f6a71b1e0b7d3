import { median, milliseconds, type Row } from '../table.ts';
import { newFolder, restartPlatform, startPlatform } from './processes.ts';

/**
 * Measures the time from starting the process to its ready line, with many keys against none. Without a password, since
 * comparing one takes about as long on both and would only make the ratio smaller.
 */
export async function measureStart(folder: string, keys: number, rounds: number): Promise<Row> {
  const empty = newFolder();
  // Made before, so that neither has to make its administrator.
  await (await startPlatform(empty)).stop();
  const times = { empty: [] as number[], full: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, list] of [
      [empty, times.empty],
      [folder, times.full],
    ] as const) {
      const server = await restartPlatform(place);
      list.push(server.startMs);
      await server.stop();
    }
  }
  return {
    figure: `start to ready with ${keys.toLocaleString('en')} keys, against an empty database`,
    baseline: milliseconds(median(times.empty)),
    measured: milliseconds(median(times.full)),
    ratio: median(times.full) / median(times.empty),
    goal: { atMost: 1.5 },
  };
}
