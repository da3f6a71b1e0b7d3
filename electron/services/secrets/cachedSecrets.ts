import { Mutex } from 'async-mutex';
import type { StoredConnection } from '../../../shared/model/connection.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import type { CachedSecret, Settings } from '../../../shared/model/settings.ts';
import { MAX_PASSWORD_BYTES, secretProblem } from '../../../shared/model/storableSecret.ts';
import type { Logger } from '../../ports.ts';
import type { SettingsService } from '../settings/settings.ts';
import { sha256 } from '../sha256.ts';
import type { Keychain } from './keychain.ts';
import type { SecretIndex } from './secretIndex.ts';

/** Dependencies of {@link CachedSecrets}. */
export interface CachedSecretsOptions {
  readonly settings: SettingsService;
  readonly keychain: Keychain;
  readonly index: SecretIndex;
  readonly logger: Logger;
}

/**
 * Caches secret keys in the keychain, for connections with this setting, so that they can be copied while the
 * installation cannot be reached. Each item contains a digest of connection, address, key and token, and is returned
 * for these only. Tasks run one at a time, so that a late write cannot restore what was deleted.
 */
export class CachedSecrets {
  readonly #options: CachedSecretsOptions;
  readonly #mutex = new Mutex();

  constructor(options: CachedSecretsOptions) {
    this.#options = options;
  }

  /** Whether secrets of a connection should and can be cached. */
  isWanted(connectionId: string): boolean {
    const { settings, keychain } = this.#options;
    const canCache = keychain.problem === null && settings.storageProblem === null;
    return canCache && cachingConnection(settings.current, connectionId) !== null;
  }

  /**
   * Caches the secret of a key if its connection is set to do so and the keychain works. Never fails: the platform
   * still has the secret.
   */
  async keep(connectionId: string, owner: KeyReference, secret: string): Promise<void> {
    await this.#enqueue(async () => {
      const { keychain, index, settings } = this.#options;
      const connection = cachingConnection(settings.current, connectionId);
      const isStorable = secretProblem(secret, MAX_PASSWORD_BYTES) === null;
      if (connection === null || !this.isWanted(connectionId) || !isStorable) {
        return;
      }
      const id = sha256(`${connectionId}\n${owner.id}`);
      const item = `${this.#bindingOf(connection, owner)}\n${secret}`;
      const entry: CachedSecret = { id, connectionId, keyId: owner.id, token: owner.token };
      await index.add(
        id,
        () => keychain.keepOnly(id, item),
        (current) =>
          // The connection may have been changed or removed in the meantime.
          cachingConnection(current, connectionId)?.address === connection.address
            ? { keptSecrets: [...current.keptSecrets.filter((one) => one.id !== id), entry] }
            : {},
      );
    });
  }

  /**
   * Returns the cached secret of a key; `null` if there is none, or if it belongs to another key with the same
   * identifier.
   */
  async find(connectionId: string, owner: KeyReference): Promise<string | null> {
    const secret = await this.#read(connectionId, owner);
    if (secret !== null) {
      this.#options.logger.redact(secret);
    }
    return secret;
  }

  /** The keys of a connection whose secrets should be in the keychain. */
  keptKeys(connectionId: string): readonly KeyReference[] {
    return entriesOf(this.#options.settings.current, connectionId).map(({ keyId, token }) => ({ id: keyId, token }));
  }

  /**
   * Lets a function look at the cached secret of a key, which must neither keep nor log it; returns its result, or `null`
   * as {@link find}. Other than {@link find} it can be used for thousands of keys: their secrets do not stay in memory to be
   * masked.
   */
  async inspect<Value>(
    connectionId: string,
    owner: KeyReference,
    look: (secret: string) => Value,
  ): Promise<Value | null> {
    const secret = await this.#read(connectionId, owner);
    return secret === null ? null : look(secret);
  }

  async #read(connectionId: string, owner: KeyReference): Promise<string | null> {
    const { settings, keychain } = this.#options;
    const connection = cachingConnection(settings.current, connectionId);
    const entry = entriesOf(settings.current, connectionId).find((one) => one.keyId === owner.id);
    if (connection === null || entry === undefined) {
      return null;
    }
    const binding = `${this.#bindingOf(connection, owner)}\n`;
    const item = await keychain.findOnly(entry.id);
    if (item === null || !item.startsWith(binding)) {
      return null;
    }
    return item.slice(binding.length);
  }

  /**
   * Deletes the cached secrets of keys that no longer exist. Never fails: an item that cannot be deleted stays pending.
   */
  async forgetKeys(connectionId: string, isGone: (key: KeyReference) => boolean): Promise<void> {
    await this.#enqueue(async () => {
      const { index, settings } = this.#options;
      const gone = entriesOf(settings.current, connectionId).filter(({ keyId, token }) => isGone({ id: keyId, token }));
      if (gone.length > 0) {
        const ids = gone.map(({ id }) => id);
        await index.remove(ids, (current) => ({ keptSecrets: withoutEntries(current, ids) }));
      }
    });
  }

  /** Digest of everything that a cached secret belongs to. */
  #bindingOf({ id, address }: StoredConnection, owner: KeyReference): string {
    return sha256([id, address, owner.id, owner.token].join('\n'));
  }

  /** Serializes tasks. Their errors are logged. */
  #enqueue(task: () => Promise<void>): Promise<void> {
    return this.#mutex.runExclusive(task).catch((error: unknown) => {
      this.#options.logger.warn('A cached secret could not be written or deleted', { error });
    });
  }
}

/** Names of the keychain items that contain cached secrets of a connection. */
export function cachedSecretIds(settings: Settings, connectionId: string): string[] {
  return entriesOf(settings, connectionId).map(({ id }) => id);
}

/** Names of the keychain items that contain secrets of a connection, those of adopted keys included. */
export function keySecretIds(settings: Settings, connectionId: string): string[] {
  const adopted = settings.adoptedKeys.filter((key) => key.connectionId === connectionId);
  return [...cachedSecretIds(settings, connectionId), ...adopted.map(({ id }) => id)];
}

/** Returns the entries of all secrets without those of a connection. */
export function withoutKeySecrets(
  { keptSecrets, adoptedKeys }: Settings,
  connectionId: string,
): Pick<Settings, 'keptSecrets' | 'adoptedKeys'> {
  const isKept = (entry: Pick<CachedSecret, 'connectionId'>): boolean => entry.connectionId !== connectionId;
  return { keptSecrets: keptSecrets.filter(isKept), adoptedKeys: adoptedKeys.filter(isKept) };
}

/** Returns the cached secrets without those of the given items. */
export function withoutEntries({ keptSecrets }: Settings, ids: readonly string[]): readonly CachedSecret[] {
  return keptSecrets.filter(({ id }) => !ids.includes(id));
}

function entriesOf({ keptSecrets }: Settings, connectionId: string): CachedSecret[] {
  return keptSecrets.filter((entry) => entry.connectionId === connectionId);
}

function cachingConnection({ connections }: Settings, connectionId: string): StoredConnection | null {
  return connections.find(({ id, keepsKeySecrets }) => id === connectionId && keepsKeySecrets) ?? null;
}
