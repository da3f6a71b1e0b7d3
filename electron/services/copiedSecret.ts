import type { ClearOutcome, ClipboardState } from '../../shared/model/clipboardState.ts';
import type { Clipboard, Clock, Logger, Sha256, WindowFocus } from '../ports.ts';
import { isSameDigest } from './digest.ts';

/** When a clipboard that could not be cleared is tried again, in milliseconds; the next focus tries it sooner. */
export const CLEARING_RETRY_MS = 5_000;
/** How long the verdict about a cleared clipboard is told, in milliseconds. */
export const VERDICT_MS = 6_000;

/** A secret that KeyDesk has put on the clipboard. It is recognised by its digest; the value is not kept. */
interface Held {
  readonly connectionId: string;
  readonly digest: string;
  stopTimer: () => void;
}

/** What {@link CopiedSecret} works with. */
export interface CopiedSecretOptions {
  readonly clipboard: Clipboard;
  readonly focus: WindowFocus;
  readonly sha256: Sha256;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when {@link CopiedSecret.state} has changed. */
  readonly onChanged: () => void;
}

/**
 * The secret on the clipboard, from being written until the verdict about its end. Everything that touches the
 * clipboard goes one after the other: between looking whether the text is still ours and clearing it, nothing newer
 * can get there from KeyDesk.
 */
export class CopiedSecret {
  readonly #options: CopiedSecretOptions;
  #access: Promise<unknown> = Promise.resolve();
  #held: Held | null = null;
  #state: ClipboardState = { status: 'empty' };
  #stopVerdict: () => void = () => {};

  constructor(options: CopiedSecretOptions) {
    this.#options = options;
    options.focus.onFocus(() => {
      if (this.#state.status === 'unverified') {
        void this.clear();
      }
    });
  }

  /** What the window shows. */
  get state(): ClipboardState {
    return this.#state;
  }

  /** The connection that the secret came from, or `null` when none is held. */
  get connectionId(): string | null {
    return this.#held?.connectionId ?? null;
  }

  /**
   * Writes a secret, which is cleared after `seconds`, or left there when that is `null`; gives the instant (ISO 8601,
   * UTC). After a failure, what was there before keeps its own time.
   * @throws AppError `CLIPBOARD_FAILED`.
   */
  write(connectionId: string, secret: string, seconds: number | null): Promise<string | null> {
    const { clipboard, clock, sha256 } = this.#options;
    return this.#exclusively(async () => {
      const digest = sha256(secret);
      await clipboard.writeConcealed(secret);
      this.#forget();
      const held: Held = { connectionId, digest, stopTimer: () => {} };
      const clearsAt = seconds === null ? null : new Date(clock.now() + seconds * 1000).toISOString();
      if (seconds !== null) {
        held.stopTimer = clock.schedule(seconds * 1000, () => void this.#release(held));
      }
      this.#held = held;
      this.#tell({ status: 'holding', clearsAt });
      return clearsAt;
    });
  }

  /** Writes a text that is no secret in its place. @throws AppError `CLIPBOARD_FAILED`. */
  writePlain(text: string): Promise<void> {
    return this.#exclusively(async () => {
      await this.#options.clipboard.writeText(text);
      this.#forget();
      this.#tell({ status: 'empty' });
    });
  }

  /** Clears the clipboard if it still holds the secret. One that cannot be cleared now is tried again by itself. */
  async clear(): Promise<ClearOutcome> {
    // Waits for a write that is under way: what it writes is to be cleared as well.
    await this.#exclusively(async () => {});
    const held = this.#held;
    return held === null ? 'nothing' : this.#release(held);
  }

  #release(held: Held): Promise<ClearOutcome> {
    const { clock, logger } = this.#options;
    return this.#exclusively(async () => {
      if (this.#held !== held) {
        return 'nothing';
      }
      held.stopTimer();
      try {
        const outcome = await this.#tryToClear(held);
        this.#forget();
        this.#tell({ status: outcome });
        this.#stopVerdict = clock.schedule(VERDICT_MS, () => this.#tell({ status: 'empty' }));
        return outcome;
      } catch (error) {
        held.stopTimer = clock.schedule(CLEARING_RETRY_MS, () => void this.#release(held));
        // Told and logged once: a window may be without the focus for hours.
        if (this.#state.status !== 'unverified') {
          logger.warn('The clipboard could not be cleared', { error });
          this.#tell({ status: 'unverified' });
        }
        return 'unverified';
      }
    });
  }

  async #tryToClear(held: Held): Promise<'cleared' | 'replaced'> {
    const { clipboard } = this.#options;
    const before = await this.#read();
    if (before === '') {
      return 'cleared';
    }
    if (!this.#isTextOf(held, before)) {
      return 'replaced';
    }
    await clipboard.clear();
    if (this.#isTextOf(held, await this.#read())) {
      throw new Error('The clipboard still holds the secret');
    }
    return 'cleared';
  }

  /** @throws Error where an answer would prove nothing. */
  async #read(): Promise<string> {
    const { clipboard, focus } = this.#options;
    if (clipboard.needsFocus && !focus.isFocused()) {
      throw new Error('The clipboard cannot be seen without the focus');
    }
    return clipboard.readText();
  }

  #isTextOf({ digest }: Held, text: string): boolean {
    return isSameDigest(digest, this.#options.sha256(text));
  }

  #forget(): void {
    this.#held?.stopTimer();
    this.#held = null;
  }

  #tell(state: ClipboardState): void {
    this.#stopVerdict();
    this.#stopVerdict = () => {};
    if (state.status !== 'empty' || this.#state.status !== 'empty') {
      this.#state = state;
      this.#options.onChanged();
    }
  }

  #exclusively<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = this.#access.then(task);
    this.#access = turn.catch(() => {});
    return turn;
  }
}
