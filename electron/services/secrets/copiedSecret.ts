import { Mutex } from 'async-mutex';
import type { ClearOutcome, ClipboardState } from '../../../shared/model/clipboardState.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clipboard, Clock, Logger, WindowFocus } from '../../ports.ts';
import { sha256 } from '../sha256.ts';
import { isSameDigest } from './digest.ts';

/** When a clipboard that could not be cleared is tried again, in milliseconds; each further wait is twice as long. */
export const CLEARING_RETRY_MS = 5_000;
/** How often it is tried again by itself; after that only the user, or the next focus of the window, tries it. */
export const CLEARING_RETRIES = 6;
/** How long the verdict about a cleared clipboard is told, in milliseconds. */
export const VERDICT_MS = 6_000;

/**
 * The pauses between the looks for what was just written, in milliseconds: managers look as well, and what shares the
 * clipboard with a remote desktop may take it over for a while.
 */
export const CONFIRMING_PAUSES_MS = [100, 200, 400, 800];

/** A secret that KeyDesk has put on the clipboard. It is recognised by its digest; the value is not kept. */
interface Held {
  readonly connectionId: string;
  /** More than one where it is not known whether it has taken the place of the one before. */
  readonly digests: readonly string[];
  stopTimer: () => void;
  retries: number;
  /** Whether it was seen to be gone, and is only watched for coming back while that is told. */
  isCleared: boolean;
}

/** What a look at the clipboard can show. */
type Seen = 'secret' | 'nothing' | 'otherText';

/** What {@link CopiedSecret} works with. */
export interface CopiedSecretOptions {
  readonly clipboard: Clipboard;
  readonly focus: WindowFocus;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when {@link CopiedSecret.state} has changed. */
  readonly onChanged: () => void;
}

/**
 * The secret on the clipboard, from being written until the verdict about its end. It tells what it has seen there and
 * nothing else. Everything that touches the clipboard goes one after the other: between looking whether the text is
 * still ours and clearing it, nothing newer can get there from KeyDesk.
 */
export class CopiedSecret {
  readonly #options: CopiedSecretOptions;
  readonly #access = new Mutex();
  #held: Held | null = null;
  #state: ClipboardState = { status: 'empty' };
  #stopVerdict: () => void = () => {};
  /** Ends the looking for what was just written. */
  #hurry: () => void = () => {};

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

  /** The connection that the secret came from, or `null` when none is held. */
  get connectionId(): string | null {
    return this.#held?.connectionId ?? null;
  }

