import { execFile, spawn } from 'node:child_process';
import type { Logger } from '../ports.ts';
import { createSignalReader, hasLocker, SESSION_BUS_RULES, systemBusRules } from './screenLockSignals.ts';

/** How long the session bus may take to give its names, in milliseconds. */
const NAMES_LIMIT_MS = 5_000;

/** A watch over the lock of the screen. */
export interface ScreenLockWatch {
  /** Whether the desktop is known to tell each lock. */
  readonly isTold: boolean;
  /** Called when the screen is being locked, perhaps more than once. */
  onLock(listener: () => void): void;
  /** Called when {@link isTold} has changed. */
  onChanged(listener: () => void): void;
}

/**
 * Watches the buses of D-Bus through `dbus-monitor`, a program of D-Bus itself, with one process per bus. Where it or a bus
 * is absent, nothing is watched and nothing fails.
 * @param environment of this process: the address of the session bus and the id of the login session.
 */
export function watchScreenLock(environment: NodeJS.ProcessEnv, logger: Logger): ScreenLockWatch {
  const lockListeners: (() => void)[] = [];
  const changeListeners: (() => void)[] = [];
  let isTold = false;
  const tell = (told: boolean): void => {
    if (told !== isTold) {
      isTold = told;
      call(changeListeners);
    }
  };
  const onLock = (): void => call(lockListeners);
  const { DBUS_SESSION_BUS_ADDRESS: sessionBus, XDG_SESSION_ID: sessionId } = environment;
  // Without an address the program would start a bus of its own.
  if (sessionBus !== undefined && sessionBus !== '') {
    let isOver = false;
    watchBus('--session', SESSION_BUS_RULES, { environment, logger, onLock }, () => {
      isOver = true;
      tell(false);
    });
    void readNames(environment).then((names) => tell(!isOver && hasLocker(names)));
  }
  if (sessionId !== undefined && sessionId !== '') {
    watchBus('--system', systemBusRules(sessionId), { environment, logger, onLock }, () => {});
  }
  return {
    get isTold() {
      return isTold;
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
  readonly onLock: () => void;
}

function watchBus(
  bus: '--session' | '--system',
  rules: readonly string[],
  { environment, logger, onLock }: BusOptions,
  onEnd: () => void,
): void {
  const child = spawn('dbus-monitor', [bus, ...rules], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.setEncoding('utf8').on('data', createSignalReader(onLock));
  const end = (): void => void child.kill();
  process.once('exit', end);
  const finish = (reason: unknown): void => {
    process.off('exit', end);
    logger.info('The lock of the screen is not watched', { bus, reason });
    onEnd();
  };
  // Exactly one of the two comes: a program that could not be started does not end.
  child.once('error', (error) => finish(error.message));
  child.once('exit', (code, signal) => finish(code ?? signal));
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
