import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Time limit for a call, in milliseconds. */
const CALL_LIMIT_MS = 5_000;

/**
 * Calls a method on the D-Bus session bus and returns what `dbus-send` (part of D-Bus) prints, which is not translated.
 * Rejects if the call fails, with the code `ENOENT` if there is no such program.
 * @param parameters of the method, like `string:default`; see `dbus-send(1)`.
 */
export type CallSessionBus = (
  service: string,
  path: string,
  method: string,
  ...parameters: readonly string[]
) => Promise<string>;

/** The D-Bus daemon itself, as service and path. */
export const BUS = ['org.freedesktop.DBus', '/org/freedesktop/DBus'] as const;

/** Returns a function that calls methods on the session bus that an environment names. */
export function sessionBus(environment: NodeJS.ProcessEnv): CallSessionBus {
  return async (service, path, method, ...parameters) => {
    const call = ['--session', '--print-reply', `--dest=${service}`, path, method, ...parameters];
    const limits = { env: environment, timeout: CALL_LIMIT_MS };
    return (await promisify(execFile)('dbus-send', call, limits)).stdout;
  };
}

/** Whether an environment names a session bus; without one, `dbus-send` and `dbus-monitor` would start a new bus. */
export function hasSessionBus({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime }: NodeJS.ProcessEnv) {
  return Boolean(address) || (Boolean(runtime) && existsSync(join(runtime ?? '', 'bus')));
}