  /**
   * Writes a secret, which is cleared after `seconds`, or left there when that is `null`; gives the instant (ISO 8601,
   * UTC). After a write that failed, what was there before keeps its own time; one that could not be confirmed is
   * cleared at once, together with what was there before.
   * @throws AppError `CLIPBOARD_FAILED` or `CLIPBOARD_NEEDS_FOCUS`.
   */
  write(connectionId: string, secret: string, seconds: number | null): Promise<string | null> {
    const { clipboard, clock } = this.#options;
    return this.#access.runExclusive(async () => {
      this.#checkFocus();
      const digest = sha256(bare(secret));
      await clipboard.writeConcealed(secret);
      try {
        await this.#confirm(secret);
      } catch (error) {
        void this.#release(this.#hold(connectionId, [digest, ...(this.#held?.digests ?? [])]));
        throw error;
      }
      const held = this.#hold(connectionId, [digest]);
      const clearsAt = seconds === null ? null : new Date(clock.now() + seconds * 1000).toISOString();
      if (seconds !== null) {
        held.stopTimer = clock.schedule(seconds * 1000, () => void this.#release(held));
      }
      this.#tell({ status: 'holding', clearsAt });
      return clearsAt;
    });
  }

  /**
   * Writes a text that is no secret in its place. After a failure a secret keeps its own time.
   * @throws AppError `CLIPBOARD_FAILED` or `CLIPBOARD_NEEDS_FOCUS`.
   */
  writePlain(text: string): Promise<void> {
    return this.#access.runExclusive(async () => {
      this.#checkFocus();
      await this.#options.clipboard.writeText(text);
      await this.#confirm(text);
      this.#forget();
      this.#tell({ status: 'empty' });
    });
  }

  /** Clears the clipboard if it still holds the secret. One that cannot be cleared now is tried again by itself. */
  async clear(): Promise<ClearOutcome> {
    // Waits for a write that is under way, but not until it is confirmed: what it writes is to be cleared as well.
    this.#hurry();
    await this.#access.runExclusive(async () => {});
    const held = this.#held;
    return held === null ? 'nothing' : this.#release(held);
  }

  #release(held: Held): Promise<ClearOutcome> {
    const { clock, logger } = this.#options;
    return this.#access.runExclusive(async () => {
      if (this.#held !== held || held.isCleared) {
        return 'nothing';
      }
      held.stopTimer();
      const outcome = await this.#tryToClear(held).catch((error: unknown) => {
        // Told and logged once: a window may be without the focus for hours.
        if (this.#state.status !== 'unverified') {
          logger.warn('The clipboard could not be checked', { error });
        }
        return 'unverified' as const;
      });
      if (outcome === 'unverified' || outcome === 'stillThere') {
        this.#tryLater(held, outcome);
        return outcome;
      }
      this.#tell({ status: outcome });
      if (outcome === 'cleared') {
        held.isCleared = true;
        held.stopTimer = clock.schedule(VERDICT_MS, () => void this.#endVerdict(held));
      } else {
        this.#forget();
        this.#stopVerdict = clock.schedule(VERDICT_MS, () => this.#tell({ status: 'empty' }));
      }
      return outcome;
    });
  }

  async #tryToClear(held: Held): Promise<'cleared' | 'gone' | 'replaced' | 'stillThere'> {
    const { clipboard, logger } = this.#options;
    const before = await this.#look(held);
    if (before !== 'secret') {
      return before === 'nothing' ? 'gone' : 'replaced';
    }
    await clipboard.clear().catch((error: unknown) => logger.warn('The clipboard could not be cleared', { error }));
    return (await this.#look(held)) === 'secret' ? 'stillThere' : 'cleared';
  }

  /** Programs that keep what was copied may bring it back after a while; then it was not cleared. */
  #endVerdict(held: Held): Promise<void> {
    return this.#access.runExclusive(async () => {
      if (this.#held !== held) {
        return;
      }
      held.isCleared = false;
      if ((await this.#look(held).catch(() => 'nothing')) === 'secret') {
        this.#tryLater(held, 'stillThere');
      } else {
        this.#forget();
        this.#tell({ status: 'empty' });
      }
    });
  }

  #tryLater(held: Held, status: 'unverified' | 'stillThere'): void {
    const { clock } = this.#options;
    // Without the focus there is nothing to try; the next one does it.
    if (held.retries < CLEARING_RETRIES && this.#canSee()) {
      held.stopTimer = clock.schedule(CLEARING_RETRY_MS * 2 ** held.retries, () => void this.#release(held));
      held.retries += 1;
    }
    if (this.#state.status !== status) {
      this.#tell({ status });
    }
  }

  async #look({ digests }: Held): Promise<Seen> {
    const { clipboard } = this.#options;
    this.#checkFocus();
    const text = await clipboard.readText();
    if (text === '') {
      return 'nothing';
    }
    const digest = sha256(bare(text));
    return digests.some((known) => isSameDigest(known, digest)) ? 'secret' : 'otherText';
  }

  /**
   * @throws AppError when the clipboard shows something else than what was just written: a write can be dropped without a
   * word. Where it cannot be looked at all, nothing speaks against the write.
   */
  async #confirm(text: string): Promise<void> {
    const { clipboard, clock, logger } = this.#options;
    const hurry = Promise.withResolvers<void>();
    let isOver = false;
    this.#hurry = () => {
      isOver = true;
      hurry.resolve();
    };
    let hasSeen = false;
    for (const pauseMs of [...CONFIRMING_PAUSES_MS, null]) {
      this.#checkFocus();
      const seen = await clipboard.readText().catch(() => null);
      if (seen !== null && bare(seen) === bare(text)) {
        return;
      }
      hasSeen ||= seen !== null;
      if (isOver) {
        break;
      }
      if (pauseMs !== null) {
        await Promise.race([hurry.promise, new Promise<void>((resolve) => clock.schedule(pauseMs, resolve))]);
      }
    }
    if (hasSeen || isOver) {
      throw new AppError('CLIPBOARD_FAILED', 'The clipboard does not hold what was written to it.');
    }
    logger.warn('The clipboard could not be read after a copy');
  }

  /** @throws AppError where nothing that is written arrives, and nothing that is read proves anything. */
  #checkFocus(): void {
    if (!this.#canSee()) {
      throw new AppError('CLIPBOARD_NEEDS_FOCUS', 'The clipboard cannot be used without the focus.');
    }
  }

  #canSee(): boolean {
    const { clipboard, focus } = this.#options;
    return !clipboard.needsFocus || focus.isFocused();
  }

  #hold(connectionId: string, digests: readonly string[]): Held {
    this.#forget();
    this.#held = { connectionId, digests, stopTimer: () => {}, retries: 0, isCleared: false };
    return this.#held;
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
}

/** A text without what systems and managers change: Windows the ends of lines, managers what stands around it. */
function bare(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
