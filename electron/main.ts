/** The composition root: the only file that knows every adapter. */
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, net, protocol, session } from 'electron';
import { createActivityStore } from './adapters/activityFile.ts';
import { electronClipboard } from './adapters/electronClipboard.ts';
import { electronFileDialogs } from './adapters/electronFileDialogs.ts';
import { createSettingsStore } from './adapters/electronSettingsStore.ts';
import { createFileLogger } from './adapters/fileLogger.ts';
import { httpAdminApi } from './adapters/httpAdminApi.ts';
import { KeychainClient } from './adapters/keychainClient.ts';
import { KeychainSecretStore } from './adapters/keychainSecretStore.ts';
import { createSamplePlatform } from './adapters/samplePlatformProcess.ts';
import { sha256 } from './adapters/sha256.ts';
import { systemClock as clock } from './adapters/systemClock.ts';
import { userFiles } from './adapters/userFiles.ts';
import { utilityChildProcess } from './adapters/utilityChildProcess.ts';
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
      fileDialogs: electronFileDialogs(dialog, () => BrowserWindow.getAllWindows()[0]),
      userFiles,
      activityStore: createActivityStore(join(dataFolder, 'activity')),
      sha256,
      sampleDataFolder: join(dataFolder, 'sample-platform'),
      host: { version: app.getVersion(), systemLanguages: () => app.getPreferredSystemLanguages() },
    };
  },
});
