import { REVEAL_MS } from '../../../shared/model/clipboardState.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock, ProtectScreen } from '../../ports.ts';
import type { Keys } from '../keys/keys.ts';

/** How long the window has to hide a value before the protection ends anyway, in milliseconds. */
const HIDING_LIMIT_MS = 1_000;

/** What revealing works with. */
export interface RevealsOptions {
  readonly keys: Keys;
  readonly clock: Clock;
  readonly protectScreen: ProtectScreen;
  /** Called when main ends a reveal: the window has to hide the value. */
  readonly onEnded: () => void;
}

/** Revealed secrets: while one is in the window, the window is kept out of screenshots, recordings and shared screens. */
export class Reveals {
  readonly #options: RevealsOptions;
  #stopTimer: (() => void) | null = null;
  /** Rises whenever a reveal ends: a secret that was asked for before is not given out after. */
  #ends = 0;

  constructor(options: RevealsOptions) {
    this.#options = options;
  }

  /**
   * Gives a secret for the window to show, for {@link REVEAL_MS} at most.
   * @throws AppError those of the platform; `LOCKED` when {@link end} was called before the secret arrived.
   */
  async reveal(connectionId: string, key: KeyReference): Promise<string> {
    const { keys, clock, protectScreen } = this.#options;
    const ends = this.#ends;
    const secret = await keys.readSecret(connectionId, key);
    if (this.#ends !== ends) {
      throw new AppError('LOCKED', 'The secret was hidden before it arrived.');
    }
    this.#stopTimer?.();
    this.#stopTimer = clock.schedule(REVEAL_MS, () => this.end());
    protectScreen(true);
    return secret;
  }

  /** Called by the window once the value is gone from it. */
  hidden(): void {
    if (this.#stopTimer !== null) {
      this.#stopTimer();
      this.#stopTimer = null;
      this.#options.protectScreen(false);
    }
  }

  /** Called when the page was loaded anew or has crashed: nothing is shown any more, and nobody waits for an answer. */
  pageGone(): void {
    this.#ends += 1;
    this.hidden();
  }

  /** Has the window hide what it shows. The protection ends when it says that it has. */
  end(): void {
    this.#ends += 1;
    this.#options.onEnded();
    if (this.#stopTimer !== null) {
      this.#stopTimer();
      this.#stopTimer = this.#options.clock.schedule(HIDING_LIMIT_MS, () => this.hidden());
    }
  }
}
