import { join } from 'node:path';
import type * as Electron from 'electron';
import type { EventName } from '../shared/ipc/events.ts';
import { KEY_LINK_SCHEME } from '../shared/model/keyLink.ts';
import { type Language, resolveLanguage } from '../shared/model/language.ts';
import { answerCalls } from './answerCalls.ts';
import { applicationMenu } from './applicationMenu.ts';
import { closeServices } from './closeServices.ts';
import { findRejectedSwitch } from './commandLine.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerHandlers } from './ipc/register.ts';
import { type LinkSources, listenForLinks } from './linkSources.ts';
import { focusWindow, liveWindows } from './liveWindows.ts';
import { APP_SCHEME } from './ownPage.ts';
import { recoverPage } from './pageRecovery.ts';
import type { Publish } from './ports.ts';
import { watchFailures } from './processFailures.ts';
import { createPageHandler, SCHEME_PRIVILEGES } from './protocol.ts';
import { type CreateCall, requestInstance } from './requestInstance.ts';
import { denyPermissions, restrictNavigation } from './security.ts';
import type { Ports } from './services/servicePorts.ts';
import { createServices, type Services } from './services/services.ts';
import { defectText, rejectedSwitchText, startFailureText } from './startFailureText.ts';
import { createWindow } from './window.ts';
import { placeWindow, rememberPlace } from './windowPlace.ts';
import { Zoom } from './zoom.ts';

/**
 * Time from the load of the page to the start of the services, in milliseconds: the process of the keychain, and fetching again
 * what it changes, would compete with the first rows.
 */
export const SERVICES_DELAY_MS = 500;

/** Dependencies of the application, supplied by `main.ts`. */
export interface AppOptions {
  /** The Electron modules used; injected for tests. */
  readonly electron: Pick<
    typeof Electron,
    'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'nativeTheme' | 'protocol' | 'screen' | 'session'
  >;
  /** The main process, watched for defects; injected for tests. */
  readonly process: Pick<NodeJS.Process, 'on' | 'argv' | 'getuid'>;
  /** Folder of the built page, and absolute path of the compiled preload. */
  readonly paths: { readonly page: string; readonly preload: string };
  /** Whether the display server tells the position of a window, which Wayland does not. */
  readonly hasWindowPosition: boolean;
  /** Creates a call to the process that uses the data folder, if it is not this one. */
  readonly createCall: CreateCall;
  /** Creates the adapters. Called only in the single instance, since they open files. */
  readonly createPorts: (publish: Publish) => Ports;
}

/**
 * Starts the application: ensures a single instance, then sets up the protection of the page, the handlers and, last,
 * the window. Returns before Electron is ready; what Electron requires before that is done synchronously.
 */
export function startApp(options: AppOptions): void {
  const { app, dialog, protocol } = options.electron;
  // Only when packaged: in development, debuggers are attached with the same switches.
  const rejectedSwitch = app.isPackaged ? findRejectedSwitch(app.commandLine) : null;
  if (rejectedSwitch !== null) {
    dialog.showErrorBox('KeyDesk', rejectedSwitchText(app.getPreferredSystemLanguages(), rejectedSwitch));
    app.exit(1);
    return;
  }
  // Root has no sandbox, and Electron ends child processes that require one: there would be no network, no keychain and
  // no platform. The window still requests its own sandbox (window.ts).
  if (options.process.getuid?.() !== 0) {
    app.enableSandbox();
  }
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: SCHEME_PRIVILEGES }]);
  const call = requestInstance(app, options.createCall, 'window');
  if (call === null) {
    startOnlyInstance(options);
  } else {
    void waitForInstance(options, call);
  }
}

/** Quits once the running instance has shown its window, or starts when a command that was running has ended. */
async function waitForInstance(
  options: AppOptions,
  first: NonNullable<ReturnType<typeof requestInstance>>,
): Promise<void> {
  const { app } = options.electron;
  for (
    let call: typeof first | null = first;
    call !== null;
    call = requestInstance(app, options.createCall, 'window')
  ) {
    if ((await call.finish({ wants: 'window' }, null, true)) !== 'again') {
      app.quit();
      return;
    }
  }
  startOnlyInstance(options);
}

