import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { mortal } from '../../chromium-host/mortal.ts';

class Window extends EventEmitter {
  isGone = false;
  title = 'KeyDesk';
  isDestroyed = () => this.isGone;
  show = () => this.title;
}

it('a destroyed object throws at once from every method and property, as in Electron, and says that it is destroyed', () => {
  const window = mortal('BrowserWindow', new Window());
  expect([window.title, window.show(), window.isDestroyed()]).toEqual(['KeyDesk', 'KeyDesk', false]);
  expect(() => Reflect.get(window, 'hide')).toThrow('does not implement BrowserWindow.hide');
  const show = window.show;
  window.isGone = true;
  for (const act of [() => window.title, () => window.show(), () => show()]) {
    expect(act).toThrow(new TypeError('Object has been destroyed'));
  }
  expect(window.isDestroyed()).toBe(true);
});
