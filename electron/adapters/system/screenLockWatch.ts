import { execFile, spawn } from 'node:child_process';
import type { Clock, Logger } from '../../ports.ts';
import { createSignalReader, hasLocker, SESSION_BUS_RULES, systemBusRules } from './screenLockSignals.ts';

/** Time limit for listing the session bus names, in milliseconds. */
const NAMES_LIMIT_MS = 5_000;

/** Delay before a monitor that has exited is restarted, in milliseconds, and the maximum number of restarts in a row. */
export const REWATCH_MS = 10_000;
export const REWATCHES = 5;
/** A monitor that ran this long, in milliseconds, was connected to a bus; earlier restarts no longer count. */
const LASTING_MS = 60_000;

/**
 * Runs `dbus-monitor` until it exits, or until this application exits or is killed, which closes the shell's standard input.
 * Standard output belongs to `dbus-monitor` alone and closes with it.
 */
const WATCH_SCRIPT = 'dbus-monitor "$@" & exec >/dev/null 2>&1; read _; kill $!';

/** Watches for screen locks. */
export interface ScreenLockWatch {
  /** Whether the desktop is known to report every lock. */
  readonly isReported: boolean;
  /** Calls `listener` when the screen is locked, possibly more than once per lock. */
  onLock(listener: () => void): void;
  /** Calls `listener` when {@link isReported} changes. */
  onChanged(listener: () => void): void;
}

/**
 * Watches the D-Bus session and system buses with one `dbus-monitor` process (part of D-Bus) each. Without that program or a
 * bus, nothing is watched and nothing fails. A monitor that exits, for example with its bus, is restarted a few times.
 * @param environment provides the address of the session bus and the id of the login session.
 */
export function watchScreenLock(
  environment: NodeJS.ProcessEnv,
  logger: Logger,
  clock: Pick<Clock, 'now' | 'schedule'>,
): ScreenLockWatch {
  const lockListeners: (() => void)[] = [];
  const changeListeners: (() => void)[] = [];
  let isReported = false;
  const setReported = (value: boolean): void => {
    if (value !== isReported) {
      isReported = value;
      call(changeListeners);
    }
  };
  const onLock = (): void => call(lockListeners);
  const { DBUS_SESSION_BUS_ADDRESS: sessionBus, XDG_SESSION_ID: sessionId } = environment;
  const options: BusOptions = { environment, logger, clock, onLock };
  // Without an address dbus-monitor would start a new bus.
  if (sessionBus !== undefined && sessionBus !== '') {
    let watches = 0;
    watchBus('--session', SESSION_BUS_RULES, options, {
      onStart: () => {
        watches += 1;
        const watch = watches;
        void readNames(environment).then((names) => {
          if (watch === watches) {
            setReported(hasLocker(names));
          }
        });
      },
      onEnd: () => {
        watches += 1;
        setReported(false);
      },
    });
  }
  if (sessionId !== undefined && sessionId !== '') {
    watchBus('--system', systemBusRules(sessionId), options, { onStart: () => {}, onEnd: () => {} });
  }
  return {
    get isReported() {
      return isReported;
    },
    onLock: (listener) => {
      lockListeners.push(listener);
    },
    onChanged: (listener) => {
      changeListeners.push(listener);
    },
  };
}

interface BusOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly logger: Logger;
  readonly clock: Pick<Clock, 'now' | 'schedule'>;
  readonly onLock: () => void;
}

interface BusEvents {
  readonly onStart: () => void;
  readonly onEnd: () => void;
}

function watchBus(
  bus: '--session' | '--system',
  rules: readonly string[],
  options: BusOptions,
  { onStart, onEnd }: BusEvents,
): void {
  const { clock, logger } = options;
  let endsInARow = 0;
  const start = (): void => {
    const startedAt = clock.now();
    runMonitor([bus, ...rules], options, (reason) => {
      endsInARow = clock.now() - startedAt >= LASTING_MS ? 1 : endsInARow + 1;
      logger.info('Screen locks are not being watched', { bus, reason });
      onEnd();
      if (endsInARow <= REWATCHES) {
        clock.schedule(REWATCH_MS, start);
      }
    });
    onStart();
  };
  start();
}

/** @param onEnd called once, with the reason. */
function runMonitor(
  parameters: readonly string[],
  { environment, onLock }: BusOptions,
  onEnd: (reason: string) => void,
): void {
  const child = spawn('/bin/sh', ['-c', WATCH_SCRIPT, 'sh', ...parameters], {
    env: environment,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => {});
  child.stdout.setEncoding('utf8').on('data', createSignalReader(onLock));
  let hasEnded = false;
  const finish = (reason: string): void => {
    if (!hasEnded) {
      hasEnded = true;
      child.stdin.end();
      onEnd(reason);
    }
  };
  child.once('error', (error) => finish(error.message));
  child.stdout.once('close', () => finish('dbus-monitor has exited.'));
  child.unref();
}

/** The session bus names as printed by `dbus-send`; empty if it fails. */
function readNames(environment: NodeJS.ProcessEnv): Promise<string> {
  const call = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.ListNames'];
  return new Promise((resolve) => {
    execFile(
      'dbus-send',
      ['--session', '--print-reply', ...call],
      { env: environment, timeout: NAMES_LIMIT_MS },
      (error, output) => resolve(error === null ? output : ''),
    );
  });
}

function call(listeners: readonly (() => void)[]): void {
  for (const listener of listeners) {
    listener();
  }
}