function startOnlyInstance(options: AppOptions): void {
  const { app, BrowserWindow } = options.electron;
  app.on('web-contents-created', (_event, contents) => restrictNavigation(contents));
  const links = listenForLinks(app, options.process.argv, () => focusWindow(liveWindows(BrowserWindow)[0]));
  app.on('window-all-closed', () => app.quit());

  app.whenReady().then(
    () => openWindow(options, links),
    (error: unknown) => giveUp(options, error),
  );
}

function openWindow(options: AppOptions, links: LinkSources): void {
  const { app, BrowserWindow, Menu, nativeTheme, protocol, screen, session } = options.electron;
  try {
    Menu.setApplicationMenu(null);
    denyPermissions(session.defaultSession);
    protocol.handle(APP_SCHEME, createPageHandler(options.paths.page));
    const { services, ports, zoom } = startServices(options);
    const { logger } = ports;
    services.readAhead();
    const endAfterDefect = (): void => void closeAfterDefect(options, services);
    watchFailures({ process: options.process, logger, end: endAfterDefect });
    const isClosing = closeBeforeQuit(app, services);
    answerCalls({ app, services, ports, showWindow: () => {}, isClosing });
    if (app.isPackaged) {
      // In a checkout, this would register Electron itself for the links.
      app.setAsDefaultProtocolClient(KEY_LINK_SCHEME);
    }
    links.deliverTo((texts) => services.keyLinks.open(texts));
    const place = placeWindow(services.windowState.get(), screen);
    const window = createWindow({
      BrowserWindow,
      preload: options.paths.preload,
      isPackaged: app.isPackaged,
      prefersDark: nativeTheme.shouldUseDarkColors,
      place,
    });
    const { webContents } = window;
    rememberPlace({ window, place, hasPosition: options.hasWindowPosition, save: services.windowState.set });
    zoom.attach(webContents);
    recoverPage({ contents: webContents, logger, giveUp: endAfterDefect });
    endRevealsWithPage(webContents, services);
    // After the load, so that the window can show that a keychain prompt is open.
    webContents.once('did-finish-load', () => {
      ports.clock.schedule(SERVICES_DELAY_MS, () => {
        if (!isClosing()) {
          services.start();
        }
      });
    });
  } catch (error) {
    giveUp(options, error);
  }
}

/** Reports a failed start and exits; otherwise a process without a window would remain. */
function giveUp({ electron: { app, dialog } }: AppOptions, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  // While the box is open, another start would exit silently as a second instance.
  app.releaseSingleInstanceLock();
  dialog.showErrorBox('KeyDesk', startFailureText(app.getPreferredSystemLanguages(), app.getPath('userData'), reason));
  app.exit(1);
}

function startServices(options: AppOptions): { services: Services; ports: Ports; zoom: Zoom } {
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
    current: () => services.appState.get().preferences.zoomPercent,
    change: (zoomPercent) => void services.appState.changePreferences({ zoomPercent }),
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
  return { services, ports, zoom };
}

/** Clears the clipboard first: while the message is shown, no timer of this process runs. */
async function closeAfterDefect({ electron: { app, dialog } }: AppOptions, services: Services): Promise<void> {
  try {
    await closeServices(services);
  } finally {
    app.releaseSingleInstanceLock();
    dialog.showErrorBox(
      'KeyDesk',
      defectText(app.getPreferredSystemLanguages(), join(app.getPath('userData'), 'logs')),
    );
    app.exit(1);
  }
}

/** Ends reveals when the page was reloaded or has crashed: it shows no secret then, but cannot report that. */
function endRevealsWithPage(contents: Electron.WebContents, { reveals }: Services): void {
  contents.on('did-finish-load', () => reveals.pageGone());
  contents.on('render-process-gone', () => reveals.pageGone());
}

/** Delays quitting until a copied secret is cleared and the child processes have ended. Returns whether it has begun. */
function closeBeforeQuit(app: Electron.App, services: Services): () => boolean {
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
    void closeServices(services).then(() => {
      isClosed = true;
      app.quit();
    });
  });
  return () => isClosing;
}

/** Returns a function that updates the menu of macOS after a change of language. */
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
