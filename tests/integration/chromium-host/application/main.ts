/** The smallest application with the guards of the real one, and a page without a CSP, so that only the host refuses. */
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, protocol, session, utilityProcess } from 'electron';
import { recoverPage } from '../../../../electron/pageRecovery.ts';
import { SCHEME_PRIVILEGES } from '../../../../electron/protocol.ts';
import { denyPermissions, restrictNavigation } from '../../../../electron/security.ts';
import { createWindow } from '../../../../electron/window.ts';

const here = import.meta.dirname;
const PAGE = '<!doctype html><title>Application</title><h1>Ready</h1>';

const logger = { info: () => {}, warn: () => {}, error: () => {}, redact: () => {} };

if (process.getuid?.() !== 0) {
  app.enableSandbox();
}
if (process.argv.includes('--error-box')) {
  dialog.showErrorBox('Application', 'It does not start.');
  app.exit(3);
}
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: SCHEME_PRIVILEGES }]);
// A test shows what the host does with an application that forgot its guards.
if (!process.argv.includes('--unguarded')) {
  app.on('web-contents-created', (_event, contents) => restrictNavigation(contents));
}
app.on('window-all-closed', () => app.quit());

void app.whenReady().then(() => {
  denyPermissions(session.defaultSession);
  protocol.handle('app', ({ url }) => {
    const isMissing = process.argv.includes('--missing-page') && url.endsWith('/index.html');
    const headers = { 'Content-Type': 'text/html', 'X-Host': 'application' };
    return isMissing ? new Response(null, { status: 404 }) : new Response(PAGE, { headers });
  });
  const child = utilityProcess.fork(join(here, 'child.ts'), [], { serviceName: 'test' });
  ipcMain.handle('echo', (_event, value: unknown) => value);
  ipcMain.handle('processes', () => [process.pid, child.pid]);
  const window = createWindow({
    BrowserWindow,
    preload: join(here, 'preload.cjs'),
    isPackaged: app.isPackaged,
    prefersDark: false,
    place: { width: 1440, height: 900, position: null, isMaximized: false },
  });
  recoverPage({ contents: window.webContents, logger, giveUp: () => app.exit(1) });
  ipcMain.handle('address', () => window.webContents.getURL());
});
