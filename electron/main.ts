/** The composition root: the only file that knows every adapter. */
import './environment.ts';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, net, protocol, session } from 'electron';
import { electronClipboard } from './adapters/electronClipboard.ts';
import { createSettingsStore } from './adapters/electronSettingsStore.ts';
import { createFileLogger } from './adapters/fileLogger.ts';
import { httpAdminApi } from './adapters/httpAdminApi.ts';
import { KeychainClient } from './adapters/keychainClient.ts';
import { KeychainSecretStore } from './adapters/keychainSecretStore.ts';
import { createSamplePlatform } from './adapters/samplePlatformProcess.ts';
import { systemClock as clock } from './adapters/systemClock.ts';
import { utilityChildProcess } from './adapters/utilityChildProcess.ts';
import { startApp } from './app.ts';

const compiled = import.meta.dirname;

startApp({
  electron: { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, session },
  process,
  paths: { page: join(compiled, '../renderer'), preload: join(compiled, '../preload/preload.cjs') },
  createPorts: (publish) => {
    const dataFolder = app.getPath('userData');
    const logger = createFileLogger(join(dataFolder, 'logs'));
    const settingsStore = createSettingsStore(dataFolder, clock.now, ipcMain);
    const startKeychain = utilityChildProcess(join(compiled, 'keychainWorker.js'), 'KeyDesk keychain', logger);
    const startPlatform = utilityChildProcess(join(compiled, 'platformProcess.js'), 'KeyDesk sample platform', logger);
    return {
      publish,
      logger,
      clock,
      settingsStore,
      secretStore: new KeychainSecretStore(new KeychainClient({ startWorker: startKeychain, clock, logger })),
      connectAdminApi: httpAdminApi((url, init) => net.fetch(url, { ...init, bypassCustomProtocolHandlers: true })),
      samplePlatform: createSamplePlatform({ startProcess: startPlatform, clock, logger }),
      clipboard: electronClipboard,
      sampleDataFolder: join(dataFolder, 'sample-platform'),
      host: { version: app.getVersion(), systemLanguages: () => app.getPreferredSystemLanguages() },
    };
  },
});
