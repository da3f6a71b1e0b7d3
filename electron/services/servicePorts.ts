import type {
  CalendarFormat,
  Clipboard,
  Clock,
  ConnectAdminApi,
  ConnectionProbe,
  EncryptFile,
  FileDialogs,
  FolderRights,
  JournalStore,
  KeyListStore,
  KeyNoteStore,
  LastUseStore,
  Logger,
  Notifications,
  OpenInBrowser,
  PassphraseHash,
  Presence,
  PrintPdf,
  ProtectScreen,
  Publish,
  ReadAccessLogs,
  ReadCertificates,
  Region,
  ReminderStore,
  SamplePlatform,
  ScanFolder,
  SecretStore,
  SettingsStore,
  SystemUnlock,
  UserFiles,
  WindowFocus,
  WriteTable,
} from '../ports.ts';
import type { HostFacts } from './settings/applicationState.ts';

/** The ports that the services use. */
export interface Ports {
  readonly settingsStore: SettingsStore;
  readonly folderRights: FolderRights;
  readonly secretStore: SecretStore;
  readonly connectAdminApi: ConnectAdminApi;
  readonly connectionProbe: ConnectionProbe;
  readonly readCertificates: ReadCertificates;
  readonly samplePlatform: SamplePlatform;
  readonly clipboard: Clipboard;
  readonly focus: WindowFocus;
  readonly presence: Presence;
  readonly protectScreen: ProtectScreen;
  readonly systemUnlock: SystemUnlock;
  readonly passphraseHash: PassphraseHash;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  readonly writeTable: WriteTable;
  readonly printPdf: PrintPdf;
  readonly encryptFile: EncryptFile;
  readonly scanFolder: ScanFolder;
  readonly region: Region;
  readonly activityStore: JournalStore;
  /** Separate from {@link activityStore}, whose journals are shown. */
  readonly bulkJournalStore: JournalStore;
  /** What is needed to restore disabled keys. */
  readonly disabledKeyStore: JournalStore;
  /** Records of incidents. */
  readonly incidentStore: JournalStore;
  readonly rotationStore: JournalStore;
  readonly keyListStore: KeyListStore;
  readonly keyNoteStore: KeyNoteStore;
  readonly lastUseStore: LastUseStore;
  readonly readAccessLogs: ReadAccessLogs;
  readonly notifications: Notifications;
  readonly openInBrowser: OpenInBrowser;
  readonly reminderStore: ReminderStore;
  readonly calendarFormat: CalendarFormat;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
  readonly host: HostFacts;
  /** Parent folder of the database of the sample platform. */
  readonly sampleDataFolder: string;
  /** Whether it contains a database of the sample platform. */
  readonly hasSampleData: () => boolean;
}
