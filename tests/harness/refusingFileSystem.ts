/**
 * Lets single calls of the file system fail, as on one that does not offer them: no rights, no owners, no hard links, no
 * waiting for the disk. What it stands for is rarely to be had where tests run; root, as whom many of them run, may do
 * everything. To be imported before what takes functions from `node:fs` for good, by `await vi.hoisted(() => import(…))`.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Calls that can be refused: functions of `node:fs`, and methods of its file handles as `handle.NAME`. */
const CALLS = ['chmodSync', 'fchmodSync', 'chownSync', 'fchownSync', 'fsyncSync', 'linkSync', 'renameSync'] as const;
const PROMISES = ['chmod', 'chown', 'rename', 'link'] as const;
const HANDLE_CALLS = ['chmod', 'chown', 'sync', 'datasync', 'truncate'] as const;

/** What can be refused. */
export type RefusableCall =
  | (typeof CALLS)[number]
  | `promises.${(typeof PROMISES)[number]}`
  | `handle.${(typeof HANDLE_CALLS)[number]}`;

/** Everything about rights and owners. */
export const RIGHTS: readonly RefusableCall[] = [
  'chmodSync',
  'fchmodSync',
  'chownSync',
  'fchownSync',
  'promises.chmod',
  'promises.chown',
  'handle.chmod',
  'handle.chown',
];
/** Everything that waits until something is on the disk. */
export const SYNC: readonly RefusableCall[] = ['fsyncSync', 'handle.sync', 'handle.datasync'];

const refused = new Map<RefusableCall, string | null>();
let count = 0;

// biome-ignore lint/suspicious/noExplicitAny: functions of many kinds are replaced by the same one
type Functions = Record<string, (...parameters: any[]) => any>;

function guardCalls(owner: unknown, names: readonly string[], prefix: string, isAsync: boolean): void {
  const functions = owner as Functions;
  for (const name of names) {
    const real = functions[name];
    const call = `${prefix}${name}` as RefusableCall;
    functions[name] = function (this: unknown, ...parameters: unknown[]) {
      if (!refused.has(call)) {
        return real?.apply(this, parameters);
      }
      count += 1;
      const code = refused.get(call);
      if (code === null) {
        return isAsync ? Promise.resolve() : undefined;
      }
      const error = Object.assign(new Error(`${code}: refused by a test, ${name}`), { code });
      if (isAsync) {
        return Promise.reject(error);
      }
      throw error;
    };
  }
}

guardCalls(fs, CALLS, '', false);
guardCalls(fs.promises, PROMISES, 'promises.', true);
const handle = await fs.promises.open(import.meta.filename);
guardCalls(Object.getPrototypeOf(handle), HANDLE_CALLS, 'handle.', true);
await handle.close();
syncBuiltinESMExports();

/** Refuses calls from now on with a code of the system; with `null` they succeed and do nothing. */
export function refuse(code: string | null, calls: readonly RefusableCall[]): void {
  for (const call of calls) {
    refused.set(call, code);
  }
}

/** Ends every refusal and gives how many calls were refused. */
export function refuseNothing(): number {
  const refusals = count;
  refused.clear();
  count = 0;
  return refusals;
}
