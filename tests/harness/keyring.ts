import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Prompt, writeBusConfiguration } from './keyringBus.ts';

/** Longest wait for a daemon to be there, in milliseconds. */
const START_LIMIT_MS = 15_000;

/**
 * What the keyring daemon finds: a keyring that is unlocked, one that is locked (it was unlocked before), none at all,
 * or there is no daemon on the bus.
 */
export type KeyringState = 'unlocked' | 'locked' | 'noCollection' | 'noService';

/** How a keyring is started. */
export interface KeyringOptions {
  /** `unlocked` when left out; `locked` holds nothing yet. */
  readonly state?: KeyringState;
  /** Who answers when it asks for its password; `dismissed` when left out. */
  readonly prompt?: Prompt;
}

/** A real keyring of its own: a private D-Bus session with gnome-keyring in private folders. */
export interface Keyring {
  /** Environment that makes a child process use this keyring and nothing of the user's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder below which everything of this keyring is stored. */
  readonly folder: string;
  /** Locks the keyring, as a desktop does when the user asks it to. */
  lock(): Promise<void>;
  /** Ends the keyring daemon; the bus stays. */
  killDaemon(): Promise<void>;
  /** Starts the keyring daemon again over the same keyring, unlocked or as it comes up when nobody signs in. */
  startDaemon(state?: 'unlocked' | 'locked'): Promise<void>;
  /** Number of times the keyring has asked for its password. */
  countPrompts(): Promise<number>;
  /** Ends the daemons and removes the folders with everything stored. */
  stop(): Promise<void>;
}

/** Environment of a child process that finds no keyring at all: the bus it names does not exist. */
export const WITHOUT_KEYRING: Readonly<Record<string, string>> = {
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/keydesk-no-bus',
};

/**
 * Starts an empty keyring. Linux only; needs the packages dbus and gnome-keyring.
 * @throws Error when a daemon is not there in time.
 */
export async function startKeyring({
  state = 'unlocked',
  prompt = 'dismissed',
}: KeyringOptions = {}): Promise<Keyring> {
  const folder = await mkdtemp(join(tmpdir(), 'keydesk-keyring-'));
  const environment = {
    HOME: join(folder, 'home'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_RUNTIME_DIR: join(folder, 'runtime'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'runtime', 'bus')}`,
  };
  const { DBUS_SESSION_BUS_ADDRESS: address, ...folders } = environment;
  await Promise.all(Object.values(folders).map((path) => mkdir(path, { mode: 0o700 })));

  const env = { ...process.env, ...environment };
  const password = randomBytes(16).toString('hex');
  const { configuration, prompts } = await writeBusConfiguration(folder, address, prompt);
  const bus = start('dbus-daemon', ['--nofork', `--config-file=${configuration}`], env, null);
  let daemon: ChildProcess | null = null;

  const keyring: Keyring = {
    environment,
    folder,
    lock: async () => {
      const login = 'array:objpath:/org/freedesktop/secrets/collection/login';
      const service = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'];
      await callBus(env, [...service, 'org.freedesktop.Secret.Service.Lock', login]);
    },
    killDaemon: () => end(daemon),
    startDaemon: async (daemonState = 'unlocked') => {
      const isUnlocked = daemonState === 'unlocked';
      const unlock = isUnlocked ? ['--unlock'] : [];
      const parameters = ['--foreground', ...unlock, '--components=secrets'];
      daemon = start('gnome-keyring-daemon', parameters, env, isUnlocked ? password : null);
      await waitForOwner('org.freedesktop.secrets', env);
    },
    countPrompts: async () => (await processIds(prompts)).length,
    stop: async () => {
      for (const prompter of await processIds(prompts)) {
        endIfThere(prompter);
      }
      await end(daemon);
      await end(bus);
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await waitForOwner('org.freedesktop.DBus', env);
    await bringInto(keyring, state);
  } catch (error) {
    await keyring.stop();
    throw error;
  }
  return keyring;
}

async function bringInto(keyring: Keyring, state: KeyringState): Promise<void> {
  if (state === 'noCollection') {
    await keyring.startDaemon('locked');
  } else if (state !== 'noService') {
    await keyring.startDaemon();
  }
  if (state === 'locked') {
    await keyring.lock();
  }
}

/** Reads the process ids that the stand-in for the prompt has written, one a line. */
async function processIds(file: string): Promise<number[]> {
  return (await readFile(file, 'utf8')).split('\n').filter(Boolean).map(Number);
}

function endIfThere(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function start(
  command: string,
  parameters: readonly string[],
  env: NodeJS.ProcessEnv,
  input: string | null,
): ChildProcess {
  const daemon = spawn(command, parameters, { env, stdio: [input === null ? 'ignore' : 'pipe', 'ignore', 'ignore'] });
  daemon.stdin?.end(input);
  return daemon;
}

/**
 * Waits until a name is owned on the bus. The bus is asked, not the owner of the name: asking that one would make D-Bus
 * start another daemon, with nothing unlocked.
 */
async function waitForOwner(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  const bus = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner'];
  while (Date.now() < limit) {
    const answer = await callBus(env, [...bus, `string:${name}`]).catch(() => '');
    if (answer.includes('boolean true')) {
      return;
    }
    await delay(50);
  }
  throw new Error(`Nothing took the name ${name} on the private bus in time`);
}

async function callBus(env: NodeJS.ProcessEnv, call: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('dbus-send', ['--session', '--print-reply', ...call], { env });
  return stdout;
}

async function end(daemon: ChildProcess | null): Promise<void> {
  if (daemon !== null && daemon.exitCode === null && daemon.signalCode === null && daemon.pid !== undefined) {
    const ended = once(daemon, 'exit');
    daemon.kill('SIGKILL');
    await ended;
  }
}
