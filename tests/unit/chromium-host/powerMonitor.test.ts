import { expect, it, vi } from 'vitest';
import { powerMonitor } from '../../chromium-host/powerMonitor.ts';
import { systemPreferences } from '../../chromium-host/systemPreferences.ts';

it('tells what it was told about the user', () => {
  expect(powerMonitor.getSystemIdleTime()).toBe(0);
  powerMonitor.idleSeconds = 60;
  expect([powerMonitor.getSystemIdleState(60), powerMonitor.getSystemIdleState(61)]).toEqual(['idle', 'active']);
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
