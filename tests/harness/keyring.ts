import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Prompt, writeBusConfiguration } from './keyringBus.ts';

/** Longest wait for a daemon, in milliseconds. */
const START_LIMIT_MS = 15_000;

/** An unlocked keyring, a locked one (unlocked before), none, or no daemon on the bus. */
type KeyringState = 'unlocked' | 'locked' | 'noCollection' | 'noService';

/** How a keyring is started. */
interface KeyringOptions {
  /** `unlocked` by default; a `locked` one is empty. */
  readonly state?: KeyringState;
  /** What happens to its password prompts; `dismissed` by default. */
  readonly prompt?: Prompt;
}

/** A real keyring: gnome-keyring with private folders in a private D-Bus session. */
export interface Keyring {
  /** Environment with which a child process uses this keyring, and nothing of the user's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder that contains all data of this keyring. */
  readonly folder: string;
  /** Locks the keyring, as the user can. */
  lock(): Promise<void>;
  /** Kills the keyring daemon; the bus keeps running. */
  killDaemon(): Promise<void>;
  /** Starts the keyring daemon again with the same keyring, unlocked, or locked as if nobody had signed in. */
  startDaemon(state?: 'unlocked' | 'locked'): Promise<void>;
  /** Number of password prompts so far. */
  countPrompts(): Promise<number>;
  /** Stops the daemons and removes all data. */
  stop(): Promise<void>;
}

/** Environment without a keyring: the bus that it names does not exist. */
export const WITHOUT_KEYRING: Readonly<Record<string, string>> = {
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/keydesk-no-bus',
};

/**
 * Starts an empty keyring. Linux only; needs the packages dbus and gnome-keyring.
 * @throws Error if a daemon does not start in time.
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

/** Reads the process ids written by the replaced prompt program, one per line. */
async function processIds(file: string): Promise<number[]> {
  return (await readFile(file, 'utf8')).split('\n').filter(Boolean).map(Number);
}

function endIfThere(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It has already exited.
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
 * Waits until a name is owned on the bus. It asks the bus, because a call to the name itself would make D-Bus start another
 * daemon, with nothing unlocked.
 */
async function waitForOwner(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  const bus = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner'];
  while (Date.now() < limit) {
    const reply = await callBus(env, [...bus, `string:${name}`]).catch(() => '');
    if (reply.includes('boolean true')) {
      return;
    }
    await delay(50);
  }
  throw new Error(`Nothing owned the name ${name} on the private bus in time`);
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
