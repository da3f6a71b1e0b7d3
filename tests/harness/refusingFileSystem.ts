/**
 * Makes single calls of the file system fail, as on file systems without permissions, owners, hard links or sync. Such
 * file systems are rarely available to tests, and root may do everything. Import it with
 * `await vi.hoisted(() => import(…))`, before modules that import functions of `node:fs`.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Calls that can fail: functions of `node:fs` and `node:fs/promises`, and methods of file handles. */
const CALLS = ['chmodSync', 'fchmodSync', 'chownSync', 'fchownSync', 'fsyncSync', 'linkSync', 'renameSync'] as const;
const PROMISES = ['chmod', 'chown', 'rename', 'link'] as const;
const HANDLE_CALLS = ['chmod', 'chown', 'sync', 'datasync', 'truncate'] as const;

/** A call that can fail; those of handles are written `handle.NAME`. */
export type RefusableCall =
  | (typeof CALLS)[number]
  | `promises.${(typeof PROMISES)[number]}`
  | `handle.${(typeof HANDLE_CALLS)[number]}`;

/** All calls that change permissions and owners. */
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
/** All calls that wait for the disk. */
export const SYNC: readonly RefusableCall[] = ['fsyncSync', 'handle.sync', 'handle.datasync'];

const refused = new Map<RefusableCall, string | null>();
let count = 0;

// biome-ignore lint/suspicious/noExplicitAny: the same function replaces functions of many types
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

/** Makes calls fail with an error code from now on; with `null` they do nothing and succeed. */
export function refuse(code: string | null, calls: readonly RefusableCall[]): void {
  for (const call of calls) {
    refused.set(call, code);
  }
}

/** Lets all calls work again; returns the number of calls affected. */
export function refuseNothing(): number {
  const refusals = count;
  refused.clear();
  count = 0;
  return refusals;
}
