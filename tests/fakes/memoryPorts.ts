import { icsFormat } from '../../electron/adapters/calendar/icsFile.ts';
import type { AdminApiTarget, SamplePlatformOptions } from '../../electron/ports.ts';
import type { Ports } from '../../electron/services/servicePorts.ts';
import type { EventName } from '../../shared/ipc/events.ts';
import { ManualClock } from './manualClock.ts';
import { MemoryAccessLogs } from './memoryAccessLogs.ts';
import { MemoryAdminApi } from './memoryAdminApi.ts';
import { readSampleCertificates } from './memoryCertificates.ts';
import { MemoryClipboard } from './memoryClipboard.ts';
import { MemoryConnectionProbe } from './memoryConnectionProbe.ts';
import { MemoryEncryption } from './memoryEncryption.ts';
import { MemoryFileDialogs } from './memoryFileDialogs.ts';
import { MemoryFolderScan } from './memoryFolderScan.ts';
import { MemoryJournalStore } from './memoryJournalStore.ts';
import { MemoryKeyListStore } from './memoryKeyListStore.ts';
import { MemoryKeyNoteStore } from './memoryKeyNoteStore.ts';
import { MemoryLastUseStore } from './memoryLastUseStore.ts';
import { MemoryLogger } from './memoryLogger.ts';
import { MemoryNotifications } from './memoryNotifications.ts';
import { MemoryPassphraseHash } from './memoryPassphraseHash.ts';
import { MemoryFocus, MemoryPresence, MemorySystemUnlock } from './memoryPresence.ts';
import { MemoryPrinter } from './memoryPrinter.ts';
import { MemoryReminderStore } from './memoryReminderStore.ts';
import { MemorySecretStore } from './memorySecretStore.ts';
import { MemorySettingsStore } from './memorySettingsStore.ts';
import { MemoryTables } from './memoryTables.ts';
import { MemoryUserFiles } from './memoryUserFiles.ts';

/** All ports in memory, each reachable by its own type, with a record of what was published and connected to. */
export function createMemoryPorts(clock = new ManualClock()) {
  const adminApi = new MemoryAdminApi(['authkey.1', 'authkey.2']);
  const published: EventName[] = [];
  const targets: AdminApiTarget[] = [];
  const platformStarts: SamplePlatformOptions[] = [];
  const clockListeners: ((offsetMs: number) => void)[] = [];
  const screenProtection: boolean[] = [];
  const openedPages: string[] = [];
  const tables = new MemoryTables();
  const folderScan = new MemoryFolderScan();
  const accessLogs = new MemoryAccessLogs();
  const printer = new MemoryPrinter();
  const adapters = {
    activityStore: new MemoryJournalStore(),
    bulkJournalStore: new MemoryJournalStore(),
    incidentStore: new MemoryJournalStore(),
    disabledKeyStore: new MemoryJournalStore(),
    rotationStore: new MemoryJournalStore(),
    keyListStore: new MemoryKeyListStore(),
    keyNoteStore: new MemoryKeyNoteStore(),
    lastUseStore: new MemoryLastUseStore(),
    notifications: new MemoryNotifications(),
    reminderStore: new MemoryReminderStore(),
    calendarFormat: icsFormat,
    clipboard: new MemoryClipboard(),
    clock,
    focus: new MemoryFocus(),
    presence: new MemoryPresence(),
    systemUnlock: new MemorySystemUnlock(),
    passphraseHash: new MemoryPassphraseHash(),
    connectionProbe: new MemoryConnectionProbe(),
    encryption: new MemoryEncryption(),
    fileDialogs: new MemoryFileDialogs(),
    logger: new MemoryLogger(),
    secretStore: new MemorySecretStore(),
    settingsStore: new MemorySettingsStore(),
    userFiles: new MemoryUserFiles(),
  };
  const ports: Ports = {
    ...adapters,
    encryptFile: adapters.encryption.encrypt,
    writeTable: tables.write,
    printPdf: printer.print,
    readAccessLogs: accessLogs.read,
    scanFolder: folderScan.search,
    region: tables.regionPort,
    protectScreen: (isProtected) => void screenProtection.push(isProtected),
    openInBrowser: async (url) => openedPages.push(url) > 0,
    readCertificates: readSampleCertificates,
    folderRights: { open: null, onFound: () => {} },
    connectAdminApi: (target, onClockOffset = () => {}) => {
      targets.push(target);
      clockListeners.push(onClockOffset);
      return adminApi;
    },
    samplePlatform: {
      start: async (options) => {
        platformStarts.push(options);
        return { address: 'http://127.0.0.1:1' };
      },
      stop: async () => {},
      onUnexpectedExit: () => {},
    },
    publish: (event) => void published.push(event),
    host: { version: '1.2.3', systemLanguages: () => ['en-GB'], keyringInstallCommand: null },
    sampleDataFolder: '/data/sample-platform',
    hasSampleData: () => platformStarts.some(({ dataFolder }) => dataFolder !== null),
  };
  return {
    ...adapters,
    tables,
    folderScan,
    accessLogs,
    printer,
    ports,
    adminApi,
    published,
    targets,
    clockListeners,
    platformStarts,
    screenProtection,
    openedPages,
  };
}

/** What {@link createMemoryPorts} gives. */
export type MemoryPorts = ReturnType<typeof createMemoryPorts>;
