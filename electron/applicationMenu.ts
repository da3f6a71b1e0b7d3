import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/ipc/events.ts';
import type { Language } from '../shared/model/language.ts';
import type { ZoomCommand } from './zoom.ts';

/** What the menu is made of. */
export interface ApplicationMenuOptions {
  readonly language: Language;
  /** Has the window do something. */
  readonly send: (command: MenuCommand) => void;
  readonly lock: () => void;
  readonly zoom: (command: ZoomCommand) => void;
}

// The menu belongs to main, and so do its words; the window's are with the window.
const WORDS = {
  en: {
    keys: 'Keys',
    create: 'Create…',
    search: 'Search',
    refresh: 'Refresh',
    view: 'View',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    actualSize: 'Actual Size',
    shortcuts: 'Keyboard Shortcuts',
    lock: 'Lock',
  },
  ru: {
    keys: 'Ключи',
    create: 'Создать…',
    search: 'Поиск',
    refresh: 'Обновить',
    view: 'Вид',
    zoomIn: 'Увеличить',
    zoomOut: 'Уменьшить',
    actualSize: 'Исходный масштаб',
    shortcuts: 'Сочетания клавиш',
    lock: 'Заблокировать',
  },
} as const;

/**
 * The menu of macOS, whose bar every application has; elsewhere the window has everything, and there is
 * none. It takes its shortcuts before the window sees them, so they are those of the window.
 */
export function applicationMenu({ language, send, lock, zoom }: ApplicationMenuOptions): MenuItemConstructorOptions[] {
  const words = WORDS[language];
  const item = (label: string, accelerator: string, click: () => void): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click,
  });
  return [
    { role: 'appMenu' },
    { role: 'editMenu' },
    {
      label: words.keys,
      submenu: [
        item(words.create, 'Command+N', () => send('menu:create')),
        item(words.search, 'Command+F', () => send('menu:search')),
        item(words.refresh, 'Command+R', () => send('menu:refresh')),
        { type: 'separator' },
        item(words.lock, 'Shift+Command+L', lock),
      ],
    },
    {
      label: words.view,
      submenu: [
        item(words.zoomIn, 'Command+Plus', () => zoom('in')),
        item(words.zoomOut, 'Command+-', () => zoom('out')),
        item(words.actualSize, 'Command+0', () => zoom('reset')),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: words.shortcuts, click: () => send('menu:shortcuts') }] },
  ];
}
