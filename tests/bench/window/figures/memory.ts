import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isQuick } from '../../benchRun.ts';
import { compareMedians, measureRounds } from '../../table.ts';
import type { Figure } from '../windowBench.ts';

/** Idle time before the memory of a window is measured, in milliseconds. */
const SETTLING_MS = 15_000;
const rounds = isQuick ? 1 : 3;

/** Memory of all processes with all keys, against an installation without keys. Linux only. */
export const measureMemory: Figure = async (bench) => {
  const emptyFolder = await bench.cacheAnother(0);
  const memoryOf = (userDataFolder?: string) => async (): Promise<number> => {
    const window = await bench.startWindow(userDataFolder);
    await delay(SETTLING_MS);
    const memory = memoryOfTree(window.mainProcessId);
    await window.close();
    return memory;
  };
  const [empty = [], full = []] = await measureRounds(rounds, [memoryOf(emptyFolder), memoryOf()]);
  const mebibytes = (value: number) => `${Math.round(value)} MiB`;
  const figure = 'memory of all processes with 100,000 keys, against none';
  return { rows: [compareMedians(figure, empty, full, mebibytes, { atMost: 1.35 })], notes: [] };
};

/** The memory of a process and all its descendants in MiB; shared pages count once (proportional set size). */
function memoryOfTree(processId: number): number {
  const read = (file: string) => ifRunning(() => readFileSync(`/proc/${processId}/${file}`, 'utf8'), '');
  const [, kibibytes = 0] = /^Pss:\s+(\d+) kB$/m.exec(read('smaps_rollup')) ?? [];
  const threads = ifRunning(() => readdirSync(`/proc/${processId}/task`), []);
  const children = threads.flatMap((thread) => read(`task/${thread}/children`).split(' ').filter(Boolean));
  return children.map(Number).reduce((sum, child) => sum + memoryOfTree(child), Number(kibibytes) / 1024);
}

/** Returns what is read from a process or thread, or a fallback if it has exited. */
function ifRunning<Value>(read: () => Value, fallback: Value): Value {
  try {
    return read();
  } catch {
    return fallback;
  }
}
