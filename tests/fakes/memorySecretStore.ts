import type { SecretChange, SecretLookup, SecretStore } from '../../electron/ports.ts';
import type { KeychainProvider, KeychainReason } from '../../shared/model/appState.ts';

/**
 * A keychain in memory. `problem` makes it unavailable. `isDenying` denies access to every existing item, as a user of
 * KeePassXC can; new items are still stored.
 */
export class MemorySecretStore implements SecretStore {
  readonly items = new Map<string, string>();
  /** Names of the items that are known to have been stored. */
  readonly stored = new Set<string>();
  problem: KeychainReason | null = null;
  provider: KeychainProvider = 'gnomeKeyring';
  isDenying = false;
  isClosed = false;
  /** Notifies listeners that a call is pending, or no longer. */
  reportWaiting: (isWaiting: boolean) => void = () => {};
  cancellations = 0;

  get(id: string): Promise<SecretLookup> {
    if (this.problem !== null) {
      return Promise.resolve({ state: 'unavailable', reason: this.problem });
    }
    const secret = this.isDenying ? undefined : this.items.get(id);
    if (secret === undefined) {
      return Promise.resolve(this.stored.has(id) ? { state: 'unavailable', reason: 'denied' } : { state: 'absent' });
    }
    this.stored.add(id);
    return Promise.resolve({ state: 'present', secret });
  }

  set(id: string, secret: string): Promise<SecretChange> {
    return this.#change(id, () => {
      this.items.set(id, secret);
      this.stored.add(id);
    });
  }

  delete(id: string): Promise<SecretChange> {
    return this.#change(id, () => {
      this.items.delete(id);
      this.stored.delete(id);
    });
  }

  check(): Promise<SecretChange> {
    return Promise.resolve(this.problem === null ? { done: true } : { done: false, reason: this.problem });
  }

  identify(): Promise<KeychainProvider> {
    return Promise.resolve(this.provider);
  }

  isStored(id: string): boolean {
    return this.stored.has(id);
  }

  acceptLoss(id: string): void {
    this.stored.delete(id);
  }

  onWaiting(listener: (isWaiting: boolean) => void): void {
    this.reportWaiting = listener;
  }

  cancel(): void {
    this.cancellations += 1;
  }

  close(): void {
    this.isClosed = true;
  }

  #change(id: string, apply: () => void): Promise<SecretChange> {
    const reason = this.problem ?? (this.isDenying && this.stored.has(id) ? 'denied' : null);
    if (reason !== null) {
      return Promise.resolve({ done: false, reason });
    }
    apply();
    return Promise.resolve({ done: true });
  }
}
