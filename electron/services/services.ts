import { resolveLanguage } from '../../shared/model/language.ts';
import type { Preferences } from '../../shared/model/settings.ts';
import type {
  ActivityStore,
  Clipboard,
  Clock,
  ConnectAdminApi,
  ConnectionProbe,
  FileDialogs,
  Logger,
  PassphraseHash,
  Presence,
  ProtectScreen,
  Publish,
  ReadCertificate,
  SamplePlatform,
  SecretStore,
  SettingsStore,
  Sha256,
  SystemUnlock,
  UserFiles,
  WindowFocus,
} from '../ports.ts';
import { Activity } from './activity.ts';
import { ApplicationState, type HostFacts } from './applicationState.ts';
import { AppPassphrase } from './appPassphrase.ts';
import { Certificates } from './certificates.ts';
import { Connections } from './connections.ts';
import { ConnectionTransfer } from './connectionTransfer.ts';
import { Credentials } from './credentials.ts';
import { KeptSecrets } from './keptSecrets.ts';
import { KeyClipboard } from './keyClipboard.ts';
import { Keychain } from './keychain.ts';
import { Keys } from './keys.ts';
import { Lock } from './lock.ts';
import { RecordedActions } from './recordedActions.ts';
import { Reveals } from './reveals.ts';
import { SampleConnection } from './sampleConnection.ts';
import { needsName, SecretIndex } from './secretIndex.ts';
import { SettingsService } from './settings.ts';

/** The outside of the application, as the services see it. */
export interface Ports {
  readonly settingsStore: SettingsStore;
  readonly secretStore: SecretStore;
  readonly connectAdminApi: ConnectAdminApi;
  readonly connectionProbe: ConnectionProbe;
  readonly readCertificate: ReadCertificate;
  readonly samplePlatform: SamplePlatform;
  readonly clipboard: Clipboard;
  readonly focus: WindowFocus;
  readonly presence: Presence;
  readonly protectScreen: ProtectScreen;
  readonly systemUnlock: SystemUnlock;
  readonly passphraseHash: PassphraseHash;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  readonly activityStore: ActivityStore;
  readonly sha256: Sha256;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
  readonly host: HostFacts;
  /** Folder below which the sample platform keeps its database. */
  readonly sampleDataFolder: string;
}

/** Everything the window can ask for, and what has to be ended with the application. */
export interface Services {
  readonly appState: ApplicationState;
  readonly connections: Connections;
  readonly connectionTransfer: ConnectionTransfer;
  readonly certificates: Certificates;
  readonly keys: Keys;
  readonly keyClipboard: KeyClipboard;
  readonly reveals: Reveals;
  readonly lock: Lock;
  /** The calls of the three above that are recorded. */
  readonly recorded: RecordedActions;
  readonly activity: Activity;
  /** Clears a copied secret from the clipboard and ends the child processes. Never fails. */
  readonly close: () => Promise<void>;
}

/** Puts the services together. Tests call it with in-memory ports, `main.ts` with the real ones. */
export function createServices(ports: Ports): Services {
  const { clipboard, clock, logger, publish, sha256 } = ports;
  const settings = new SettingsService({
    store: ports.settingsStore,
    clock,
    onProblemChanged: () => {
      publish('app:changed');
      if (settings.storageProblem === null) {
        void keychain.leaveMemory().then(() => secretIndex.reconcile());
      }
    },
  });
  const keychain = new Keychain({
    store: ports.secretStore,
    onChanged: () => {
      publish('app:changed');
      publish('connections:changed');
    },
    mayHold: (id) => settings.storageProblem === null || !needsName(settings.current, id),
  });
  const secretIndex = new SecretIndex({ settings, keychain, logger, onChanged: () => publish('app:changed') });
  const keptSecrets = new KeptSecrets({ settings, keychain, index: secretIndex, sha256, logger });
  const sample = new SampleConnection({
    platform: ports.samplePlatform,
    keychain,
    clock,
    logger,
    dataFolder: ports.sampleDataFolder,
    onChanged: () => publish('connections:changed'),
  });
  const connections = new Connections({
    settings,
    credentials: new Credentials({ keychain, sha256, logger }),
    secretIndex,
    sample,
    connectAdminApi: ports.connectAdminApi,
    readCertificate: ports.readCertificate,
    testing: { probe: ports.connectionProbe, clock },
    publish,
    onTargetChanged: (connectionId) => {
      keys.forget(connectionId);
      if (!settings.current.connections.some(({ id }) => id === connectionId)) {
        void keyClipboard.forgetConnection(connectionId);
      }
    },
  });
  const keys = new Keys({ open: (connectionId) => connections.open(connectionId), keptSecrets, clock, logger });
  const preferences = (): Preferences => settings.current.preferences;
  const keyClipboard = new KeyClipboard({
    keys,
    clipboard,
    focus: ports.focus,
    sha256,
    clock,
    logger,
    preferences,
    onChanged: () => publish('clipboard:changed'),
  });
  const reveals = new Reveals({
    keys,
    clock,
    protectScreen: ports.protectScreen,
    onEnded: () => publish('reveal:ended'),
  });
  const lock = new Lock({
    passphrase: new AppPassphrase({ settings, keychain, passphraseHash: ports.passphraseHash, clock }),
    preferences,
    presence: ports.presence,
    systemUnlock: ports.systemUnlock,
    clock,
    language: () => resolveLanguage(preferences().language, ports.host.systemLanguages()),
    hideSecrets: () => {
      reveals.end();
      void keyClipboard.lock();
    },
    onChanged: () => publish('app:changed'),
  });
  const { fileDialogs, userFiles, readCertificate, host } = ports;
  const files = { fileDialogs, userFiles, readCertificate };
  const activity = new Activity({ ...ports, store: ports.activityStore, keychain });
  return {
    appState: new ApplicationState({ settings, keychain, secretIndex, sample, lock, activity, host, publish }),
    connections,
    connectionTransfer: new ConnectionTransfer({ connections, ...files }),
    certificates: new Certificates(files),
    keys,
    keyClipboard,
    reveals,
    lock,
    recorded: new RecordedActions({ connections, keys, keyClipboard, reveals, activity }),
    activity,
    close: async () => {
      await Promise.allSettled([keyClipboard.close(), sample.close(), activity.close()]);
      settings.close();
      ports.secretStore.close();
    },
  };
}
