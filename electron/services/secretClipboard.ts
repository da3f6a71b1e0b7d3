import type { AdminApi, Clipboard, Clock, Logger } from '../ports.ts';

/** How long a copied secret stays on the clipboard, in milliseconds. */
export const CLIPBOARD_LIFETIME_MS = 30_000;

/** What the secrets' path is made of. */
export interface SecretClipboardOptions {
  readonly open: (connectionId: string) => Promise<AdminApi>;
  readonly clipboard: Clipboard;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The path of a secret: from the platform to the clipboard by id, inside main, and to the window only when asked to
 * reveal it. A copied secret is cleared after {@link CLIPBOARD_LIFETIME_MS}, unless the user has copied something else.
 */
export class SecretClipboard {
  readonly #options: SecretClipboardOptions;
  #copied: string | null = null;
  #cancelClearing: () => void = () => {};

  constructor(options: SecretClipboardOptions) {
    this.#options = options;
  }

  /** Gives one secret to the window. */
  async reveal(connectionId: string, keyId: string): Promise<string> {
    return (await this.#read(connectionId, keyId)).secretKey;
  }

  /** Copies the token of a key. It is an identifier, so it is neither concealed nor cleared. */
  async copyToken(connectionId: string, keyId: string): Promise<void> {
    const { key } = await this.#read(connectionId, keyId);
    await this.#options.clipboard.writeText(key.token);
    this.#forget();
  }

  /** Copies the secret of a key; gives the instant (ISO 8601, UTC) at which it will be cleared. */
  async copySecret(connectionId: string, keyId: string): Promise<string> {
    const { clipboard, clock, logger } = this.#options;
    const { secretKey } = await this.#read(connectionId, keyId);
    await clipboard.writeConcealed(secretKey);
    this.#forget();
    this.#copied = secretKey;
    this.#cancelClearing = clock.schedule(CLIPBOARD_LIFETIME_MS, () => {
      this.clear().catch((error: unknown) => logger.warn('The clipboard could not be cleared', { error }));
    });
    return new Date(clock.now() + CLIPBOARD_LIFETIME_MS).toISOString();
  }

  /** Clears the clipboard if it still holds the copied secret; `replaced` when it holds something else by now. */
  async clear(): Promise<'cleared' | 'replaced'> {
    const { clipboard } = this.#options;
    const copied = this.#copied;
    this.#forget();
    if (copied === null || (await clipboard.readText()) !== copied) {
      return 'replaced';
    }
    await clipboard.clear();
    return 'cleared';
  }

  async #read(connectionId: string, keyId: string): ReturnType<AdminApi['readSecret']> {
    const api = await this.#options.open(connectionId);
    const answer = await api.readSecret(keyId);
    this.#options.logger.redact(answer.secretKey);
    return answer;
  }

  #forget(): void {
    this.#cancelClearing();
    this.#cancelClearing = () => {};
    this.#copied = null;
  }
}
