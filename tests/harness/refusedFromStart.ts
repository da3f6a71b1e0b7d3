/** Preloaded into a process (`--import`): its file system refuses the calls that {@link refusing} has named. */
import { type RefusableCall, refuse } from './refusingFileSystem.ts';

const VARIABLE = 'KEYDESK_TEST_REFUSALS';

/** Gives the variables with which a process of Node starts on a file system that refuses calls; see `refuse`. */
export function refusing(code: string | null, calls: readonly RefusableCall[]): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import ${import.meta.filename}`, [VARIABLE]: JSON.stringify({ code, calls }) };
}

const { code, calls } = JSON.parse(process.env[VARIABLE] ?? '{"code":null,"calls":[]}');
refuse(code, calls);
