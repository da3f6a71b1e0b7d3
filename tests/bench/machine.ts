import { cpus, totalmem } from 'node:os';

/** Says on what was measured, and on which day. @param host what ran the application. */
export function describeMachine(host: string): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${machine}, ${host}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
}
