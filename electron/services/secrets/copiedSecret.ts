import { Mutex } from 'async-mutex';
import type { ClearOutcome, ClipboardState } from '../../../shared/model/clipboardState.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clipboard, Clock, Logger, WindowFocus } from '../../ports.ts';
import { sha256 } from '../sha256.ts';
import { isSameDigest } from './digest.ts';

/** Delay before clearing the clipboard is retried, in milliseconds; doubled with each retry. */
export const CLEARING_RETRY_MS = 5_000;
/** Number of automatic retries. After that only the user or the next focus of the window triggers one. */
export const CLEARING_RETRIES = 6;
/** How long the result of clearing is shown, in milliseconds. */
export const CLEARING_RESULT_MS = 6_000;

/**
 * Delays between the checks of a write, in milliseconds: clipboard managers read the clipboard too, and remote desktops
 * may take ownership of it for a while.
 */
export const CONFIRMING_PAUSES_MS = [100, 200, 400, 800];

/** A secret that KeyDesk put on the clipboard, identified by its digest; the value is not stored. */
interface Copied {
  readonly connectionId: string;
  /** More than one if it is unknown whether the new secret replaced the previous one. */
  readonly digests: readonly string[];
  stopTimer: () => void;
  retries: number;
  /** Whether the clipboard was cleared; while that is shown, it is still checked whether the secret comes back. */
  isCleared: boolean;
}

/** What the clipboard contains. */
type ClipboardContent = 'secret' | 'nothing' | 'otherText';

/** Dependencies of {@link CopiedSecret}. */
export interface CopiedSecretOptions {
  readonly clipboard: Clipboard;
  readonly focus: WindowFocus;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when {@link CopiedSecret.state} has changed. */
  readonly onChanged: () => void;
}

/**
 * The secret on the clipboard, from the write until the result of clearing it. Reports only what was read from the
 * clipboard. Access is serialized: KeyDesk cannot write anything between checking the content and clearing it.
 */
export class CopiedSecret {
  readonly #options: CopiedSecretOptions;
  readonly #access = new Mutex();
  #copied: Copied | null = null;
  #state: ClipboardState = { status: 'empty' };
  #stopResultTimer: () => void = () => {};
  /** Ends the checks of the last write early. */
  #endChecks: () => void = () => {};

  constructor(options: CopiedSecretOptions) {
    this.#options = options;
    options.focus.onFocus(() => {
      if (this.#state.status === 'unverified' || this.#state.status === 'stillThere') {
        void this.clear();
      }
    });
  }

  /** What the window shows. */
  get state(): ClipboardState {
    return this.#state;
  }

  /** Connection that the secret belongs to; `null` if there is no secret. */
  get connectionId(): string | null {
    return this.#copied?.connectionId ?? null;
  }

