import { EventEmitter } from 'node:events';
import type { App, PowerMonitor } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { electronPresence } from '../../../electron/adapters/electronPresence.ts';
import { touchIdUnlock } from '../../../electron/adapters/touchIdUnlock.ts';
import { createWindowFocus } from '../../../electron/adapters/windowFocus.ts';

describe('the presence of the user', () => {
  const monitor = Object.assign(new EventEmitter(), {
    getSystemIdleTime: () => 7,
    getSystemIdleState: vi.fn(() => 'active'),
  });
  const presence = electronPresence(monitor as unknown as PowerMonitor);

  it('comes from the system', () => {
    expect(presence.idleSeconds()).toBe(7);
    expect(presence.isScreenLocked()).toBe(false);
    monitor.getSystemIdleState.mockReturnValue('locked');
    expect(presence.isScreenLocked()).toBe(true);
  });

  it('ends when the screen is being locked and when the computer goes to sleep', () => {
    const leaving = vi.fn();
    presence.onLeaving(leaving);
    monitor.emit('lock-screen');
    monitor.emit('suspend');
    expect(leaving).toHaveBeenCalledTimes(2);
  });
});

it('follows the focus of the windows', () => {
  const app = new EventEmitter();
  const focus = createWindowFocus(app as unknown as App);
  const listener = vi.fn();
  focus.onFocus(listener);
  expect(focus.isFocused()).toBe(false);
  app.emit('browser-window-focus');
  expect([focus.isFocused(), listener.mock.calls.length]).toEqual([true, 1]);
  app.emit('browser-window-blur');
  expect([focus.isFocused(), listener.mock.calls.length]).toEqual([false, 1]);
});

describe('Touch ID', () => {
  const preferences = { canPromptTouchID: vi.fn(() => true), promptTouchID: vi.fn(async () => {}) };

  it('is offered on macOS where the computer has it, and nowhere else', () => {
    expect(touchIdUnlock('darwin', preferences).isOffered()).toBe(true);
    expect(touchIdUnlock('win32', preferences).isOffered()).toBe(false);
    expect(touchIdUnlock('linux', {} as typeof preferences).isOffered()).toBe(false);
    preferences.canPromptTouchID.mockReturnValue(false);
    expect(touchIdUnlock('darwin', preferences).isOffered()).toBe(false);
  });

  it('is asked for with a reason in the language of the window', async () => {
    await touchIdUnlock('darwin', preferences).confirm('ru');
    expect(preferences.promptTouchID).toHaveBeenCalledWith('разблокировать KeyDesk');
  });
});
