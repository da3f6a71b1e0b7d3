import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import electron from '../../chromium-host/electron.ts';
import { restrictEvents, strict } from '../../chromium-host/strict.ts';

describe('strict', () => {
  const clock = strict('clock', { time: 12, read: () => 12 });

  it('gives and takes the members that are there', () => {
    clock.time = 13;
    expect([clock.time, clock.read()]).toEqual([13, 12]);
  });

  it('throws for a member that is not there, read or set', () => {
    expect(() => Reflect.get(clock, 'stop')).toThrow('does not implement clock.stop');
    expect(() => Reflect.set(clock, 'stop', 1)).toThrow('does not implement clock.stop');
  });

  it('can be awaited and printed', async () => {
    expect(await Promise.resolve(clock)).toBe(clock);
    expect(JSON.stringify(clock)).toContain('time');
  });
});

describe('restrictEvents', () => {
  it('refuses a listener for an event that never comes', () => {
    const emitter = new EventEmitter();
    restrictEvents(emitter, 'clock', ['tick']);
    emitter.on('tick', () => {});
    expect(() => emitter.once('tock', () => {})).toThrow("does not emit the event 'tock' of clock");
  });
});

describe('the electron module of the host', () => {
  it.each(['Tray', 'crashReporter', 'safeStorage'])('throws for %s, which it does not have', (name) => {
    expect(() => Reflect.get(electron, name)).toThrow(`does not implement electron.${name}`);
  });

  it.each([
    ['app', 'setAsDefaultProtocolClient'],
    ['BrowserWindow', 'fromId'],
    ['clipboard', 'selection'],
    ['ipcMain', 'handleOnce'],
    ['Menu', 'getApplicationMenu'],
    ['nativeTheme', 'shouldUseHighContrastColors'],
    ['net', 'online'],
    ['protocol', 'registerFileProtocol'],
    ['session', 'fromPartition'],
    ['shell', 'openExternal'],
    ['utilityProcess', 'spawn'],
  ])('throws for %s.%s', (module, member) => {
    expect(() => Reflect.get(Reflect.get(electron, module), member)).toThrow(`does not implement ${module}.${member}`);
  });
});
