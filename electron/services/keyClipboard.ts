import { AppError } from '../../shared/result.ts';
import type { Clipboard, Clock, Logger } from '../ports.ts';
import type { Keys } from './keys.ts';

/** How long a copied secret stays on the clipboard, in milliseconds. */
export const CLIPBOARD_LIFETIME_MS = 30_000;
/** When a clipboard that could not be cleared is tried again, in milliseconds. */
export const CLEARING_RETRY_MS = 5_000;

/** What the clipboard works with. */
export interface KeyClipboardOptions {
  readonly keys: Keys;
  readonly clipboard: Clipboard;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Copies tokens and secrets by the id of their key, so that a secret goes from the platform to the clipboard inside
 * main. A copied secret is cleared after {@link CLIPBOARD_LIFETIME_MS}, unless something else was copied since.
 */
export class KeyClipboard {
  readonly #options: KeyClipboardOptions;
  #copied: string | null = null;
  #cancelClearing: () => void = () => {};

  constructor(options: KeyClipboardOptions) {
    this.#options = options;
  }

  /** Copies the token of a key. It is an identifier, so it is neither concealed nor cleared. */
  async copyToken(connectionId: string, keyId: string): Promise<void> {
    const { keys, clipboard } = this.#options;
    await clipboard.writeText(keys.tokenOf(connectionId, keyId));
    this.#forget();
  }

  /** Copies the secret of a key; gives the instant (ISO 8601, UTC) at which it will be cleared. */
  async copySecret(connectionId: string, keyId: string): Promise<string> {
    const { keys, clipboard, clock } = this.#options;
    const secret = await keys.readSecret(connectionId, keyId);
    await clipboard.writeConcealed(secret);
    this.#forget();
    this.#copied = secret;
    this.#clearIn(CLIPBOARD_LIFETIME_MS);
    return new Date(clock.now() + CLIPBOARD_LIFETIME_MS).toISOString();
  }

  /**
   * Clears the clipboard if it still holds the copied secret; `replaced` when it holds something else by now.
   * @throws AppError `CLIPBOARD_FAILED` when it could not be cleared; then it is tried again.
   */
  async clear(): Promise<'cleared' | 'replaced'> {
    const { clipboard } = this.#options;
    const copied = this.#copied;
    if (copied === null) {
      return 'replaced';
    }
    const isOurs = (await clipboard.readText()) === copied;
    if (isOurs) {
      await clipboard.clear();
      if ((await clipboard.readText()) === copied) {
        throw new AppError('CLIPBOARD_FAILED', 'The clipboard still holds the secret.');
      }
    }
    // Another secret may have been copied meanwhile; it has a time of its own.
    if (this.#copied === copied) {
      this.#forget();
    }
    return isOurs ? 'cleared' : 'replaced';
  }

  #clearIn(delayMs: number): void {
    const { clock, logger } = this.#options;
    this.#cancelClearing = clock.schedule(delayMs, () => {
      this.clear().catch((error: unknown) => {
        logger.warn('The clipboard could not be cleared', { error });
        this.#clearIn(CLEARING_RETRY_MS);
      });
    });
  }

  #forget(): void {
    this.#cancelClearing();
    this.#cancelClearing = () => {};
    this.#copied = null;
  }
}
