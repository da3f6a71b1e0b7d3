import { REVEAL_MS } from '../../../shared/model/clipboardState.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock, ProtectScreen } from '../../ports.ts';
import type { Keys } from '../keys/keys.ts';

/** How long the window may take to hide a value before the protection ends anyway, in milliseconds. */
const HIDING_LIMIT_MS = 1_000;

/** Dependencies of {@link Reveals}. */
export interface RevealsOptions {
  readonly keys: Keys;
  readonly clock: Clock;
  readonly protectScreen: ProtectScreen;
  /** Called when main ends a reveal; the window must hide the value. */
  readonly onEnded: () => void;
}

/** Revealed secrets. While one is visible, the window is excluded from screenshots, recordings and screen sharing. */
export class Reveals {
  readonly #options: RevealsOptions;
  #stopTimer: (() => void) | null = null;
  /** Incremented when a reveal ends, so that a secret requested before is not returned afterwards. */
  #endCount = 0;

  constructor(options: RevealsOptions) {
    this.#options = options;
  }

  /**
   * Returns a secret for the window to show for at most {@link REVEAL_MS}.
   * @throws AppError those of the platform; `LOCKED` if {@link end} was called before the secret arrived.
   */
  async reveal(connectionId: string, key: KeyReference): Promise<string> {
    const { keys, clock, protectScreen } = this.#options;
    const endCount = this.#endCount;
    const secret = await keys.readSecret(connectionId, key);
    if (this.#endCount !== endCount) {
      throw new AppError('LOCKED', 'The secret was hidden before it arrived.');
    }
    this.#stopTimer?.();
    this.#stopTimer = clock.schedule(REVEAL_MS, () => this.end());
    protectScreen(true);
    return secret;
  }

  /** Called by the window once it has hidden the value. */
  hidden(): void {
    if (this.#stopTimer !== null) {
      this.#stopTimer();
      this.#stopTimer = null;
      this.#options.protectScreen(false);
    }
  }

  /** Called after the page was reloaded or crashed: nothing is visible any more, and pending requests are obsolete. */
  pageGone(): void {
    this.#endCount += 1;
    this.hidden();
  }

  /** Makes the window hide the value. The protection ends once the window confirms it. */
  end(): void {
    this.#endCount += 1;
    this.#options.onEnded();
    if (this.#stopTimer !== null) {
      this.#stopTimer();
      this.#stopTimer = this.#options.clock.schedule(HIDING_LIMIT_MS, () => this.hidden());
    }
  }
}
