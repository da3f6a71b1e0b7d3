import { EventEmitter } from 'node:events';
import type { App, PowerMonitor } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { isWaylandSession } from '../../../../electron/adapters/system/displayServer.ts';
import { electronPresence } from '../../../../electron/adapters/system/electronPresence.ts';
import { watchOwnInput } from '../../../../electron/adapters/system/ownInput.ts';
import { touchIdUnlock } from '../../../../electron/adapters/system/touchIdUnlock.ts';
import { createWindowFocus } from '../../../../electron/adapters/system/windowFocus.ts';

/** A system with what Electron tells of it, and what D-Bus tells. */
function createPresence(isWayland: boolean) {
  const monitor = Object.assign(new EventEmitter(), { idle: 0, state: 'active' });
  const powerMonitor = Object.assign(monitor, {
    getSystemIdleTime: () => monitor.idle,
    getSystemIdleState: () => monitor.state,
  });
  const bus = new EventEmitter();
  const screenLock = {
    isReported: false,
    onLock: (listener: () => void) => void bus.on('lock', listener),
    onChanged: (listener: () => void) => void bus.on('changed', listener),
  };
  const own = { idle: 0 };
  const presence = electronPresence({
    powerMonitor: powerMonitor as unknown as PowerMonitor,
    isWayland,
    ownIdleSeconds: () => own.idle,
    screenLock,
  });
  return { monitor, bus, screenLock, own, presence };
}

describe('the presence of the user', () => {
  it('comes from the system', () => {
    const { monitor, own, presence } = createPresence(false);
    own.idle = 3_600;
    expect(presence.idleSeconds()).toBe(0);
    monitor.idle = 7;
    expect(presence.idleSeconds()).toBe(7);
    expect(presence.isScreenLocked()).toBe(false);
    monitor.state = 'locked';
    expect(presence.isScreenLocked()).toBe(true);
    expect(presence.unnoticed).toEqual([]);
  });

  it('ends when the screen is locked and when the computer goes to sleep, whoever reports it', () => {
    const { monitor, bus, presence } = createPresence(false);
    const leaving = vi.fn();
    presence.onLeaving(leaving);
    monitor.emit('lock-screen');
    monitor.emit('suspend');
    bus.emit('lock');
    expect(leaving).toHaveBeenCalledTimes(3);
  });

  it('fault 74: is known by the own window where Wayland says for ever that nobody is away', () => {
    const { own, presence } = createPresence(true);
    expect(presence.unnoticed).toContain('otherPrograms');
    own.idle = 900;
    expect(presence.idleSeconds()).toBe(900);
    own.idle = 0;
    expect(presence.idleSeconds()).toBe(0);
  });

  it('fault 74: comes from the system on Wayland too once it has reported anything, also while other programs are used', () => {
    const { monitor, own, presence } = createPresence(true);
    const changed = vi.fn();
    presence.onUnnoticedChanged(changed);
    own.idle = 100;
    monitor.idle = 2;
    expect(presence.idleSeconds()).toBe(2);
    monitor.idle = 0;
    own.idle = 3_600;
    expect(presence.idleSeconds()).toBe(0);
    expect(presence.unnoticed).not.toContain('otherPrograms');
    expect(changed).toHaveBeenCalledOnce();
  });

  it('fault 75: says where a screen lock may go unnoticed: on Wayland unless the desktop reports it', () => {
    const { bus, screenLock, presence } = createPresence(true);
    const changed = vi.fn();
    presence.onUnnoticedChanged(changed);
    expect(presence.unnoticed).toContain('screenLock');
    screenLock.isReported = true;
    bus.emit('changed');
    expect(presence.unnoticed).not.toContain('screenLock');
    expect(changed).toHaveBeenCalledOnce();
  });
});

describe('what is done in the own window', () => {
  it.each([
    ['a key', 'rawKeyDown', true],
    ['a button of the mouse', 'mouseDown', true],
    ['a move of the mouse', 'mouseMove', true],
    ['the wheel', 'mouseWheel', true],
    ['a finger', 'gestureTap', true],
    ['a window that was moved below the pointer', 'mouseEnter', false],
    ['a window that was covered', 'mouseLeave', false],
  ])('fault 74: %s (%s) counts: %s', (_name, type, counts) => {
    const app = new EventEmitter();
    const contents = new EventEmitter();
    let now = 1_000_000;
    const idleSeconds = watchOwnInput(app as unknown as App, () => now);
    app.emit('web-contents-created', {}, contents);
    now += 90_500;
    expect(idleSeconds()).toBe(90);
    contents.emit('input-event', {}, { type });
    expect(idleSeconds()).toBe(counts ? 0 : 90);
  });
});

it.each([
  ['linux', 'wayland', undefined, true],
  ['linux', 'x11', 'wayland', true],
  ['linux', 'x11', 'x11', false],
  ['linux', '', undefined, false],
  ['win32', '', undefined, false],
  ['darwin', '', 'wayland', false],
] as const)(
  'fault 74: %s with Chromium on %j in a session of %s: Wayland is %s',
  (platform, ozone, session, isWayland) => {
    expect(isWaylandSession(platform, ozone, session)).toBe(isWayland);
  },
);

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
