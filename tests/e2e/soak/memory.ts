import { readFileSync } from 'node:fs';
import type { RunningApp } from '../runningApp.ts';

const MEBIBYTE = 1024 * 1024;

/** The memory of the application in bytes. */
export interface MemorySample {
  /** Resident memory of the main process. */
  readonly main: number;
  /** JavaScript heap of the page after garbage collection. */
  readonly page: number;
}

/** Returns a function that measures the memory of a running application. Linux only. */
export async function openMemoryGauge({ page, mainProcessId }: RunningApp): Promise<() => Promise<MemorySample>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'JSHeapUsedSize');
    const status = readFileSync(`/proc/${mainProcessId}/status`, 'utf8');
    const resident = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
    return { main: resident, page: used?.value ?? Number.NaN };
  };
}

/** Compares the mean of the last third of some samples with that of the first third. */
export function memoryGrowth(
  name: string,
  samples: readonly number[],
): { readonly ratio: number; readonly text: string } {
  const third = Math.floor(samples.length / 3);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, last] = [mean(samples.slice(0, third)), mean(samples.slice(-third))];
  const [from, to, least, most] = [first, last, Math.min(...samples), Math.max(...samples)].map((bytes) =>
    (bytes / MEBIBYTE).toFixed(1),
  );
  const ratio = last / first;
  const change = `${from} → ${to} MiB (${(100 * (ratio - 1)).toFixed(1)} %)`;
  return { ratio, text: `${name}: ${change}, ${least} to ${most} MiB, ${samples.length} samples\n` };
}
