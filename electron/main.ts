/** The composition root: the only file that knows every adapter. */
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  session,
  systemPreferences,
} from 'electron';
import { electronClipboard } from './adapters/electronClipboard.ts';
import { electronPresence } from './adapters/electronPresence.ts';
import { createSettingsStore } from './adapters/electronSettingsStore.ts';
import { createFileLogger } from './adapters/fileLogger.ts';
import { httpAdminApi } from './adapters/httpAdminApi.ts';
import { KeychainClient } from './adapters/keychainClient.ts';
import { KeychainSecretStore } from './adapters/keychainSecretStore.ts';
import { createSamplePlatform } from './adapters/samplePlatformProcess.ts';
import { scryptPassphrase } from './adapters/scryptPassphrase.ts';
import { systemClock as clock } from './adapters/systemClock.ts';
import { touchIdUnlock } from './adapters/touchIdUnlock.ts';
import { utilityChildProcess } from './adapters/utilityChildProcess.ts';
import { createWindowFocus } from './adapters/windowFocus.ts';
import { startApp } from './app.ts';

const compiled = import.meta.dirname;

startApp({
  electron: { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, session },
  paths: { page: join(compiled, '../renderer'), preload: join(compiled, '../preload/preload.cjs') },
  createPorts: (publish) => {
    const dataFolder = app.getPath('userData');
    const logger = createFileLogger(join(dataFolder, 'logs'));
    const settingsStore = createSettingsStore(dataFolder, clock.now, ipcMain);
    const startKeychain = utilityChildProcess(join(compiled, 'keychainWorker.js'), 'KeyDesk keychain');
    const startPlatform = utilityChildProcess(join(compiled, 'platformProcess.js'), 'KeyDesk sample platform');
    return {
      publish,
      logger,
      clock,
      settingsStore,
      secretStore: new KeychainSecretStore(new KeychainClient({ startWorker: startKeychain, clock, logger })),
      connectAdminApi: httpAdminApi((url, init) => net.fetch(url, { ...init, bypassCustomProtocolHandlers: true })),
      samplePlatform: createSamplePlatform({ startProcess: startPlatform, clock, logger }),
      clipboard: electronClipboard,
      focus: createWindowFocus(app),
      presence: electronPresence(powerMonitor),
      protectScreen: (isProtected) => {
        for (const window of BrowserWindow.getAllWindows()) {
          window.setContentProtection(isProtected);
        }
      },
      systemUnlock: touchIdUnlock(process.platform, systemPreferences),
      passphraseHash: scryptPassphrase,
      sampleDataFolder: join(dataFolder, 'sample-platform'),
      host: { version: app.getVersion(), systemLanguages: () => app.getPreferredSystemLanguages() },
    };
  },
});
