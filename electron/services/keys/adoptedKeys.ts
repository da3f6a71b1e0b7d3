import { Mutex } from 'async-mutex';
import {
  type AdoptedDetails,
  type Adoption,
  type AdoptionProblem,
  adoptedKeyId,
  MAX_ADOPTED_KEYS,
  type StoredAdoptedKey,
} from '../../../shared/model/adoptedKey.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { Logger, Publish } from '../../ports.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SecretIndex } from '../secrets/secretIndex.ts';
import type { SettingsService } from '../settings/settings.ts';
import { sha256 } from '../sha256.ts';
import type { KeyListSync } from './keyListSync.ts';
import type { KeyFacts } from './keys.ts';

/** Dependencies of {@link AdoptedKeys}. */
export interface AdoptedKeysOptions {
  readonly settings: SettingsService;
  readonly keychain: Pick<Keychain, 'keepOnly' | 'findOnly' | 'problem'>;
  readonly index: Pick<SecretIndex, 'add' | 'remove'>;
  readonly lists: Pick<KeyListSync, 'known'>;
  /** Name of a connection; `null` if there is no such connection. */
  readonly nameOf: (connectionId: string) => string | null;
  readonly logger: Logger;
  readonly publish: Publish;
}

/**
 * Keys that are known by token and secret only, such as those of an installation whose keys this account does not see. Their
 * secrets are in the keychain and nowhere else. Other services take them by an id of their own (`adoptedKeyId`).
 */
export class AdoptedKeys {
  readonly #options: AdoptedKeysOptions;
  /** Serialized, so that the same token is not adopted twice. */
  readonly #changes = new Mutex();

  constructor(options: AdoptedKeysOptions) {
    this.#options = options;
  }

  /** Returns the adopted keys of a connection, in the order in which they were adopted. */
  list(connectionId: string): readonly StoredAdoptedKey[] {
    return this.#options.settings.current.adoptedKeys.filter((key) => key.connectionId === connectionId);
  }

  /** References to the adopted keys of a connection, as other services take them. */
  references(connectionId: string): readonly KeyReference[] {
    return this.list(connectionId).map(({ token }) => ({ id: adoptedKeyId(token), token }));
  }

  /**
   * Adopts a key: its secret goes to the keychain.
   * @throws AppError `CONNECTION_UNKNOWN`; `VALIDATION` if its token is known already; `KEYCHAIN_UNAVAILABLE` if the secret
   * cannot be stored. Then nothing was stored.
   */
  add(connectionId: string, adoption: Adoption): Promise<void> {
    return this.#changes.runExclusive(async () => {
      const { settings, keychain, index, lists, nameOf, logger } = this.#options;
      const { token, secretKey, ...details } = adoption;
      logger.redact(secretKey);
      if (nameOf(connectionId) === null) {
        throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
      }
      if (this.#find(connectionId, token) !== null) {
        throw rejected('alreadyAdopted');
      }
      if (settings.current.adoptedKeys.length >= MAX_ADOPTED_KEYS) {
        throw rejected('tooManyAdopted');
      }
      const { state } = await lists.known(connectionId);
      if (state?.items.some((key) => key.token.toLowerCase() === token)) {
        throw rejected('inList');
      }
      const id = sha256(`adopted\n${connectionId}\n${token}`);
      const key: StoredAdoptedKey = { id, connectionId, token, revision: 0, ...details };
      const isKept = await index.add(
        id,
        () => keychain.keepOnly(id, `${bindingOf(key)}\n${secretKey}`),
        // The connection may have been removed in the meantime.
        ({ adoptedKeys }) => (nameOf(connectionId) === null ? {} : { adoptedKeys: [...adoptedKeys, key] }),
      );
      if (!isKept) {
        throw new AppError('KEYCHAIN_UNAVAILABLE', 'The secret key could not be stored in the keychain.', {
          detail: keychain.problem ?? undefined,
        });
      }
      this.#options.publish('adopted:changed');
    });
  }

  /** Changes label and expiry of an adopted key. @throws AppError `NOT_FOUND`. */
  edit(connectionId: string, token: string, details: AdoptedDetails): void {
    const { settings, publish } = this.#options;
    const changed = this.#require(connectionId, token);
    settings.change({
      adoptedKeys: settings.current.adoptedKeys.map((key) =>
        key === changed ? { ...key, ...details, revision: key.revision + 1 } : key,
      ),
    });
    publish('adopted:changed');
  }

  /** Removes an adopted key and its secret; one that cannot be deleted stays pending. @throws AppError `NOT_FOUND`. */
  async remove(connectionId: string, token: string): Promise<{ readonly secretRemoved: boolean }> {
    const { index, publish } = this.#options;
    const { id } = this.#require(connectionId, token);
    const left = await index.remove([id], ({ adoptedKeys }) => ({
      adoptedKeys: adoptedKeys.filter((key) => key.id !== id),
    }));
    publish('adopted:changed');
    return { secretRemoved: left.length === 0 };
  }

  /**
   * Returns the secret of an adopted key from the keychain. It is masked in the log from then on.
   * @throws AppError `NOT_FOUND`; `KEYCHAIN_UNAVAILABLE` if the keychain does not return it.
   */
  async readSecret(connectionId: string, { token }: KeyReference): Promise<string> {
    const { keychain, logger } = this.#options;
    const key = this.#require(connectionId, token);
    const item = await keychain.findOnly(key.id);
    const binding = `${bindingOf(key)}\n`;
    if (item === null || !item.startsWith(binding)) {
      throw new AppError('KEYCHAIN_UNAVAILABLE', 'The keychain does not return the secret of the adopted key.', {
        detail: keychain.problem ?? undefined,
      });
    }
    const secret = item.slice(binding.length);
    logger.redact(secret);
    return secret;
  }

  /** Returns the properties of an adopted key as those of a listed one; `null` if it is not adopted. */
  factsOf(connectionId: string, { id, token }: KeyReference): KeyFacts | null {
    const key = this.#find(connectionId, token);
    return key === null || id !== adoptedKeyId(token)
      ? null
      : { id, token, username: '', fullName: key.label, expirationDate: key.expirationDate };
  }

  #require(connectionId: string, token: string): StoredAdoptedKey {
    const key = this.#find(connectionId, token);
    if (key === null) {
      throw new AppError('NOT_FOUND', 'This key is not adopted.');
    }
    return key;
  }

  #find(connectionId: string, token: string): StoredAdoptedKey | null {
    const { adoptedKeys } = this.#options.settings.current;
    return adoptedKeys.find((key) => key.connectionId === connectionId && key.token === token) ?? null;
  }
}

/** Digest of what a secret belongs to: the settings, which anybody can edit, must not put it under another token. */
function bindingOf({ connectionId, token }: StoredAdoptedKey): string {
  return sha256(['adopted', connectionId, token].join('\n'));
}

function rejected(problem: AdoptionProblem): AppError {
  return new AppError('VALIDATION', `The key cannot be adopted: ${problem}.`, { issues: [{ path: 'token', problem }] });
}
