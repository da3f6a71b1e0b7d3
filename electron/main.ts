/** Composition root: the only file that imports all adapters. */
import './environment.ts';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  type Session,
  screen,
  session,
  shell,
  systemPreferences,
} from 'electron';
import { createAccessLogReader } from './adapters/accessLogs/accessLogReader.ts';
import { icsFormat } from './adapters/calendar/icsFile.ts';
import { createSettingsStore } from './adapters/files/electronSettingsStore.ts';
import { hasSampleData, ownsItem } from './adapters/files/folderContents.ts';
import { createJournalStore } from './adapters/files/journalFiles.ts';
import { createKeyListStore } from './adapters/files/keyListCacheFiles.ts';
import { createKeyNoteStore } from './adapters/files/keyNoteFiles.ts';
import { createLastUseStore } from './adapters/files/lastUseFiles.ts';
import { createPrivateFolders } from './adapters/files/privateFolders.ts';
import { createReminderStore } from './adapters/files/reminderFiles.ts';
import { userFiles } from './adapters/files/userFiles.ts';
import { createCustomCaTransport } from './adapters/http/customCaTransport.ts';
import { type HttpAdminApiOptions, httpAdminApi } from './adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from './adapters/http/httpConnectionProbe.ts';
import { openNetwork } from './adapters/http/network.ts';
import { readCertificates } from './adapters/http/readCertificates.ts';
import { createSystemTransport } from './adapters/http/systemTransport.ts';
import { KeychainClient } from './adapters/keychain/keychainClient.ts';
import { openKeychainFolder } from './adapters/keychain/keychainFolder.ts';
import { withEnglishTexts } from './adapters/keychain/keychainReason.ts';
import { KeychainSecretStore } from './adapters/keychain/keychainSecretStore.ts';
import { inspectSecretService, type SecretServiceState, SYSTEM_KEYCHAIN } from './adapters/keychain/secretService.ts';
import { createFileLogger } from './adapters/log/fileLogger.ts';
import { createSamplePlatform } from './adapters/processes/samplePlatformProcess.ts';
import { utilityChildProcess } from './adapters/processes/utilityChildProcess.ts';
import { createFileEncryption } from './adapters/protectedFiles/fileEncryption.ts';
import { createFolderScanner } from './adapters/scan/folderScanner.ts';
import { displayServer, isWaylandSession } from './adapters/system/displayServer.ts';
import { electronBrowser } from './adapters/system/electronBrowser.ts';
import { electronClipboard } from './adapters/system/electronClipboard.ts';
import { electronFileDialogs } from './adapters/system/electronFileDialogs.ts';
import { APP_USER_MODEL_ID, electronNotifications } from './adapters/system/electronNotifications.ts';
import { electronPresence } from './adapters/system/electronPresence.ts';
import { electronPrinter } from './adapters/system/electronPrinter.ts';
import { localKeyringInstallCommand } from './adapters/system/linuxDistribution.ts';
import { noPresence } from './adapters/system/noPresence.ts';
import { watchOwnInput } from './adapters/system/ownInput.ts';
import { watchScreenLock } from './adapters/system/screenLockWatch.ts';
import { scryptPassphrase } from './adapters/system/scryptPassphrase.ts';
import { hasSessionBus, sessionBus } from './adapters/system/sessionBus.ts';
import { systemClock as clock } from './adapters/system/systemClock.ts';
import { systemTimeZone } from './adapters/system/systemTimeZone.ts';
import { touchIdUnlock } from './adapters/system/touchIdUnlock.ts';
import { createWindowFocus } from './adapters/system/windowFocus.ts';
import { createTableWriter } from './adapters/tables/tableWriter.ts';
import { InstanceCall } from './adapters/terminal/instanceCall.ts';
import { startApp } from './app.ts';
import { commandArguments } from './cli/commandNames.ts';
import { focusWindow, liveWindows } from './liveWindows.ts';
import { APP_SCHEME } from './ownPage.ts';
import type { Logger, Presence, PrintPdf, Publish } from './ports.ts';
import { createPrintWindow } from './printWindow.ts';
import type { CreateCall } from './requestInstance.ts';
import { denyPermissions } from './security.ts';
import type { Ports } from './services/servicePorts.ts';
import { startCommand } from './startCommand.ts';

const compiled = import.meta.dirname;
if (process.platform === 'win32') {
  app.setAppUserModelId(APP_USER_MODEL_ID);
}
const ozonePlatform = app.commandLine.getSwitchValue('ozone-platform');

const words = process.argv.slice(app.isPackaged ? 1 : 2);
const command = commandArguments(words);
const createCall: CreateCall = (wants) => new InstanceCall(wants);

if (command === null) {
  startApp({
    electron: { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session },
    process,
    paths: { page: join(compiled, '../renderer'), preload: join(compiled, '../preload/preload.cjs') },
    hasWindowPosition:
      process.platform !== 'linux' || displayServer(ozonePlatform, process.env.XDG_SESSION_TYPE) === 'x11',
    createCall,
    createPorts: (publish) => createPorts(publish, true),
  });
} else {
  startCommand({ app, process, words: command, createCall, createPorts: (publish) => createPorts(publish, false) });
}

