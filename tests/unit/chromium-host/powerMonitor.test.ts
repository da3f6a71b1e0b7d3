import { expect, it, vi } from 'vitest';
import { HostPowerMonitor, powerMonitor } from '../../chromium-host/powerMonitor.ts';
import { systemPreferences } from '../../chromium-host/systemPreferences.ts';

it('tells what it was told about the user', () => {
  expect(powerMonitor.getSystemIdleTime()).toBe(0);
  powerMonitor.idleSeconds = 60;
  expect([powerMonitor.getSystemIdleState(60), powerMonitor.getSystemIdleState(61)]).toEqual(['idle', 'active']);
});

it('says that the screen is locked, and on Wayland never, nor that anybody is away', () => {
  for (const [isWayland, state, idle] of [
    [false, 'locked', 60],
    [true, 'active', 0],
  ] as const) {
    const monitor = new HostPowerMonitor(isWayland);
    monitor.idleSeconds = 60;
    monitor.isScreenLocked = true;
    expect([monitor.getSystemIdleState(1), monitor.getSystemIdleTime()]).toEqual([state, idle]);
  }
});

it('emits the events that it was told of, and refuses listeners for others', () => {
  const listener = vi.fn();
  powerMonitor.on('suspend', listener);
  powerMonitor.emit('suspend');
  expect(listener).toHaveBeenCalledOnce();
  expect(() => powerMonitor.on('on-battery', listener)).toThrow("does not emit the event 'on-battery'");
});

it('has no Touch ID', async () => {
  expect(systemPreferences.canPromptTouchID()).toBe(false);
  await expect(systemPreferences.promptTouchID()).rejects.toThrow('cannot ask for Touch ID');
});
