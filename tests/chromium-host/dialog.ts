import { strict } from './strict.ts';

/** Stands for Electron's `dialog`. A machine without a display has nobody to show a box to, so it is printed. */
export const dialog = strict('dialog', {
  showErrorBox: (title: string, content: string): void => {
    process.stderr.write(`${title}\n${content}\n`);
  },
});
