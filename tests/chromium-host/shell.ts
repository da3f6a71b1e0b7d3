import { strict } from './strict.ts';

/** Stands for Electron's `shell`. KeyDesk opens nothing outside; electron-store only wants the name to exist. */
export const shell = strict('shell', {});
