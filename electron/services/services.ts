import type {
  ActivityStore,
  Clipboard,
  Clock,
  ConnectAdminApi,
  FileDialogs,
  Logger,
  Publish,
  SamplePlatform,
  SecretStore,
  SettingsStore,
  UserFiles,
} from '../ports.ts';
import { Activity } from './activity.ts';
import type { Sha256 } from './activityChain.ts';
import { ApplicationState, type HostFacts } from './applicationState.ts';
import { Connections } from './connections.ts';
import { Credentials } from './credentials.ts';
import { KeyClipboard } from './keyClipboard.ts';
import { Keychain } from './keychain.ts';
import { Keys } from './keys.ts';
import { RecordedActions } from './recordedActions.ts';
import { SampleConnection } from './sampleConnection.ts';
import { SettingsService } from './settings.ts';

/** The outside of the application, as the services see it. */
export interface Ports {
  readonly settingsStore: SettingsStore;
  readonly secretStore: SecretStore;
  readonly connectAdminApi: ConnectAdminApi;
  readonly samplePlatform: SamplePlatform;
  readonly clipboard: Clipboard;
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
  readonly keys: Keys;
  readonly keyClipboard: KeyClipboard;
  /** The calls of the three above that are recorded. */
  readonly recorded: RecordedActions;
  readonly activity: Activity;
  /** Clears a copied secret from the clipboard and ends the child processes. Never fails. */
  readonly close: () => Promise<void>;
}

/** Puts the services together. Tests call it with in-memory ports, `main.ts` with the real ones. */
export function createServices(ports: Ports): Services {
  const { clipboard, clock, logger, publish } = ports;
  const settings = new SettingsService(ports.settingsStore);
  const keychain = new Keychain(ports.secretStore, () => {
    publish('app:changed');
    publish('connections:changed');
  });
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
    credentials: new Credentials(keychain, logger),
    sample,
    connectAdminApi: ports.connectAdminApi,
    publish,
    onTargetChanged: (connectionId) => keys.forget(connectionId),
  });
  const keys = new Keys({ open: (connectionId) => connections.open(connectionId), clock, logger });
  const keyClipboard = new KeyClipboard({ keys, clipboard, clock, logger });
  const activity = new Activity({ ...ports, store: ports.activityStore, keychain });
  return {
    appState: new ApplicationState({ settings, keychain, sample, activity, host: ports.host, publish }),
    connections,
    keys,
    keyClipboard,
    recorded: new RecordedActions({ connections, keys, keyClipboard, activity }),
    activity,
    close: async () => {
      await Promise.allSettled([keyClipboard.clear(), sample.close(), activity.close()]);
      ports.secretStore.close();
    },
  };
}