  /**
   * Writes a secret and clears it after `seconds` (`null`: never). If the write fails, an earlier secret is still
   * cleared at its own time; if the write cannot be confirmed, both are cleared at once.
   * @param content what the window calls it.
   * @returns the instant at which it is cleared, ISO 8601 in UTC; `null` for never.
   * @throws AppError `CLIPBOARD_FAILED` or `CLIPBOARD_NEEDS_FOCUS`.
   */
  write(
    connectionId: string,
    secret: string,
    seconds: number | null,
    content: 'secret' | 'passphrase' = 'secret',
  ): Promise<string | null> {
    const { clipboard, clock } = this.#options;
    return this.#access.runExclusive(async () => {
      this.#requireFocus();
      const digest = sha256(normalized(secret));
      await clipboard.writeConcealed(secret);
      try {
        await this.#confirm(secret);
      } catch (error) {
        void this.#release(this.#hold(connectionId, [digest, ...(this.#copied?.digests ?? [])]));
        throw error;
      }
      const copied = this.#hold(connectionId, [digest]);
      const clearsAt = seconds === null ? null : new Date(clock.now() + seconds * 1000).toISOString();
      if (seconds !== null) {
        copied.stopTimer = clock.schedule(seconds * 1000, () => void this.#release(copied));
      }
      this.#report({ status: 'holding', content, clearsAt });
      return clearsAt;
    });
  }

  /**
   * Writes a text that is not secret. If that fails, an earlier secret is still cleared at its own time.
   * @throws AppError `CLIPBOARD_FAILED` or `CLIPBOARD_NEEDS_FOCUS`.
   */
  writePlain(text: string): Promise<void> {
    return this.#access.runExclusive(async () => {
      this.#requireFocus();
      await this.#options.clipboard.writeText(text);
      await this.#confirm(text);
      this.#forget();
      this.#report({ status: 'empty' });
    });
  }

  /** Clears the clipboard if it still contains the secret. Retries later if that is not possible now. */
  async clear(): Promise<ClearOutcome> {
    // Waits for a write in progress but not for its confirmation, so that what it writes is cleared as well.
    this.#endChecks();
    await this.#access.runExclusive(async () => {});
    const copied = this.#copied;
    return copied === null ? 'nothing' : this.#release(copied);
  }

  #release(copied: Copied): Promise<ClearOutcome> {
    const { clock, logger } = this.#options;
    return this.#access.runExclusive(async () => {
      if (this.#copied !== copied || copied.isCleared) {
        return 'nothing';
      }
      copied.stopTimer();
      const outcome = await this.#tryToClear(copied).catch((error: unknown) => {
        // Reported and logged once: a window may be without the focus for hours.
        if (this.#state.status !== 'unverified') {
          logger.warn('The clipboard could not be checked', { error });
        }
        return 'unverified' as const;
      });
      if (outcome === 'unverified' || outcome === 'stillThere') {
        this.#tryLater(copied, outcome);
        return outcome;
      }
      this.#report({ status: outcome });
      if (outcome === 'cleared') {
        copied.isCleared = true;
        copied.stopTimer = clock.schedule(CLEARING_RESULT_MS, () => void this.#endResult(copied));
      } else {
        this.#forget();
        this.#stopResultTimer = clock.schedule(CLEARING_RESULT_MS, () => this.#report({ status: 'empty' }));
      }
      return outcome;
    });
  }

  async #tryToClear(copied: Copied): Promise<'cleared' | 'gone' | 'replaced' | 'stillThere'> {
    const { clipboard, logger } = this.#options;
    const before = await this.#read(copied);
    if (before !== 'secret') {
      return before === 'nothing' ? 'gone' : 'replaced';
    }
    await clipboard.clear().catch((error: unknown) => logger.warn('The clipboard could not be cleared', { error }));
    return (await this.#read(copied)) === 'secret' ? 'stillThere' : 'cleared';
  }

  /** Clipboard managers may restore a copied text after a while; then it was not cleared. */
  #endResult(copied: Copied): Promise<void> {
    return this.#access.runExclusive(async () => {
      if (this.#copied !== copied) {
        return;
      }
      copied.isCleared = false;
      if ((await this.#read(copied).catch(() => 'nothing')) === 'secret') {
        this.#tryLater(copied, 'stillThere');
      } else {
        this.#forget();
        this.#report({ status: 'empty' });
      }
    });
  }

  #tryLater(copied: Copied, status: 'unverified' | 'stillThere'): void {
    const { clock } = this.#options;
    // Without the focus no retry can succeed; the next focus triggers one.
    if (copied.retries < CLEARING_RETRIES && this.#canAccess()) {
      copied.stopTimer = clock.schedule(CLEARING_RETRY_MS * 2 ** copied.retries, () => void this.#release(copied));
      copied.retries += 1;
    }
    if (this.#state.status !== status) {
      this.#report({ status });
    }
  }

  async #read({ digests }: Copied): Promise<ClipboardContent> {
    const { clipboard } = this.#options;
    this.#requireFocus();
    const text = await clipboard.readText();
    if (text === '') {
      return 'nothing';
    }
    const digest = sha256(normalized(text));
    return digests.some((known) => isSameDigest(known, digest)) ? 'secret' : 'otherText';
  }

  /**
   * @throws AppError if the clipboard contains something other than the text just written, because writes can be
   * dropped silently. If the clipboard cannot be read at all, the write is taken as successful.
   */
  async #confirm(text: string): Promise<void> {
    const { clipboard, clock, logger } = this.#options;
    const ended = Promise.withResolvers<void>();
    let hasEnded = false;
    this.#endChecks = () => {
      hasEnded = true;
      ended.resolve();
    };
    let wasRead = false;
    for (const pauseMs of [...CONFIRMING_PAUSES_MS, null]) {
      this.#requireFocus();
      const seen = await clipboard.readText().catch(() => null);
      if (seen !== null && normalized(seen) === normalized(text)) {
        return;
      }
      wasRead ||= seen !== null;
      if (hasEnded) {
        break;
      }
      if (pauseMs !== null) {
        await Promise.race([ended.promise, new Promise<void>((resolve) => clock.schedule(pauseMs, resolve))]);
      }
    }
    if (wasRead || hasEnded) {
      throw new AppError('CLIPBOARD_FAILED', 'The clipboard does not hold what was written to it.');
    }
    logger.warn('The clipboard could not be read after a copy');
  }

  /** @throws AppError if the clipboard can neither be written nor read without the focus. */
  #requireFocus(): void {
    if (!this.#canAccess()) {
      throw new AppError('CLIPBOARD_NEEDS_FOCUS', 'The clipboard cannot be used without the focus.');
    }
  }

  #canAccess(): boolean {
    const { clipboard, focus } = this.#options;
    return !clipboard.needsFocus || focus.isFocused();
  }

  #hold(connectionId: string, digests: readonly string[]): Copied {
    this.#forget();
    this.#copied = { connectionId, digests, stopTimer: () => {}, retries: 0, isCleared: false };
    return this.#copied;
  }

  #forget(): void {
    this.#copied?.stopTimer();
    this.#copied = null;
  }

  #report(state: ClipboardState): void {
    this.#stopResultTimer();
    this.#stopResultTimer = () => {};
    if (state.status !== 'empty' || this.#state.status !== 'empty') {
      this.#state = state;
      this.#options.onChanged();
    }
  }
}

/** Removes what systems change in a text: line endings (Windows) and surrounding white space (clipboard managers). */
function normalized(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
