import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { watchScreenLock } from '../../../electron/adapters/screenLockWatch.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { type Keyring, startKeyring, WITHOUT_KEYRING } from '../../harness/keyring.ts';

/** A private bus, here without anything that offers secrets. */
let bus: Keyring;

/** Sends a signal as a desktop does, until it is heard: `dbus-monitor` needs a moment to listen. */
async function sendUntilHeard(onLock: ReturnType<typeof vi.fn>, value: string): Promise<void> {
  const signal = ['/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', `boolean:${value}`];
  await vi.waitFor(
    async () => {
      const env = { ...process.env, ...bus.environment };
      await promisify(execFile)('dbus-send', ['--session', '--type=signal', ...signal], { env });
      await delay(100);
      expect(onLock).toHaveBeenCalled();
    },
    { timeout: 5_000, interval: 200 },
  );
}

it('fault 75: a lock of the screen is heard from a real bus; the end of the bus ends the watch and nothing else', async () => {
  bus = await startKeyring({ state: 'noService' });
  const logger = new MemoryLogger();
  const onLock = vi.fn();
  const watch = watchScreenLock({ ...process.env, ...bus.environment, XDG_SESSION_ID: undefined }, logger);
  watch.onLock(onLock);
  await sendUntilHeard(onLock, 'true');
  onLock.mockClear();
  await expect(sendUntilHeard(onLock, 'false')).rejects.toThrow();
  expect(watch.isTold).toBe(false);
  await bus.stop();
  await vi.waitFor(() => expect(logger.lines).toHaveLength(1), { timeout: 10_000 });
});

it.each([
  ['no bus', WITHOUT_KEYRING],
  ['a bus without an address', { DBUS_SESSION_BUS_ADDRESS: '' }],
  ['no such program', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', PATH: '/nonexistent' }],
])('fault 75: %s: nothing is noticed, nothing fails, and it is not said to be told', async (_name, environment) => {
  const logger = new MemoryLogger();
  const watch = watchScreenLock({ ...process.env, XDG_SESSION_ID: '2', ...environment }, logger);
  await vi.waitFor(() => expect(logger.lines.length).toBeGreaterThan(0), { timeout: 10_000 });
  await delay(200);
  expect(watch.isTold).toBe(false);
});
