import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { type Prompt, promptIds, replacePrompter } from './keyringPrompter.ts';
import { startPrivateSession } from './privateSession.ts';

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
  const session = await startPrivateSession({
    prepare: (folder, services) => replacePrompter(folder, services, prompt),
  });
  const { environment, folder } = session;
  const password = randomBytes(16).toString('hex');
  let daemon: ChildProcess | null = null;

  const keyring: Keyring = {
    environment,
    folder,
    lock: async () => {
      const login = 'array:objpath:/org/freedesktop/secrets/collection/login';
      const service = ['org.freedesktop.secrets', '/org/freedesktop/secrets'] as const;
      await session.call(...service, 'org.freedesktop.Secret.Service.Lock', login);
    },
    killDaemon: () => session.end(daemon, 'org.freedesktop.secrets'),
    startDaemon: async (daemonState = 'unlocked') => {
      const isUnlocked = daemonState === 'unlocked';
      const unlock = isUnlocked ? ['--unlock'] : [];
      const parameters = ['--foreground', ...unlock, '--components=secrets'];
      daemon = session.start('gnome-keyring-daemon', parameters, isUnlocked ? password : null);
      await session.waitForOwner('org.freedesktop.secrets');
    },
    countPrompts: async () => (await promptIds(folder)).length,
    stop: async () => {
      for (const prompter of await promptIds(folder)) {
        endIfThere(prompter);
      }
      await session.stop();
    },
  };
  try {
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

function endIfThere(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It has already exited.
  }
}
