import { randomUUID } from 'node:crypto';
import type { KeychainProvider, KeychainReason } from '../../../shared/model/appState.ts';
import { MAX_SECRET_BYTES, secretProblem } from '../../../shared/model/storableSecret.ts';
import { AppError } from '../../../shared/result.ts';
import type { SecretChange, SecretLookup, SecretStore } from '../../ports.ts';
import type { KeychainClient } from './keychainClient.ts';
import type { KeychainFolder } from './keychainFolder.ts';

/**
 * The item that is overwritten and read back to check whether the keychain works. It is never deleted: password managers
 * move deleted items to a recycle bin, which would fill up.
 */
const CHECK_ITEM = 'check';

/** Dependencies of the store. */
export interface KeychainSecretStoreOptions {
  readonly client: KeychainClient;
  readonly folder: KeychainFolder;
  /** Whether an item found under a name that several data folders may share belongs to this one. */
  readonly owns: (item: string, secret: string) => boolean;
}

type Deletion =
  | { readonly done: true; readonly wasThere: boolean }
  | { readonly done: false; readonly reason: KeychainReason };
type Reading =
  | { readonly ok: true; readonly secret: string | null }
  | { readonly ok: false; readonly reason: KeychainReason };

/**
 * The operating system's keychain as a {@link SecretStore}, through keytar in its worker process. When the user denies access
 * to an item, some keychains report it as missing, or report a write or deletion as done that did not happen. An item that
 * {@link KeychainFolder} records as stored is therefore `denied`, never `absent`, when the keychain does not return it.
 */
export class KeychainSecretStore implements SecretStore {
  readonly #client: KeychainClient;
  readonly #folder: KeychainFolder;
  readonly #owns: KeychainSecretStoreOptions['owns'];
  /** The check in progress, shared by all callers. */
  #checking: Promise<SecretChange> | null = null;

  constructor({ client, folder, owns }: KeychainSecretStoreOptions) {
    this.#client = client;
    this.#folder = folder;
    this.#owns = owns;
  }

  check(): Promise<SecretChange> {
    this.#checking ??= this.#write(this.#folder.nameOf(CHECK_ITEM), randomUUID()).finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  isStored(id: string): boolean | null {
    return this.#folder.isStored(id);
  }

  acceptLoss(id: string): void {
    this.#folder.recordDeleted(id);
  }

  async get(id: string): Promise<SecretLookup> {
    const isStored = this.#folder.isStored(id);
    // A locked keyring reads as empty. Checking first causes one prompt, checking afterwards would cause a second.
    const check: SecretChange = isStored === true ? { done: true } : await this.check();
    if (!check.done) {
      return { state: 'unavailable', reason: check.reason };
    }
    const own = await this.#read(this.#folder.nameOf(id));
    if (!own.ok) {
      return { state: 'unavailable', reason: own.reason };
    }
    // keytar never stores an empty secret; KWallet returns one for an item that was lost before its file was written.
    if (own.secret !== null && own.secret !== '') {
      this.#folder.recordStored(id);
      return { state: 'present', secret: own.secret };
    }
    const former = await this.#migrate(id);
    if (former.state !== 'absent') {
      return former;
    }
    return isStored === true ? { state: 'unavailable', reason: await this.#withheldReason() } : former;
  }

  /** @throws AppError `VALIDATION` for a secret that a keychain would truncate or alter. */
  async set(id: string, secret: string): Promise<SecretChange> {
    const problem = secretProblem(secret, MAX_SECRET_BYTES);
    if (problem !== null) {
      throw new AppError('VALIDATION', 'The secret cannot be stored in a keychain as it is.', {
        issues: [{ path: 'password', problem }],
      });
    }
    const change = await this.#write(this.#folder.nameOf(id), secret);
    if (change.done) {
      this.#folder.recordStored(id);
    }
    return change;
  }

  async delete(id: string): Promise<SecretChange> {
    const names = [
      this.#folder.nameOf(id),
      ...this.#folder
        .formerNamesOf(id)
        .filter(({ isOurs }) => isOurs)
        .map(({ name }) => name),
    ];
    const isStored = this.#folder.isStored(id);
    let wasDeleted = false;
    for (const name of names) {
      const change = await this.#delete(name);
      if (!change.done) {
        return change;
      }
      wasDeleted ||= change.wasThere;
    }
    if (!wasDeleted && isStored === true) {
      return { done: false, reason: await this.#withheldReason() };
    }
    const check: SecretChange = wasDeleted ? { done: true } : await this.check();
    if (check.done) {
      this.#folder.recordDeleted(id);
    }
    return check;
  }

  async identify(): Promise<KeychainProvider> {
    return (await this.#client.inspect()).provider;
  }

  onWaiting(listener: (isWaiting: boolean) => void): void {
    this.#client.onWaiting(listener);
  }

  cancel(): void {
    this.#client.cancel();
  }

  close(): void {
    this.#client.close();
  }

  /** Looks for an item under its former names and stores it under the current one. */
  async #migrate(id: string): Promise<SecretLookup> {
    for (const { name, isOurs, isShared } of this.#folder.formerNamesOf(id)) {
      const former = await this.#read(name);
      if (!former.ok) {
        return { state: 'unavailable', reason: former.reason };
      }
      const { secret } = former;
      if (secret === null || secret === '' || !(isOurs || this.#owns(id, secret))) {
        continue;
      }
      const change = await this.#write(this.#folder.nameOf(id), secret);
      if (change.done) {
        this.#folder.recordStored(id);
        if (!isShared) {
          await this.#delete(name);
        }
      }
      return { state: 'present', secret };
    }
    return { state: 'absent' };
  }

  #read(name: string): Promise<Reading> {
    return this.#client.send({ operation: 'get', account: name });
  }

  /** Why an item that was stored is not returned, stored or deleted, although no error was reported. */
  async #withheldReason(): Promise<KeychainReason> {
    return (await this.#client.inspect()).reason ?? 'denied';
  }

  /** Writes an item and reads it back: a denied write may be reported as done. */
  async #write(name: string, secret: string): Promise<SecretChange> {
    const written = await this.#client.send({ operation: 'set', account: name, secret });
    if (!written.ok) {
      return { done: false, reason: written.reason };
    }
    // Nothing was stored if the user did not unlock the keychain; reading back would prompt again.
    const { reason } = await this.#client.inspect();
    if (reason !== null) {
      return { done: false, reason };
    }
    const readBack = await this.#read(name);
    if (!readBack.ok) {
      return { done: false, reason: readBack.reason };
    }
    return readBack.secret === secret ? { done: true } : { done: false, reason: 'denied' };
  }

  /**
   * Deletes an item and verifies that it is gone. A locked keyring, or one that has not granted access yet, deletes nothing
   * and shows no prompt; the read brings up the prompt, and the second attempt deletes.
   */
  async #delete(name: string): Promise<Deletion> {
    let wasThere = false;
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const deletion = await this.#client.send({ operation: 'delete', account: name });
      if (!deletion.ok) {
        return { done: false, reason: deletion.reason };
      }
      wasThere ||= deletion.wasThere;
      const remaining = await this.#read(name);
      if (!remaining.ok) {
        return { done: false, reason: remaining.reason };
      }
      if (remaining.secret === null) {
        return { done: true, wasThere };
      }
    }
    return { done: false, reason: 'failed' };
  }
}
