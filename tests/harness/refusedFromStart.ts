/** Preloaded into a process with `--import`: makes the calls fail that {@link refusing} names. */
import { type RefusableCall, refuse } from './refusingFileSystem.ts';

const VARIABLE = 'KEYDESK_TEST_REFUSALS';

/** Returns environment variables with which file system calls of a Node process fail; see `refuse`. */
export function refusing(code: string | null, calls: readonly RefusableCall[]): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import ${import.meta.filename}`, [VARIABLE]: JSON.stringify({ code, calls }) };
}

const { code, calls } = JSON.parse(process.env[VARIABLE] ?? '{"code":null,"calls":[]}');
refuse(code, calls);
