/**
 * What `import 'electron'` gives in this host. Importing a name that is not here fails when the module is linked;
 * the default export throws for it.
 */
import { app } from './app.ts';
import { BrowserWindow } from './browserWindow.ts';
import { ClipboardItem, clipboard } from './clipboard.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipcMain.ts';
import { Menu } from './menu.ts';
import { nativeTheme } from './nativeTheme.ts';
import { net } from './net.ts';
import { powerMonitor } from './powerMonitor.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { strict } from './strict.ts';
import { systemPreferences } from './systemPreferences.ts';
import { utilityProcess } from './utilityProcess.ts';

export {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  session,
  shell,
  systemPreferences,
  utilityProcess,
};

const electron: object = strict('electron', {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  session,
  shell,
  systemPreferences,
  utilityProcess,
});

export default electron;
