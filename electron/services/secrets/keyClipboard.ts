import { Mutex } from 'async-mutex';
import { type ClearOutcome, type ClipboardState, COPY_NEXT_MS } from '../../../shared/model/clipboardState.ts';
import { isSameKey, type KeyReference } from '../../../shared/model/key.ts';
import type { Preferences } from '../../../shared/model/settings.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock } from '../../ports.ts';
import type { Keys } from '../keys/keys.ts';
import { CopiedSecret, type CopiedSecretOptions } from './copiedSecret.ts';

/** How long quitting waits for the clipboard, in milliseconds. */
export const CLEARING_LIMIT_MS = 1_000;

/** Dependencies of {@link KeyClipboard}. */
export interface KeyClipboardOptions extends CopiedSecretOptions {
  readonly keys: Keys;
  readonly preferences: () => Preferences;
}

/** What the copy shortcut copied; for a secret, with the instant at which it is cleared. */
export interface CopiedNext {
  readonly copied: 'token' | 'secret';
  readonly clearsAt: string | null;
}

/** A key whose secret is copied by the next use of the copy shortcut. */
interface NextSecret {
  readonly connectionId: string;
  readonly key: KeyReference;
  /** Milliseconds since the epoch, UTC. */
  readonly until: number;
}

/**
 * Copies tokens and secrets by the id of their key, so that secrets do not leave main. Copies are made in the order of
 * the requests: a slow response must not replace a newer secret by an older one.
 */
export class KeyClipboard {
  readonly #keys: Keys;
  readonly #clock: Clock;
  readonly #preferences: () => Preferences;
  readonly #secret: CopiedSecret;
  readonly #copies = new Mutex();
  #next: NextSecret | null = null;
  /** Incremented with every lock, so that a copy requested before is not made afterwards. */
  #lockCount = 0;

  constructor(options: KeyClipboardOptions) {
    this.#keys = options.keys;
    this.#clock = options.clock;
    this.#preferences = options.preferences;
    this.#secret = new CopiedSecret(options);
  }

  /** What the window shows about the clipboard. */
  get state(): ClipboardState {
    return this.#secret.state;
  }

