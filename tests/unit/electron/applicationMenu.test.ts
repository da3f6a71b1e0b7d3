import type { MenuItemConstructorOptions } from 'electron';
import { expect, it, vi } from 'vitest';
import { applicationMenu } from '../../../electron/applicationMenu.ts';
import { EVENTS } from '../../../shared/ipc/events.ts';

const items = (menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
const choose = (item: MenuItemConstructorOptions) => (item.click as (() => void) | undefined)?.();

it('has every menu command of the window once, and locks directly', () => {
  const send = vi.fn();
  const lock = vi.fn();
  const zoom = vi.fn();
  items(applicationMenu({ language: 'en', send, lock, zoom })).forEach(choose);
  expect(send.mock.calls.flat().sort()).toEqual(EVENTS.filter((name) => name.startsWith('menu:')).sort());
  expect(lock).toHaveBeenCalledTimes(1);
  expect(zoom.mock.calls.flat()).toEqual(['in', 'out', 'reset']);
});

it('is in the language of the window', () => {
  const labels = (language: 'en' | 'ru') =>
    items(applicationMenu({ language, send: () => {}, lock: () => {}, zoom: () => {} })).flatMap(
      ({ label }) => label ?? [],
    );
  expect(labels('en')).toContain('Keyboard Shortcuts');
  expect(labels('ru')).toContain('Сочетания клавиш');
  expect(labels('ru')).toHaveLength(labels('en').length);
});
