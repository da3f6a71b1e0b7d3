import { join } from 'node:path';
import type * as Electron from 'electron';
import type { EventName } from '../shared/ipc/events.ts';
import { KEY_LINK_SCHEME } from '../shared/model/keyLink.ts';
import { type Language, resolveLanguage } from '../shared/model/language.ts';
import { applicationMenu } from './applicationMenu.ts';
import { findRefusedSwitch } from './commandLine.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerHandlers } from './ipc/register.ts';
import { type LinkSources, listenForLinks } from './linkSources.ts';
import { liveWindows } from './liveWindows.ts';
import { APP_SCHEME } from './ownPage.ts';
import { recoverPage } from './pageRecovery.ts';
import type { Logger, Publish } from './ports.ts';
import { watchFailures } from './processFailures.ts';
import { createPageHandler, SCHEME_PRIVILEGES } from './protocol.ts';
import { denyPermissions, restrictNavigation } from './security.ts';
import { createServices, type Ports, type Services } from './services/services.ts';
import { defectText, startFailureText, switchRefusedText } from './startFailureText.ts';
import { createWindow } from './window.ts';
import { Zoom } from './zoom.ts';

/** Longest time that quitting waits for the clipboard and the child processes, in milliseconds. */
const CLOSE_LIMIT_MS = 4_000;

/** The application, put together by `main.ts`. */
export interface AppOptions {
  /** The parts of Electron that are used, handed in so that tests can watch them. */
  readonly electron: Pick<
    typeof Electron,
    'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'nativeTheme' | 'protocol' | 'session'
  >;
  /** The main process, watched for defects; handed in for the same reason. */
  readonly process: Pick<NodeJS.Process, 'on' | 'argv' | 'getuid'>;
  /** Folder of the built window and absolute path of the compiled preload. */
  readonly paths: { readonly page: string; readonly preload: string };
  /** Makes the adapters; called only once this is known to be the only instance, since they open files. */
  readonly createPorts: (publish: Publish) => Ports;
}

/**
 * Starts the application: one instance only, then everything that guards the page, then the handlers, and the window
 * last. Returns before Electron is ready; what has to stand before that is done synchronously.
 */
export function startApp(options: AppOptions): void {
  const { app, BrowserWindow, dialog, protocol } = options.electron;
  // Only when packaged: in development a debugger is attached over the same switches.
  const refusedSwitch = app.isPackaged ? findRefusedSwitch(app.commandLine) : null;
  if (refusedSwitch !== null) {
    dialog.showErrorBox('KeyDesk', switchRefusedText(app.getPreferredSystemLanguages(), refusedSwitch));
    app.exit(1);
    return;
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // For root there is no sandbox, and Electron ends every child process that is to have one all the same: there would be
  // no network, no keychain and no platform. Only the window keeps asking for its own (window.ts).
  if (options.process.getuid?.() !== 0) {
    app.enableSandbox();
  }
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: SCHEME_PRIVILEGES }]);
  app.on('web-contents-created', (_event, contents) => restrictNavigation(contents));
  const links = listenForLinks(app, options.process.argv, () => focusWindow(liveWindows(BrowserWindow)[0]));
  app.on('window-all-closed', () => app.quit());

  app.whenReady().then(
    () => openWindow(options, links),
    (error: unknown) => giveUp(options, error),
  );
}

function openWindow(options: AppOptions, links: LinkSources): void {
  const { app, BrowserWindow, Menu, nativeTheme, protocol, session } = options.electron;
  try {
    Menu.setApplicationMenu(null);
    denyPermissions(session.defaultSession);
    protocol.handle(APP_SCHEME, createPageHandler(options.paths.page));
    const { services, logger, zoom } = startServices(options);
    const endAfterDefect = (): void => void closeAfterDefect(options, services);
    watchFailures({ process: options.process, logger, end: endAfterDefect });
    closeBeforeQuit(app, services);
    if (app.isPackaged) {
      // From a checkout it would be Electron itself that links are opened with.
      app.setAsDefaultProtocolClient(KEY_LINK_SCHEME);
    }
    links.deliverTo((texts) => services.keyLinks.open(texts));
    const { webContents } = createWindow({
      BrowserWindow,
      preload: options.paths.preload,
      isPackaged: app.isPackaged,
      prefersDark: nativeTheme.shouldUseDarkColors,
    });
    zoom.attach(webContents);
    recoverPage({ contents: webContents, logger, giveUp: endAfterDefect });
    endRevealsWithThePage(webContents, services);
    // Not before the window can show that the keychain is waiting for its prompt.
    webContents.once('did-finish-load', () => services.start());
  } catch (error) {
    giveUp(options, error);
  }
}