  /** Copies the token of a key. Tokens are identifiers, so they are neither concealed nor cleared. */
  copyToken(connectionId: string, key: KeyReference): Promise<void> {
    return this.#enqueue(async () => {
      this.#next = null;
      await this.#writeToken(connectionId, key);
    });
  }

  /** Copies a text without secrets. @param compose creates it when its turn comes; nothing is copied if it throws. */
  copyText(compose: () => string): Promise<void> {
    return this.#enqueue(async () => {
      this.#next = null;
      await this.#secret.writePlain(compose());
    });
  }

  /**
   * Copies tokens in the given order, one per line. Keys that are no longer in the list, or were replaced by another
   * key, are left out.
   * @returns the keys whose tokens were copied.
   * @throws AppError `NOT_FOUND` if none of the keys is in the list.
   */
  copyTokens(connectionId: string, keys: readonly KeyReference[]): Promise<readonly KeyReference[]> {
    return this.#enqueue(async () => {
      this.#next = null;
      const found = keys.filter((key) => this.#keys.factsOf(connectionId, key) !== null);
      if (found.length === 0) {
        throw new AppError('NOT_FOUND', 'None of the keys is in the list.');
      }
      await this.#secret.writePlain(found.map(({ token }) => token).join('\n'));
      return found;
    });
  }

  /**
   * Copies the secret of a key.
   * @returns the instant at which it is cleared, ISO 8601 in UTC; `null` for never.
   */
  copySecret(connectionId: string, key: KeyReference): Promise<string | null> {
    return this.#enqueue(async (checkLock) => {
      this.#next = null;
      return this.#writeSecret(connectionId, key, checkLock);
    });
  }

  /**
   * Copies a text that contains the secret of a key; it is cleared like the secret alone.
   * @returns as {@link copySecret}.
   */
  copyWithSecret(connectionId: string, key: KeyReference, compose: (secret: string) => string): Promise<string | null> {
    return this.#enqueue(async (checkLock) => {
      this.#next = null;
      return this.#writeSecret(connectionId, key, checkLock, compose);
    });
  }

  /**
   * Copies a passphrase with which a key of a connection is handed over; it is cleared like a secret.
   * @param read returns it when its turn comes; nothing is copied if it throws.
   * @returns as {@link copySecret}.
   */
  copyPassphrase(read: () => { readonly connectionId: string; readonly passphrase: string }): Promise<string | null> {
    return this.#enqueue(() => {
      this.#next = null;
      const { connectionId, passphrase } = read();
      return this.#secret.write(connectionId, passphrase, this.#preferences().clipboardSeconds, 'passphrase');
    });
  }

  /** Copies the token of a key; called again for the same key within {@link COPY_NEXT_MS}, its secret. */
  copyNext(connectionId: string, key: KeyReference): Promise<CopiedNext> {
    return this.#enqueue(async (checkLock) => {
      const next = this.#next;
      this.#next = null;
      const isSecretDue =
        next?.connectionId === connectionId && isSameKey(next.key, key) && this.#clock.now() < next.until;
      if (isSecretDue) {
        return { copied: 'secret', clearsAt: await this.#writeSecret(connectionId, key, checkLock) };
      }
      await this.#writeToken(connectionId, key);
      this.#next = { connectionId, key, until: this.#clock.now() + COPY_NEXT_MS };
      return { copied: 'token', clearsAt: null };
    });
  }

  /** Clears the clipboard if it still contains the copied secret. */
  clear(): Promise<ClearOutcome> {
    return this.#secret.clear();
  }

  /** Clears a copied secret and cancels copies in progress, because the application is locked. */
  async lock(): Promise<void> {
    this.#callCopiesOff();
    await this.clear();
  }

  /** Clears a secret of a connection that was removed, even if it is just being copied. */
  async forgetConnection(connectionId: string): Promise<void> {
    const clearIfFromThere = async (): Promise<void> => {
      if (this.#secret.connectionId === connectionId) {
        await this.clear();
      }
    };
    await clearIfFromThere();
    await this.#copies.runExclusive(clearIfFromThere);
  }

  /** Clears a copied secret if the user wants that on quitting; waits at most {@link CLEARING_LIMIT_MS}. */
  async close(): Promise<void> {
    this.#callCopiesOff();
    if (this.#preferences().clipboardClearsOnQuit) {
      const limit = new Promise<void>((resolve) => this.#clock.schedule(CLEARING_LIMIT_MS, resolve));
      await Promise.race([this.clear(), limit]);
    }
  }

  async #writeToken(connectionId: string, key: KeyReference): Promise<void> {
    await this.#secret.writePlain(this.#keys.tokenOf(connectionId, key));
  }

  async #writeSecret(
    connectionId: string,
    key: KeyReference,
    checkLock: () => void,
    compose = (secret: string): string => secret,
  ): Promise<string | null> {
    const secret = await this.#keys.readSecret(connectionId, key);
    checkLock();
    return this.#secret.write(connectionId, compose(secret), this.#preferences().clipboardSeconds);
  }

  #callCopiesOff(): void {
    this.#lockCount += 1;
    this.#next = null;
  }

  /** @param copy receives a function that throws if the application was locked since the request. */
  #enqueue<Value>(copy: (checkLock: () => void) => Promise<Value>): Promise<Value> {
    const lockCount = this.#lockCount;
    const checkLock = (): void => {
      if (this.#lockCount !== lockCount) {
        throw new AppError('LOCKED', 'KeyDesk was locked before the copy was made.');
      }
    };
    return this.#copies.runExclusive(() => {
      checkLock();
      return copy(checkLock);
    });
  }
}
