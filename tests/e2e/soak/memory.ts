import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import type { RunningApp } from '../runningApp.ts';

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/** The memory of the application at one moment, in bytes. */
export interface MemorySample {
  /** What the main process has in memory. */
  readonly main: number;
  /** What the scripts of the page hold after their garbage was collected. */
  readonly page: number;
}

/** Measures the memory of a running application. */
export interface MemoryGauge {
  measure(): Promise<MemorySample>;
}

/** Opens what measures. Linux only. */
export async function openMemoryGauge({ page, mainProcessId }: RunningApp): Promise<MemoryGauge> {
  const session = await openSession(page);
  return {
    measure: async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      const used = metrics.find(({ name }) => name === 'JSHeapUsedSize');
      return { main: residentBytes(mainProcessId), page: used?.value ?? Number.NaN };
    },
  };
}

/** What the last third of some samples needs on average, in parts of what the first third does. */
export function growth(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3);
  return mean(samples.slice(-third)) / mean(samples.slice(0, third));
}

/** The figures of one process as a line of text. */
export function describeMemory(name: string, samples: readonly number[]): string {
  const third = Math.floor(samples.length / 3);
  const [first, last] = [samples.slice(0, third), samples.slice(-third)].map((part) => inMebibytes(mean(part)));
  const [least, most] = [Math.min(...samples), Math.max(...samples)].map(inMebibytes);
  return `${name}: ${first} → ${last} MiB (${(100 * (growth(samples) - 1)).toFixed(1)} %), ${least} to ${most} MiB, ${samples.length} samples`;
}

async function openSession(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  return session;
}

function residentBytes(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * KIBIBYTE;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function inMebibytes(bytes: number): string {
  return (bytes / MEBIBYTE).toFixed(1);
}
