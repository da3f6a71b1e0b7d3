import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { REWATCH_MS, REWATCHES, watchScreenLock } from '../../../../electron/adapters/system/screenLockWatch.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { startKeyring, WITHOUT_KEYRING } from '../../../harness/keyring.ts';
import { newFolder } from '../../../harness/settingsFolder.ts';

/** Watches in an environment, with a clock that stands still. */
function watchIn(environment: NodeJS.ProcessEnv) {
  const [logger, clock, onLock] = [new MemoryLogger(), new ManualClock(), vi.fn()];
  const watch = watchScreenLock(environment, logger, clock);
  watch.onLock(onLock);
  return { watch, logger, clock, onLock };
}

it('fault 75: reports a locked screen from a real bus, and continues when the bus ends', async () => {
  const bus = await startKeyring({ state: 'noService' });
  const env = { ...process.env, ...bus.environment, XDG_SESSION_ID: undefined };
  const { watch, logger, onLock } = watchIn(env);
  const signal = ['/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:true'];
  // Repeated, since `dbus-monitor` needs a moment to connect.
  await expect
    .poll(async () => {
      await promisify(execFile)('dbus-send', ['--session', '--type=signal', ...signal], { env });
      return onLock.mock.calls.length;
    })
    .toBeGreaterThan(0);
  expect(watch.isReported).toBe(false);
  await bus.stop();
  await expect.poll(() => logger.lines.length).toBe(1);
});

it.each([
  ['no bus', WITHOUT_KEYRING],
  ['a bus without an address', { DBUS_SESSION_BUS_ADDRESS: '' }],
  ['no dbus-monitor', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', PATH: '/nonexistent' }],
])('fault 75: with %s, locks are not reported and nothing fails', async (_name, environment) => {
  const { watch, logger } = watchIn({ ...process.env, XDG_SESSION_ID: '2', ...environment });
  await expect.poll(() => logger.lines.length).toBeGreaterThan(0);
  expect(watch.isReported).toBe(false);
});

describe('fault 75: with a program of the test in place of dbus-monitor', () => {
  let folder: string;

  beforeEach(() => {
    folder = newFolder();
  });

  /** Replaces the program by a shell script and returns the environment in which it is found. */
  function useProgram(script: string): NodeJS.ProcessEnv {
    writeFileSync(join(folder, 'dbus-monitor'), `#!/bin/sh\n${script}\n`, { mode: 0o700 });
    writeFileSync(join(folder, 'dbus-send'), '#!/bin/sh\necho org.gnome.ScreenSaver\n', { mode: 0o700 });
    const PATH = `${folder}:${process.env.PATH}`;
    return { ...process.env, PATH, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', XDG_SESSION_ID: '' };
  }

  it('a monitor that exits is restarted a few times', async () => {
    const signal = 'signal time=1; interface=org.gnome.ScreenSaver; member=ActiveChanged';
    const { clock, logger, onLock } = watchIn(useProgram(`echo '${signal}'; echo '   boolean true'`));
    for (let watch = 1; watch <= REWATCHES + 1; watch += 1) {
      await expect.poll(() => [onLock.mock.calls.length, logger.lines.length]).toEqual([watch, watch]);
      clock.advance(REWATCH_MS);
    }
    // No other restart is scheduled.
    clock.advance(REWATCH_MS * 10);
    expect(onLock).toHaveBeenCalledTimes(REWATCHES + 1);
  });

  it('locks are not reported between a monitor that exited and the next one', async () => {
    const stop = join(folder, 'stop');
    const { watch, clock } = watchIn(useProgram(`while ! [ -e '${stop}' ]; do sleep 0.05; done`));
    await expect.poll(() => watch.isReported).toBe(true);
    writeFileSync(stop, '');
    await expect.poll(() => watch.isReported).toBe(false);
    rmSync(stop);
    clock.advance(REWATCH_MS);
    await expect.poll(() => watch.isReported).toBe(true);
    writeFileSync(stop, '');
    await expect.poll(() => watch.isReported).toBe(false);
  });

  it('the monitor ends with the application, even if that is killed', async () => {
    const pidFile = join(folder, 'pid');
    const env = useProgram(`echo $$ > '${pidFile}.new'; mv '${pidFile}.new' '${pidFile}'; exec sleep 60`);
    const adapter = new URL('../../../../electron/adapters/system/', import.meta.url).href;
    const code = `
      import { watchScreenLock } from '${adapter}screenLockWatch.ts';
      import { systemClock } from '${adapter}systemClock.ts';
      watchScreenLock(process.env, console, systemClock);
      setInterval(() => {}, 1000);
    `;
    const application = spawn(process.execPath, ['--input-type=module', '-e', code], { env, stdio: 'ignore' });
    await expect.poll(() => existsSync(pidFile)).toBe(true);
    const pid = Number(readFileSync(pidFile, 'utf8'));
    expect(() => process.kill(pid, 0)).not.toThrow();
    application.kill('SIGKILL');
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 60_000);
  });
});
