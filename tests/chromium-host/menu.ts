import { strict } from './strict.ts';

/** Stands for Electron's `Menu`. A window of Chromium has no menu bar of ours, so it only takes what it is given. */
export const Menu = strict('Menu', {
  buildFromTemplate: (template: readonly object[]): object => strict('Menu', { items: template }),
  setApplicationMenu: (_menu: object | null): void => {},
});