/** Creates the adapters of the window or, without one, of a command of the command line. */
function createPorts(publish: Publish, hasWindow: boolean): Ports {
  const dataFolder = app.getPath('userData');
  const sampleDataFolder = join(dataFolder, 'sample-platform');
  const logger = createFileLogger(join(dataFolder, 'logs'));
  const folders = createPrivateFolders({ logger });
  // Before the settings, whose file may be created here.
  const keychainFolder = openKeychainFolder({ folder: dataFolder, folders, now: clock.now, logger });
  const settingsStore = createSettingsStore({ folder: dataFolder, folders, now: clock.now, ipcMain, logger });
  const network = openNetwork({
    system: createSystemTransport(net, () => session.defaultSession),
    createCustomCaTransport,
    userAgent: `KeyDesk/${app.getVersion()}`,
    now: clock.now,
  });
  powerMonitor.on('resume', () => network.dropConnections());
  const http: HttpAdminApiOptions = {
    fetch: network.fetch,
    fetchTrusting: network.fetchTrusting,
    clock,
    random: Math.random,
  };
  const startKeychain = utilityChildProcess(
    join(compiled, 'keychainWorker.js'),
    'KeyDesk keychain',
    logger,
    withEnglishTexts(process.env),
  );
  const inspectKeychain = (): Promise<SecretServiceState> =>
    process.platform === 'linux'
      ? inspectSecretService(hasSessionBus(process.env) ? sessionBus(process.env) : null)
      : Promise.resolve(SYSTEM_KEYCHAIN);
  const startPlatform = utilityChildProcess(join(compiled, 'platformProcess.js'), 'KeyDesk sample platform', logger);
  const startTable = utilityChildProcess(join(compiled, 'tableProcess.js'), 'KeyDesk table', logger);
  const startEncryption = utilityChildProcess(
    join(compiled, 'protectedFileProcess.js'),
    'KeyDesk file encryption',
    logger,
  );
  const startScan = utilityChildProcess(join(compiled, 'scanProcess.js'), 'KeyDesk search in files', logger);
  return {
    publish,
    logger,
    clock,
    settingsStore,
    folderRights: folders,
    secretStore: new KeychainSecretStore({
      client: new KeychainClient({ startWorker: startKeychain, inspect: inspectKeychain, clock, logger }),
      folder: keychainFolder,
      owns: (item, secret) => ownsItem(dataFolder, item, secret),
    }),
    connectAdminApi: httpAdminApi(http),
    connectionProbe: httpConnectionProbe({
      ...http,
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    }),
    readCertificates,
    samplePlatform: createSamplePlatform({ startProcess: startPlatform, clock, logger }),
    clipboard: electronClipboard,
    focus: createWindowFocus(app),
    presence: hasWindow ? watchPresence(logger) : noPresence,
    protectScreen: (isProtected) => {
      for (const window of liveWindows(BrowserWindow)) {
        window.setContentProtection(isProtected);
      }
    },
    systemUnlock: touchIdUnlock(process.platform, systemPreferences),
    passphraseHash: scryptPassphrase,
    fileDialogs: electronFileDialogs(dialog, () => liveWindows(BrowserWindow)[0]),
    userFiles,
    encryptFile: createFileEncryption({ startProcess: startEncryption, logger }),
    writeTable: createTableWriter({ startProcess: startTable, logger }),
    printPdf: createPrinter(),
    readAccessLogs: createAccessLogReader({
      startProcess: utilityChildProcess(join(compiled, 'accessLogProcess.js'), 'KeyDesk access logs', logger),
      logger,
    }),
    scanFolder: createFolderScanner({ startProcess: startScan, clock, logger }),
    region: { locale: () => app.getSystemLocale(), timeZone: systemTimeZone },
    keyListStore: createKeyListStore({ folder: join(dataFolder, 'key-lists'), folders, now: clock.now, logger }),
    notifications: electronNotifications({
      ...{ Notification, platform: process.platform, clock, logger },
      showWindow: () => focusWindow(liveWindows(BrowserWindow)[0]),
    }),
    openInBrowser: electronBrowser(shell, logger),
    reminderStore: createReminderStore({ folder: join(dataFolder, 'reminders'), folders, now: clock.now, logger }),
    calendarFormat: icsFormat,
    keyNoteStore: createKeyNoteStore({ folder: join(dataFolder, 'notes'), folders, now: clock.now, logger }),
    lastUseStore: createLastUseStore({ folder: join(dataFolder, 'last-use'), folders, now: clock.now, logger }),
    activityStore: createJournalStore(join(dataFolder, 'activity'), folders),
    bulkJournalStore: createJournalStore(join(dataFolder, 'bulk'), folders),
    incidentStore: createJournalStore(join(dataFolder, 'incidents'), folders),
    disabledKeyStore: createJournalStore(join(dataFolder, 'disabled-keys'), folders),
    rotationStore: createJournalStore(join(dataFolder, 'rotations'), folders),
    sampleDataFolder,
    hasSampleData: () => hasSampleData(sampleDataFolder),
    host: {
      version: app.getVersion(),
      systemLanguages: () => app.getPreferredSystemLanguages(),
      keyringInstallCommand: process.platform === 'linux' ? localKeyringInstallCommand() : null,
    },
  };
}

/** Prints in a session of its own, which has no files and is lost with the process. */
function createPrinter(): PrintPdf {
  const printing = (): Session => session.fromPartition('print', { cache: false });
  return electronPrinter({
    scheme: APP_SCHEME,
    protocol: () => printing().protocol,
    createWindow: () => {
      denyPermissions(printing());
      return createPrintWindow(BrowserWindow, printing());
    },
  });
}

function watchPresence(logger: Logger): Presence {
  return electronPresence({
    powerMonitor,
    isWayland: isWaylandSession(process.platform, ozonePlatform, process.env.XDG_SESSION_TYPE),
    ownIdleSeconds: watchOwnInput(app, clock.now),
    screenLock: process.platform === 'linux' ? watchScreenLock(process.env, logger, clock) : null,
  });
}
