// biome-ignore-all lint/performance/noBarrelFile: it replaces the module `electron`.
/**
 * What `import 'electron'` resolves to. Importing a name that is missing here fails at link time; the default export
 * throws for it.
 */
import * as host from './electron.ts';
import { strict } from './strict.ts';

export { app } from './app.ts';
export { BrowserWindow } from './browserWindow.ts';
export { ClipboardItem, clipboard } from './clipboard.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipcMain.ts';
export { nativeTheme } from './nativeTheme.ts';
export { net } from './net.ts';
export { Notification } from './notification.ts';
export { powerMonitor } from './powerMonitor.ts';
export { protocol } from './protocol.ts';
export { screen } from './screen.ts';
export { session } from './session.ts';
export { Menu, shell, systemPreferences } from './smallModules.ts';
export { utilityProcess } from './utilityProcess.ts';

const electron: object = strict('electron', host);
export default electron;
