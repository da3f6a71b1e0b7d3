import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../scripts/project.mjs';

const { quick, only, build, beside, profile } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    build: { type: 'string' },
    beside: { type: 'string' },
    profile: { type: 'string' },
  },
}).values;

/** Whether this is an approximate run with `--quick`. */
export const isQuick = quick;

/** Names of the figures to measure, from `--only`; `null` for all. */
export const chosenFigures: readonly string[] | null = only?.split(',') ?? null;

/** Absolute path of the checkout whose build is measured, from `--build`; this one by default. */
export const measuredFolder = resolve(build ?? ROOT);

/** Absolute path of another checkout whose build is measured too, from `--beside`; `null` for none. */
export const besideFolder = beside === undefined ? null : resolve(beside);

/** Absolute path of the folder for traces, from `--profile`; `null` for none. */
export const profileFolder = profile === undefined ? null : resolve(profile);

/** Prints on standard error what is being measured; standard output is for the table. */
export function progress(what: string): void {
  process.stderr.write(`${what} …\n`);
}

/** Describes the machine and the day. @param host what ran the application. */
export function describeMachine(host: string): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${machine}, ${host}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
}
