import type { Clock, FolderRights, Logger, Publish, SecretStore, SettingsStore } from '../../ports.ts';
import { SettingsService } from '../settings/settings.ts';
import { CachedSecrets } from './cachedSecrets.ts';
import { Credentials } from './credentials.ts';
import { Keychain } from './keychain.ts';
import { needsName, SecretIndex } from './secretIndex.ts';

/** The settings and the services over the keychain, whose items the settings name. */
export interface SecretServices {
  readonly settings: SettingsService;
  readonly keychain: Keychain;
  readonly secretIndex: SecretIndex;
  readonly cachedSecrets: CachedSecrets;
  readonly credentials: Credentials;
}

/** Dependencies of {@link createSecretServices}. */
export interface SecretServicesOptions {
  readonly settingsStore: SettingsStore;
  readonly secretStore: SecretStore;
  readonly folderRights: FolderRights;
  readonly logger: Logger;
  readonly publish: Publish;
  readonly clock: Clock;
}

/** Creates the services of the settings and of the keychain. */
export function createSecretServices(options: SecretServicesOptions): SecretServices {
  const { settingsStore, secretStore, folderRights, logger, publish, clock } = options;
  const settings = new SettingsService({
    store: settingsStore,
    clock,
    onProblemChanged: () => {
      publish('app:changed');
      if (settings.storageProblem === null) {
        void keychain.leaveMemory().then(() => secretIndex.reconcile());
      }
    },
  });
  const keychain = new Keychain({
    store: secretStore,
    onChanged: () => {
      publish('app:changed');
      publish('connections:changed');
    },
    mayHold: (id) => settings.storageProblem === null || !needsName(settings.current, id),
  });
  folderRights.onFound(() => publish('app:changed'));
  const secretIndex = new SecretIndex({ settings, keychain, logger, onChanged: () => publish('app:changed') });
  const cachedSecrets = new CachedSecrets({ settings, keychain, index: secretIndex, logger });
  const credentials = new Credentials({ keychain, logger });
  return { settings, keychain, secretIndex, cachedSecrets, credentials };
}
