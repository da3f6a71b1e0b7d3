import { randomUUID } from 'node:crypto';
import type { KeychainReason } from '../../../shared/model/appState.ts';
import { MAXIMUM_SECRET_BYTES, secretProblem } from '../../../shared/model/storableSecret.ts';
import { AppError } from '../../../shared/result.ts';
import type { SecretChange, SecretLookup, SecretStore } from '../../ports.ts';
import type { KeychainClient } from './keychainClient.ts';
import type { KeychainFolder } from './keychainFolder.ts';

/**
 * The item that is overwritten and read back to see whether the keychain works. It is never deleted: a password manager
 * would keep each one in its recycle bin.
 */
const CHECK_ITEM = 'check';

/** What the store is made of. */
export interface KeychainSecretStoreOptions {
  readonly client: KeychainClient;
  readonly folder: KeychainFolder;
  /**
   * Whether an item that was found under a name which several data folders may share belongs to this one, by what else
   * the folder holds.
   */
  readonly owns: (item: string, secret: string) => boolean;
}

type Deletion =
  | { readonly done: true; readonly wasThere: boolean }
  | { readonly done: false; readonly reason: KeychainReason };
type Reading =
  | { readonly ok: true; readonly secret: string | null }
  | { readonly ok: false; readonly reason: KeychainReason };

/**
 * The operating system's keychain as a {@link SecretStore}, through keytar in its worker process. Where a person refuses
 * access to an item, some keychains answer as if it were not there, take a new value for stored, and delete nothing without a
 * word. So what {@link KeychainFolder} knows to be there and the keychain does not give is `refused`, never `absent`.
 */
export class KeychainSecretStore implements SecretStore {
  readonly #client: KeychainClient;
  readonly #folder: KeychainFolder;
  readonly #owns: KeychainSecretStoreOptions['owns'];
  /** The check under way: it speaks for all that is asked after it. */
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
    this.#folder.noteGone(id);
  }

  async get(id: string): Promise<SecretLookup> {
    const isStored = this.#folder.isStored(id);
    // A locked keyring reads as empty. To find that out first means one prompt, where it would be a second one afterwards.
    const check: SecretChange = isStored === true ? { done: true } : await this.check();
    if (!check.done) {
      return { state: 'unavailable', reason: check.reason };
    }
    const own = await this.#read(this.#folder.nameOf(id));
    if (!own.ok) {
      return { state: 'unavailable', reason: own.reason };
    }
    // keytar stores no empty secret: KWallet gives one for an item that it lost before it wrote its file.
    if (own.secret !== null && own.secret !== '') {
      this.#folder.noteStored(id);
      return { state: 'present', secret: own.secret };
    }
    const former = await this.#takeOver(id);
    if (former.state !== 'absent') {
      return former;
    }
    return isStored === true ? { state: 'unavailable', reason: 'refused' } : former;
  }

  /** @throws AppError `VALIDATION` for a secret that a keychain would cut or change. */
  async set(id: string, secret: string): Promise<SecretChange> {
    const problem = secretProblem(secret, MAXIMUM_SECRET_BYTES);
    if (problem !== null) {
      throw new AppError('VALIDATION', 'The secret cannot be stored in a keychain as it is.', {
        issues: [{ path: 'password', problem }],
      });
    }
    const change = await this.#write(this.#folder.nameOf(id), secret);
    if (change.done) {
      this.#folder.noteStored(id);
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
      return { done: false, reason: 'refused' };
    }
    const check: SecretChange = wasDeleted ? { done: true } : await this.check();
    if (check.done) {
      this.#folder.noteGone(id);
    }
    return check;
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

  /** Looks for an item under the names that it had before, and stores it under its own, once. */
  async #takeOver(id: string): Promise<SecretLookup> {
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
        this.#folder.noteStored(id);
        if (!isShared) {
          await this.#delete(name);
        }
      }
      return { state: 'present', secret };
    }
    return { state: 'absent' };
  }

  #read(name: string): Promise<Reading> {
    return this.#client.ask({ operation: 'get', account: name });
  }

  /** Writes an item and reads it back: a refused write says that it was done. */
  async #write(name: string, secret: string): Promise<SecretChange> {
    const written = await this.#client.ask({ operation: 'set', account: name, secret });
    if (!written.ok) {
      return { done: false, reason: written.reason };
    }
    const readBack = await this.#read(name);
    if (!readBack.ok) {
      return { done: false, reason: readBack.reason };
    }
    return readBack.secret === secret ? { done: true } : { done: false, reason: 'refused' };
  }

  /**
   * Deletes the item of a name and looks whether it is gone. A locked keyring, or one that has not allowed this item yet,
   * deletes nothing and asks nobody; the look makes the person unlock or allow it, and then it is deleted.
   */
  async #delete(name: string): Promise<Deletion> {
    let wasThere = false;
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const deletion = await this.#client.ask({ operation: 'delete', account: name });
      if (!deletion.ok) {
        return { done: false, reason: deletion.reason };
      }
      wasThere ||= deletion.wasThere;
      const left = await this.#read(name);
      if (!left.ok) {
        return { done: false, reason: left.reason };
      }
      if (left.secret === null) {
        return { done: true, wasThere };
      }
    }
    return { done: false, reason: 'failed' };
  }
}
