import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { HostApp } from '../../chromium-host/app.ts';
import electron from '../../chromium-host/electron.ts';
import { restrictEvents, strict } from '../../chromium-host/strict.ts';

it('a member that the host does not have throws when it is read or set', () => {
  const clock = strict('clock', { time: 12 });
  clock.time = 13;
  expect(clock.time).toBe(13);
  expect(() => Reflect.get(clock, 'stop')).toThrow('does not implement clock.stop');
  expect(() => Reflect.set(clock, 'stop', 1)).toThrow('does not implement clock.stop');
});

it('a listener for an event that never comes is rejected', () => {
  const emitter = new EventEmitter();
  restrictEvents(emitter, 'clock', ['tick']);
  emitter.on('tick', () => {});
  expect(() => emitter.once('tock', () => {})).toThrow("does not emit the event 'tock' of clock");
});

it.each([
  ['app', 'setAsDefaultProtocolClient'],
  ['BrowserWindow', 'fromId'],
  ['clipboard', 'selection'],
  ['net', 'fetch'],
  ['shell', 'openPath'],
])('the electron module of the host is that strict: %s.%s', (module, member) => {
  expect(() => Reflect.get(Reflect.get(electron, module), member)).toThrow(`does not implement ${module}.${member}`);
  expect(() => Reflect.get(electron, 'safeStorage')).toThrow('does not implement electron.safeStorage');
});

it('root cannot enable the sandbox, since Electron would end every child process', () => {
  const user = vi.spyOn(process, 'getuid').mockReturnValue(1000);
  expect(() => new HostApp().enableSandbox()).not.toThrow();
  user.mockReturnValue(0);
  expect(() => new HostApp().enableSandbox()).toThrow('cannot run as root with its sandbox');
});
