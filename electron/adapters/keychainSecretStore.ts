import { randomUUID } from 'node:crypto';
import { MAXIMUM_SECRET_BYTES, secretProblem } from '../../shared/model/storableSecret.ts';
import { AppError } from '../../shared/result.ts';
import type { SecretChange, SecretLookup, SecretStore } from '../ports.ts';
import { type KeychainClient, SILENT_LIMIT_MS } from './keychainClient.ts';

/**
 * Account of the item that is written and deleted to see whether the keychain works. One name for all times: what a
 * crash leaves behind is overwritten and deleted by the next check.
 */
const CHECK_ACCOUNT = 'check';

/** The operating system's keychain as a {@link SecretStore}, through keytar in its worker process. */
export class KeychainSecretStore implements SecretStore {
  readonly #client: KeychainClient;
  /** The checks under way, one behind the other; `null` when there is none. */
  #checks: Promise<SecretChange> | null = null;

  constructor(client: KeychainClient) {
    this.#client = client;
  }

  async get(id: string): Promise<SecretLookup> {
    const outcome = await this.#client.ask({ operation: 'get', account: id });
    if (!outcome.ok) {
      return { state: 'unavailable', reason: outcome.reason };
    }
    if (outcome.secret !== null) {
      return { state: 'present', secret: outcome.secret };
    }
    const check = await this.#proveWritable();
    return check.done ? { state: 'absent' } : { state: 'unavailable', reason: check.reason };
  }

  /** @throws AppError `VALIDATION` for a secret that a keychain would cut or change. */
  async set(id: string, secret: string): Promise<SecretChange> {
    const problem = secretProblem(secret, MAXIMUM_SECRET_BYTES);
    if (problem !== null) {
      throw new AppError('VALIDATION', 'The secret cannot be stored in a keychain as it is.', {
        issues: [{ path: 'password', problem }],
      });
    }
    const written = await this.#client.ask({ operation: 'set', account: id, secret });
    if (!written.ok) {
      return { done: false, reason: written.reason };
    }
    // The keychain has just taken something, so it is unlocked and has nothing to ask a person for.
    const readBack = await this.#client.ask({ operation: 'get', account: id }, SILENT_LIMIT_MS);
    if (!readBack.ok) {
      return { done: false, reason: readBack.reason };
    }
    return readBack.secret === secret ? { done: true } : { done: false, reason: 'failed' };
  }

  async delete(id: string): Promise<SecretChange> {
    const deleted = await this.#client.ask({ operation: 'delete', account: id });
    if (!deleted.ok) {
      return { done: false, reason: deleted.reason };
    }
    // A locked keyring deletes nothing and says so no louder than a missing item, so look whether it is gone.
    const lookup = await this.get(id);
    switch (lookup.state) {
      case 'absent':
        return { done: true };
      case 'present':
        return { done: false, reason: 'failed' };
      case 'unavailable':
        return { done: false, reason: lookup.reason };
    }
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

  /**
   * A locked keyring answers "nothing" for every item. Only one that takes and gives back an item is to be believed.
   * Checks share their item, so that one waits for the other; where one fails, those behind it have its answer, since
   * asking again could meet the same prompt again.
   */
  #proveWritable(): Promise<SecretChange> {
    const before = this.#checks;
    const check = before === null ? this.#check() : before.then((change) => (change.done ? this.#check() : change));
    const checks = check.finally(() => {
      if (this.#checks === checks) {
        this.#checks = null;
      }
    });
    this.#checks = checks;
    return checks;
  }

  async #check(): Promise<SecretChange> {
    const change = await this.set(CHECK_ACCOUNT, randomUUID());
    if (!change.done) {
      return change;
    }
    const deleted = await this.#client.ask({ operation: 'delete', account: CHECK_ACCOUNT }, SILENT_LIMIT_MS);
    return deleted.ok ? change : { done: false, reason: deleted.reason };
  }
}
