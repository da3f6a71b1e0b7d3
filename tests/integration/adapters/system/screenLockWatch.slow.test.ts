import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { REWATCH_MS, REWATCHES, watchScreenLock } from '../../../../electron/adapters/system/screenLockWatch.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { type Keyring, startKeyring, WITHOUT_KEYRING } from '../../../harness/keyring.ts';

/** For a machine that is busy otherwise. */
const PATIENCE = { timeout: 120_000 };

/** A private bus, here without anything that offers secrets. */
let bus: Keyring;

/** Sends the signal of a locked screen as a desktop does. */
async function sendSignal(): Promise<void> {
  const signal = ['/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:true'];
  const env = { ...process.env, ...bus.environment };
  await promisify(execFile)('dbus-send', ['--session', '--type=signal', ...signal], { env });
}

it('fault 75: a lock of the screen is heard from a real bus; the end of the bus ends the watch and nothing else', async () => {
  bus = await startKeyring({ state: 'noService' });
  const logger = new MemoryLogger();
  const onLock = vi.fn();
  const watch = watchScreenLock(
    { ...process.env, ...bus.environment, XDG_SESSION_ID: undefined },
    logger,
    new ManualClock(),
  );
  watch.onLock(onLock);
  // `dbus-monitor` needs a moment to listen.
  await vi.waitUntil(async () => sendSignal().then(() => onLock.mock.calls.length > 0), PATIENCE);
  expect(watch.isReported).toBe(false);
  await bus.stop();
  await vi.waitFor(() => expect(logger.lines).toHaveLength(1), PATIENCE);
});

it.each([
  ['no bus', WITHOUT_KEYRING],
  ['a bus without an address', { DBUS_SESSION_BUS_ADDRESS: '' }],
  ['no such program', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', PATH: '/nonexistent' }],
])('fault 75: %s: nothing is noticed, nothing fails, and it is not said to be told', async (_name, environment) => {
  const logger = new MemoryLogger();
  const watch = watchScreenLock({ ...process.env, XDG_SESSION_ID: '2', ...environment }, logger, new ManualClock());
  await vi.waitFor(() => expect(logger.lines.length).toBeGreaterThan(0), PATIENCE);
  expect(watch.isReported).toBe(false);
});

describe('with a program of the test in place of dbus-monitor', () => {
  let folder: string;
  const SIGNAL = 'signal time=1; interface=org.gnome.ScreenSaver; member=ActiveChanged';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keydesk-bus-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Puts a shell script in the place of the program, and gives the environment in which it is found. */
  function useProgram(script: string): NodeJS.ProcessEnv {
    writeFileSync(join(folder, 'dbus-monitor'), `#!/bin/sh\n${script}\n`, { mode: 0o700 });
    writeFileSync(join(folder, 'dbus-send'), '#!/bin/sh\necho org.gnome.ScreenSaver\n', { mode: 0o700 });
    const PATH = `${folder}:${process.env.PATH}`;
    return { ...process.env, PATH, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', XDG_SESSION_ID: '' };
  }

  it('fault 75: a watch that ends is begun anew a few times, and meanwhile it is not said to be told', async () => {
    const logger = new MemoryLogger();
    const clock = new ManualClock();
    const onLock = vi.fn();
    watchScreenLock(useProgram(`echo '${SIGNAL}'; echo '   boolean true'`), logger, clock).onLock(onLock);
    for (let watch = 1; watch <= REWATCHES + 1; watch += 1) {
      await vi.waitFor(() => expect([onLock.mock.calls.length, logger.lines.length]).toEqual([watch, watch]), PATIENCE);
      clock.advance(REWATCH_MS);
    }
    // No other one is scheduled.
    clock.advance(REWATCH_MS * 10);
    expect(onLock).toHaveBeenCalledTimes(REWATCHES + 1);
  });

  it('fault 75: what is told is known again once the bus is back', async () => {
    const clock = new ManualClock();
    const stop = join(folder, 'stop');
    const environment = useProgram(`while ! [ -e '${stop}' ]; do sleep 0.05; done`);
    const watch = watchScreenLock(environment, new MemoryLogger(), clock);
    await vi.waitFor(() => expect(watch.isReported).toBe(true), PATIENCE);
    writeFileSync(stop, '');
    await vi.waitFor(() => expect(watch.isReported).toBe(false), PATIENCE);
    rmSync(stop);
    clock.advance(REWATCH_MS);
    await vi.waitFor(() => expect(watch.isReported).toBe(true), PATIENCE);
    writeFileSync(stop, '');
    await vi.waitFor(() => expect(watch.isReported).toBe(false), PATIENCE);
  });

  it('fault 75: the program ends with the application, even one that is killed', async () => {
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
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(true), PATIENCE);
    const pid = Number(readFileSync(pidFile, 'utf8'));
    expect(() => process.kill(pid, 0)).not.toThrow();
    application.kill('SIGKILL');
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), PATIENCE);
  });
});
