import { compareTimes, measureRounds, type Row } from '../table.ts';
import { newFolder, startPlatform } from './servers.ts';

/** Measures the time from process start to the ready line, with many keys against none. */
export async function measureStart(folder: string, keys: number, rounds: number): Promise<Row> {
  const emptyFolder = newFolder();
  // So that neither start creates the administrator.
  await (await startPlatform(emptyFolder)).stop();
  const [empty = [], full = []] = await measureRounds(
    rounds,
    [emptyFolder, folder].map((place) => async () => {
      const server = await startPlatform(place);
      await server.stop();
      return server.startMs;
    }),
  );
  const figure = `start to ready with ${keys.toLocaleString('en')} keys, against an empty database`;
  return compareTimes(figure, empty, full, { atMost: 1.5 });
}
