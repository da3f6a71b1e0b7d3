import type { SecretChange, SecretLookup, SecretStore } from '../../electron/ports.ts';
import type { KeychainReason } from '../../shared/model/appState.ts';

/** A keychain in memory. Set `problem` and it behaves like one that cannot be used. */
export class MemorySecretStore implements SecretStore {
  readonly items = new Map<string, string>();
  problem: KeychainReason | null = null;
  isClosed = false;
  /** Tells whoever listens that a call waits, or does not any more. */
  reportWaiting: (isWaiting: boolean) => void = () => {};
  cancellations = 0;

  get(id: string): Promise<SecretLookup> {
    if (this.problem !== null) {
      return Promise.resolve({ state: 'unavailable', reason: this.problem });
    }
    const secret = this.items.get(id);
    return Promise.resolve(secret === undefined ? { state: 'absent' } : { state: 'present', secret });
  }

  set(id: string, secret: string): Promise<SecretChange> {
    return this.#change(() => this.items.set(id, secret));
  }

  delete(id: string): Promise<SecretChange> {
    return this.#change(() => this.items.delete(id));
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

  #change(apply: () => void): Promise<SecretChange> {
    if (this.problem !== null) {
      return Promise.resolve({ done: false, reason: this.problem });
    }
    apply();
    return Promise.resolve({ done: true });
  }
}
