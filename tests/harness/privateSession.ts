import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Longest wait for a program, in milliseconds. */
const START_LIMIT_MS = 30_000;
/** Longer than any test waits for a service that the bus starts, in milliseconds. */
export const UNANSWERED_MS = 600_000;

/** A D-Bus session of its own, with private folders, and the programs that were started in it. */
export interface PrivateSession {
  /** Environment with which a child process uses this session, and nothing of the user's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder that contains all data of the programs in this session. */
  readonly folder: string;
  /** Starts a program. @param input written to its standard input, which is closed then. */
  start(command: string, parameters: readonly string[], input?: string | null): ChildProcess;
  /** Calls a method of a service and returns what `dbus-send` prints. */
  call(service: string, path: string, method: string, ...parameters: readonly string[]): Promise<string>;
  /** Waits until a name is owned on the bus. @throws Error if none owns it in time. */
  waitForOwner(name: string): Promise<void>;
  /** Kills a program that {@link start} has started, and waits until the bus has released a name that it owned. */
  end(program: ChildProcess | null, name: string): Promise<void>;
  /** Kills all programs and the bus, and removes all data. */
  stop(): Promise<void>;
}

/** What a private session contains. */
export interface PrivateSessionOptions {
  /** Variables of the environment in addition to those of the folders and the bus. */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * Writes what the bus needs before it starts.
   * @param services absolute path of the folder with the service files; the bus starts no other service.
   */
  readonly prepare?: (folder: string, services: string) => Promise<void>;
}

/**
 * Starts a private session. Linux only; needs the package dbus.
 * @throws Error if the bus does not start in time.
 */
export async function startPrivateSession({
  variables = {},
  prepare,
}: PrivateSessionOptions = {}): Promise<PrivateSession> {
  const folder = await mkdtemp(join(tmpdir(), 'keydesk-keyring-'));
  const folders = {
    HOME: join(folder, 'home'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_RUNTIME_DIR: join(folder, 'runtime'),
  };
  const services = join(folder, 'services');
  const address = `unix:path=${join(folders.XDG_RUNTIME_DIR, 'bus')}`;
  await Promise.all([...Object.values(folders), services].map((path) => mkdir(path, { mode: 0o700 })));
  await prepare?.(folder, services);
  const environment = { ...folders, DBUS_SESSION_BUS_ADDRESS: address, ...variables };
  const env = { ...process.env, ...environment };
  const configuration = join(folder, 'bus.conf');
  await writeFile(configuration, busConfiguration(address, services));
  const programs: ChildProcess[] = [];
  const untilOwned = async (name: string, isOwned: boolean): Promise<void> => {
    const limit = Date.now() + START_LIMIT_MS;
    const bus = ['org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner'] as const;
    while (Date.now() < limit) {
      if ((await session.call(...bus, `string:${name}`).catch(() => '')).includes(`boolean ${isOwned}`)) {
        return;
      }
      await delay(50);
    }
    throw new Error(`The name ${name} was not ${isOwned ? 'owned' : 'released'} on the private bus in time`);
  };

  const session: PrivateSession = {
    environment,
    folder,
    start: (command, parameters, input = null) => {
      const stdin = input === null ? 'ignore' : 'pipe';
      const program = spawn(command, parameters, { env, stdio: [stdin, 'ignore', 'ignore'] });
      program.stdin?.end(input);
      programs.push(program);
      return program;
    },
    call: async (service, path, method, ...parameters) => {
      const call = ['--session', '--print-reply', `--dest=${service}`, path, method, ...parameters];
      return (await promisify(execFile)('dbus-send', call, { env })).stdout;
    },
    // It asks the bus, because a call to the name itself would make D-Bus start a service, with nothing unlocked.
    waitForOwner: (name) => untilOwned(name, true),
    end: async (program, name) => {
      await end(program);
      await untilOwned(name, false);
    },
    stop: async () => {
      for (const program of programs.reverse()) {
        await end(program);
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  session.start('dbus-daemon', ['--nofork', `--config-file=${configuration}`]);
  try {
    await session.waitForOwner('org.freedesktop.DBus');
  } catch (error) {
    await session.stop();
    throw error;
  }
  return session;
}

async function end(program: ChildProcess | null): Promise<void> {
  if (program !== null && program.exitCode === null && program.signalCode === null && program.pid !== undefined) {
    const ended = once(program, 'exit');
    program.kill('SIGKILL');
    await ended;
  }
}

function busConfiguration(address: string, services: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="service_start_timeout">${UNANSWERED_MS}</limit>
</busconfig>
`;
}