/** A start that fails must say so: without this there would be a process and no window. */
function giveUp({ electron: { app, dialog } }: AppOptions, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  // The box waits for a click; until then a start would end without a word, taken for a second one.
  app.releaseSingleInstanceLock();
  dialog.showErrorBox('KeyDesk', startFailureText(app.getPreferredSystemLanguages(), app.getPath('userData'), reason));
  app.exit(1);
}

function startServices(options: AppOptions): { services: Services; logger: Logger; zoom: Zoom } {
  const { createPorts, electron } = options;
  const { BrowserWindow, ipcMain } = electron;
  const publish = (event: EventName): void => {
    for (const window of liveWindows(BrowserWindow)) {
      window.webContents.send(event);
    }
    if (event === 'app:changed') {
      showMenu();
    }
  };
  let showMenu = (): void => {};
  const ports = createPorts(publish);
  const services = createServices(ports);
  const zoom = new Zoom({
    platform: process.platform,
    chosen: () => services.appState.get().preferences.zoomPercent,
    choose: (zoomPercent) => void services.appState.changePreferences({ zoomPercent }),
  });
  showMenu = createMenu(options, services, publish, zoom);
  showMenu();
  registerHandlers({
    ipcMain,
    handlers: createHandlers(services),
    logger: ports.logger,
    isOwnContents: (id) => liveWindows(BrowserWindow).some(({ webContents }) => webContents.id === id),
    isLocked: () => services.lock.isLocked,
  });
  return { services, logger: ports.logger, zoom };
}

/** Settles when a copied secret is off the clipboard and the child processes have ended, or the time for it is over. */
function close(services: Services): Promise<unknown> {
  const limit = new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS));
  return Promise.race([services.close(), limit]);
}

/** The clipboard first: while the message is shown, no timer of this process runs. */
async function closeAfterDefect({ electron: { app, dialog } }: AppOptions, services: Services): Promise<void> {
  try {
    await close(services);
  } finally {
    app.releaseSingleInstanceLock();
    dialog.showErrorBox(
      'KeyDesk',
      defectText(app.getPreferredSystemLanguages(), join(app.getPath('userData'), 'logs')),
    );
    app.exit(1);
  }
}

/** A page that is loaded anew or has crashed shows no secret any more and cannot say so itself. */
function endRevealsWithThePage(contents: Electron.WebContents, { reveals }: Services): void {
  contents.on('did-finish-load', () => reveals.pageGone());
  contents.on('render-process-gone', () => reveals.pageGone());
}

/** Holds the first quit back until a copied secret is off the clipboard and the child processes have ended. */
function closeBeforeQuit(app: Electron.App, services: Services): void {
  let isClosed = false;
  let isClosing = false;
  app.on('before-quit', (event) => {
    if (isClosed) {
      return;
    }
    event.preventDefault();
    if (isClosing) {
      return;
    }
    isClosing = true;
    void close(services).then(() => {
      isClosed = true;
      app.quit();
    });
  });
}

function focusWindow(window: Electron.BrowserWindow | undefined): void {
  if (window?.isMinimized()) {
    window.restore();
  }
  window?.focus();
}

/** Shows the menu of macOS in the language of the window, and in another one when that changes. */
function createMenu(
  { electron: { app, Menu } }: AppOptions,
  services: Services,
  send: Publish,
  zoom: Zoom,
): () => void {
  let shown: Language | null = null;
  return () => {
    const language = resolveLanguage(services.appState.get().preferences.language, app.getPreferredSystemLanguages());
    if (process.platform === 'darwin' && language !== shown) {
      shown = language;
      Menu.setApplicationMenu(
        Menu.buildFromTemplate(
          applicationMenu({
            language,
            send,
            lock: () => services.lock.lock(),
            zoom: (command) => zoom.change(command),
          }),
        ),
      );
    }
  };
}
