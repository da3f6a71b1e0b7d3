import type {
  Clipboard,
  Clock,
  ConnectAdminApi,
  Logger,
  Publish,
  SamplePlatform,
  SecretStore,
  SettingsStore,
} from '../ports.ts';
import { ApplicationState, type HostFacts } from './applicationState.ts';
import { Connections } from './connections.ts';
import { Credentials } from './credentials.ts';
import { Keys } from './keys.ts';
import { SampleConnection } from './sampleConnection.ts';
import { SecretClipboard } from './secretClipboard.ts';
import { SettingsService } from './settings.ts';

/** The outside of the application, as the services see it. */
export interface Ports {
  readonly settingsStore: SettingsStore;
  readonly secretStore: SecretStore;
  readonly connectAdminApi: ConnectAdminApi;
  readonly samplePlatform: SamplePlatform;
  readonly clipboard: Clipboard;
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
  readonly secretClipboard: SecretClipboard;
  /** Clears a copied secret from the clipboard and ends the child processes. Never fails. */
  readonly close: () => Promise<void>;
}

/** Puts the services together. Tests call it with in-memory ports, `main.ts` with the real ones. */
export function createServices(ports: Ports): Services {
  const { clipboard, clock, logger, publish } = ports;
  const settings = new SettingsService(ports.settingsStore);
  const credentials = new Credentials(ports.secretStore, logger, () => publish('app:changed'));
  const sample = new SampleConnection({
    platform: ports.samplePlatform,
    credentials,
    logger,
    dataFolder: ports.sampleDataFolder,
    onChanged: () => publish('connections:changed'),
  });
  const connections = new Connections({
    settings,
    credentials,
    sample,
    connectAdminApi: ports.connectAdminApi,
    publish,
  });
  const open = connections.open.bind(connections);
  const secretClipboard = new SecretClipboard({ open, clipboard, clock, logger });
  return {
    appState: new ApplicationState(settings, credentials, ports.host, publish),
    connections,
    keys: new Keys(open, clock),
    secretClipboard,
    close: async () => {
      await Promise.allSettled([secretClipboard.clear(), sample.close()]);
      ports.secretStore.close();
    },
  };
}
