import { execFile, spawn } from 'node:child_process';
import type { Clock, Logger } from '../../ports.ts';
import { createSignalReader, hasLocker, SESSION_BUS_RULES, systemBusRules } from './screenLockSignals.ts';

/** How long the session bus may take to give its names, in milliseconds. */
const NAMES_LIMIT_MS = 5_000;

/** After how long a watch that has ended is begun anew, in milliseconds, and how often in a row. */
export const REWATCH_MS = 10_000;
export const REWATCHES = 5;
/** A watch that lasted this long, in milliseconds, had a bus: its end is no sign that there is none. */
const LASTING_MS = 60_000;

/**
 * Runs `dbus-monitor` until it ends or this application does, even if that is killed: then the standard input of the shell
 * closes, for which it waits. Its standard output is that of `dbus-monitor` alone, and closes with it.
 */
const WATCH_SCRIPT = 'dbus-monitor "$@" & exec >/dev/null 2>&1; read _; kill $!';

/** A watch over the lock of the screen. */
export interface ScreenLockWatch {
  /** Whether the desktop is known to tell each lock. */
  readonly isReported: boolean;
  /** Called when the screen is being locked, perhaps more than once. */
  onLock(listener: () => void): void;
  /** Called when {@link isReported} has changed. */
  onChanged(listener: () => void): void;
}

/**
 * Watches the buses of D-Bus through `dbus-monitor`, a program of D-Bus itself, with one process per bus. Where it or a bus
 * is absent, nothing is watched and nothing fails. A watch that ends, as with the restart of a bus, is begun anew a few times.
 * @param environment of this process: the address of the session bus and the id of the login session.
 */
export function watchScreenLock(
  environment: NodeJS.ProcessEnv,
  logger: Logger,
  clock: Pick<Clock, 'now' | 'schedule'>,
): ScreenLockWatch {
  const lockListeners: (() => void)[] = [];
  const changeListeners: (() => void)[] = [];
  let isReported = false;
  const tell = (told: boolean): void => {
    if (told !== isReported) {
      isReported = told;
      call(changeListeners);
    }
  };
  const onLock = (): void => call(lockListeners);
  const { DBUS_SESSION_BUS_ADDRESS: sessionBus, XDG_SESSION_ID: sessionId } = environment;
  const options: BusOptions = { environment, logger, clock, onLock };
  // Without an address the program would start a bus of its own.
  if (sessionBus !== undefined && sessionBus !== '') {
    let watches = 0;
    watchBus('--session', SESSION_BUS_RULES, options, {
      onStart: () => {
        watches += 1;
        const watch = watches;
        void readNames(environment).then((names) => {
          if (watch === watches) {
            tell(hasLocker(names));
          }
        });
      },
      onEnd: () => {
        watches += 1;
        tell(false);
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
      logger.info('The lock of the screen is not watched', { bus, reason });
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
  let isOver = false;
  const finish = (reason: string): void => {
    if (!isOver) {
      isOver = true;
      child.stdin.end();
      onEnd(reason);
    }
  };
  child.once('error', (error) => finish(error.message));
  child.stdout.once('close', () => finish('The program has ended.'));
  child.unref();
}

/** The names on the session bus, as `dbus-send` prints them; empty where it cannot tell. */
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
