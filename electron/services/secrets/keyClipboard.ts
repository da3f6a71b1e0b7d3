import { Mutex } from 'async-mutex';
import { type ClearOutcome, type ClipboardState, COPY_NEXT_MS } from '../../../shared/model/clipboardState.ts';
import { isSameKey, type KeyReference } from '../../../shared/model/key.ts';
import type { Preferences } from '../../../shared/model/settings.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock } from '../../ports.ts';
import type { Keys } from '../keys/keys.ts';
import { CopiedSecret, type CopiedSecretOptions } from './copiedSecret.ts';

/** Longest time that quitting waits for the clipboard, in milliseconds. */
export const CLEARING_LIMIT_MS = 1_000;

/** What the clipboard works with. */
export interface KeyClipboardOptions extends CopiedSecretOptions {
  readonly keys: Keys;
  readonly preferences: () => Preferences;
}

/** What a press of the copy shortcut has copied; a secret comes with the instant at which it is cleared. */
export interface CopiedNext {
  readonly copied: 'token' | 'secret';
  readonly clearsAt: string | null;
}

/** A key whose secret the next press of the copy shortcut copies. */
interface NextSecret {
  readonly connectionId: string;
  readonly key: KeyReference;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * Copies tokens and secrets by the id of their key, so that a secret goes from the platform to the clipboard inside
 * main. Copies are made in the order in which they were asked for: a slow platform must not put an older secret over
 * a newer one.
 */
export class KeyClipboard {
  readonly #keys: Keys;
  readonly #clock: Clock;
  readonly #preferences: () => Preferences;
  readonly #secret: CopiedSecret;
  readonly #copies = new Mutex();
  #next: NextSecret | null = null;
  /** Rises with every lock: a copy that was asked for before it is not made after it. */
  #locks = 0;

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

  /** Copies the token of a key. It is an identifier, so it is neither concealed nor cleared. */
  copyToken(connectionId: string, key: KeyReference): Promise<void> {
    return this.#enqueue(async () => {
      this.#next = null;
      await this.#writeToken(connectionId, key);
    });
  }

  /**
   * Copies the tokens of keys, one a line in the order given, as {@link copyToken} does one. Those that have left the list,
   * or have another key in their place, are left out. Gives those that were copied.
   * @throws AppError `NOT_FOUND` when none of the keys is in the list.
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

  /** Copies the secret of a key; gives the instant (ISO 8601, UTC) at which it is cleared, `null` for never. */
  copySecret(connectionId: string, key: KeyReference): Promise<string | null> {
    return this.#enqueue(async (checkLock) => {
      this.#next = null;
      return this.#writeSecret(connectionId, key, checkLock);
    });
  }

  /** Copies the token of a key and, when asked again for the same key within {@link COPY_NEXT_MS}, its secret. */
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

  /** Clears the clipboard if it still holds the copied secret. */
  clear(): Promise<ClearOutcome> {
    return this.#secret.clear();
  }

  /** Clears a copied secret and calls off the copies under way, because the application is locked. */
  async lock(): Promise<void> {
    this.#callCopiesOff();
    await this.clear();
  }

  /** Clears a secret that came from a connection which was removed, also one that is just being copied. */
  async forgetConnection(connectionId: string): Promise<void> {
    const clearIfFromThere = async (): Promise<void> => {
      if (this.#secret.connectionId === connectionId) {
        await this.clear();
      }
    };
    await clearIfFromThere();
    await this.#copies.runExclusive(clearIfFromThere);
  }

  /** Clears a copied secret if the user wants that on quitting; waits {@link CLEARING_LIMIT_MS} at most. */
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

  async #writeSecret(connectionId: string, key: KeyReference, checkLock: () => void): Promise<string | null> {
    const secret = await this.#keys.readSecret(connectionId, key);
    checkLock();
    return this.#secret.write(connectionId, secret, this.#preferences().clipboardSeconds);
  }

  #callCopiesOff(): void {
    this.#locks += 1;
    this.#next = null;
  }

  /** @param copy is handed a check that throws once the application was locked after the copy was asked for. */
  #enqueue<Value>(copy: (checkLock: () => void) => Promise<Value>): Promise<Value> {
    const locks = this.#locks;
    const checkLock = (): void => {
      if (this.#locks !== locks) {
        throw new AppError('LOCKED', 'KeyDesk was locked before the copy was made.');
      }
    };
    return this.#copies.runExclusive(() => {
      checkLock();
      return copy(checkLock);
    });
  }
}
