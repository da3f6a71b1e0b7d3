import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { mortal } from '../../chromium-host/mortal.ts';
import { HostWebContents } from '../../chromium-host/webContents.ts';

class Window extends EventEmitter {
  isGone = false;
  title = 'KeyDesk';
  isDestroyed(): boolean {
    return this.isGone;
  }
  show(): string {
    return this.title;
  }
}

it('is the object itself while that lives', () => {
  const window = mortal('BrowserWindow', new Window());
  expect([window.title, window.show(), window.isDestroyed()]).toEqual(['KeyDesk', 'KeyDesk', false]);
  expect(window.on('closed', () => {})).toBe(window);
  expect(() => Reflect.get(window, 'hide')).toThrow('does not implement BrowserWindow.hide');
});

it('throws at once from every method and property of what is destroyed, as Electron does', () => {
  const window = mortal('BrowserWindow', new Window());
  const show = window.show;
  window.isGone = true;
  const destroyed = new TypeError('Object has been destroyed');
  expect(() => window.title).toThrow(destroyed);
  expect(() => window.show()).toThrow(destroyed);
  expect(() => show()).toThrow(destroyed);
});

it('still tells that it is destroyed, and is still an emitter', async () => {
  const window = mortal('BrowserWindow', new Window());
  window.isGone = true;
  let heard = 0;
  window.on('closed', () => {
    heard += 1;
  });
  window.emit('closed');
  expect([window.isDestroyed(), heard]).toEqual([true, 1]);
  expect(await Promise.resolve(window)).toBe(window);
});

it('holds for the contents of a window that is closed', () => {
  const contents = new HostWebContents();
  expect(contents.facade.getURL()).toBe('');
  contents.destroy();
  for (const act of [
    () => contents.facade.send('x'),
    () => contents.facade.id,
    () => contents.facade.loadURL('app://bundle/index.html'),
    () => contents.facade.forcefullyCrashRenderer(),
  ]) {
    expect(act).toThrow('Object has been destroyed');
  }
});
