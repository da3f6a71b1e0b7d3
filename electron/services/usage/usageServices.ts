import { isAdoptedKeyId } from '../../../shared/model/adoptedKey.ts';
import type { Connections } from '../connections/connections.ts';
import type { AdoptedKeys } from '../keys/adoptedKeys.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { CachedSecrets } from '../secrets/cachedSecrets.ts';
import { KeyUsage, type KeyUsageOptions } from './keyUsage.ts';

/** Dependencies of {@link createKeyUsage}. */
export interface UsageServicesOptions extends Omit<KeyUsageOptions, 'source'> {
  readonly connections: Pick<Connections, 'list'>;
  readonly keyListSync: Pick<KeyListSync, 'known'>;
  readonly adoptedKeys: Pick<AdoptedKeys, 'list' | 'references' | 'readSecret'>;
  readonly cachedSecrets: Pick<CachedSecrets, 'keptKeys' | 'inspect'>;
}

/** Creates the search for keys in files, over the known keys of all connections. */
export function createKeyUsage(options: UsageServicesOptions): KeyUsage {
  const { connections, keyListSync, adoptedKeys, cachedSecrets, ...ports } = options;
  return new KeyUsage({
    ...ports,
    source: {
      connectionIds: () => connections.list().connections.map(({ id }) => id),
      keysOf: async (connectionId) => (await keyListSync.known(connectionId)).state?.items ?? null,
      adoptedKeysOf: (connectionId) => adoptedKeys.list(connectionId),
      keptKeys: (connectionId) => [...cachedSecrets.keptKeys(connectionId), ...adoptedKeys.references(connectionId)],
      inspectSecret: (connectionId, key, look) =>
        isAdoptedKeyId(key.id)
          ? adoptedKeys.readSecret(connectionId, key).then(look, () => null)
          : cachedSecrets.inspect(connectionId, key, look),
    },
  });
}
