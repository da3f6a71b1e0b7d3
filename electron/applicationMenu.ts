import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/ipc/events.ts';
import type { Language } from '../shared/model/language.ts';
import type { ZoomCommand } from './zoom.ts';

/** Language and commands of the menu. */
export interface ApplicationMenuOptions {
  readonly language: Language;
  /** Sends a command to the window. */
  readonly send: (command: MenuCommand) => void;
  readonly lock: () => void;
  readonly zoom: (command: ZoomCommand) => void;
}

// Labels of the menu are here because it belongs to main; those of the window are in the renderer.
const LABELS = {
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
 * Returns the macOS menu; on other systems there is no menu. Its shortcuts take precedence over those of the window, so
 * they are the same.
 */
export function applicationMenu({ language, send, lock, zoom }: ApplicationMenuOptions): MenuItemConstructorOptions[] {
  const labels = LABELS[language];
  const item = (label: string, accelerator: string, click: () => void): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click,
  });
  return [
    { role: 'appMenu' },
    { role: 'editMenu' },
    {
      label: labels.keys,
      submenu: [
        item(labels.create, 'Command+N', () => send('menu:create')),
        item(labels.search, 'Command+F', () => send('menu:search')),
        item(labels.refresh, 'Command+R', () => send('menu:refresh')),
        { type: 'separator' },
        item(labels.lock, 'Shift+Command+L', lock),
      ],
    },
    {
      label: labels.view,
      submenu: [
        item(labels.zoomIn, 'Command+Plus', () => zoom('in')),
        item(labels.zoomOut, 'Command+-', () => zoom('out')),
        item(labels.actualSize, 'Command+0', () => zoom('reset')),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: labels.shortcuts, click: () => send('menu:shortcuts') }] },
  ];
}
