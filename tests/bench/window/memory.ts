import { readdirSync, readFileSync } from 'node:fs';

const KIBIBYTE = 1024;

/**
 * What a process and everything that it has started have in memory, in bytes: what several of them share is counted once
 * (the proportional set size). Linux only.
 */
export function memoryOfTree(processId: number): number {
  const parents = new Map(readdirSync('/proc').flatMap(parentOf));
  const isBelow = (id: number): boolean => {
    const parent = parents.get(id);
    return id === processId || (parent !== undefined && isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow).reduce((sum, id) => sum + memoryOf(id), 0);
}

/** A process and its parent; nothing for what is no process, or has just ended. */
function parentOf(name: string): readonly (readonly [number, number])[] {
  if (!/^\d+$/.test(name)) {
    return [];
  }
  // The name of the program, in brackets, may hold anything.
  const [, parent] = /\) \S (\d+) [^)]*$/.exec(read(`/proc/${name}/stat`)) ?? [];
  return parent === undefined ? [] : [[Number(name), Number(parent)]];
}

function memoryOf(processId: number): number {
  const [, kibibytes] = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${processId}/smaps_rollup`)) ?? [];
  return Number(kibibytes ?? 0) * KIBIBYTE;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
