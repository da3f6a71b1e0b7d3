import type { StorageProblem } from '../../../shared/model/appState.ts';
import type { Preferences, Settings } from '../../../shared/model/settings.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock, DamagedFile, SettingsStore } from '../../ports.ts';

/** After how long the settings are written again that could not be, in milliseconds. */
export const SAVE_AGAIN_MS = 30_000;

/** What the settings are made of. */
export interface SettingsServiceOptions {
  readonly store: SettingsStore;
  readonly clock: Clock;
  /** Called when {@link SettingsService.storageProblem} has changed. */
  readonly onProblemChanged: () => void;
}

/**
 * The settings in memory, written through to their file. Where that fails they are good for this run, and writing is
 * tried again with the next change and every half a minute.
 */
export class SettingsService {
  readonly #options: SettingsServiceOptions;
  #settings: Settings;
  #problem: StorageProblem | null;
  #callOff: () => void = () => {};

  constructor(options: SettingsServiceOptions) {
    this.#options = options;
    this.#settings = options.store.read();
    this.#problem = options.store.problem;
    this.#saveAgainLater();
  }

  /** The settings as they are now. */
  get current(): Settings {
    return this.#settings;
  }

  /** Why the settings are not in their file; `null` while they are. */
  get storageProblem(): StorageProblem | null {
    return this.#problem;
  }

  /** What the system said to {@link storageProblem}; `null` where it said nothing. */
  get storageCode(): string | null {
    return this.#problem === null ? null : this.#options.store.code;
  }

  /** The settings file that was found damaged at the start, or `null`. */
  get damaged(): DamagedFile | null {
    return this.#options.store.damaged;
  }

  /** Replaces some settings. */
  change(change: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...change };
    this.#save();
  }

  /**
   * Replaces some settings that are worth nothing for one run.
   * @throws AppError `SETTINGS_NOT_SAVED`; then the settings in memory are as they were, too.
   */
  changeLasting(change: Partial<Settings>): void {
    const before = this.#settings;
    this.change(change);
    if (this.#problem !== null) {
      this.#settings = before;
      throw new AppError('SETTINGS_NOT_SAVED', `The settings could not be saved: ${this.#problem}.`);
    }
  }

  /** Replaces some preferences. */
  changePreferences(change: { [Name in keyof Preferences]?: Preferences[Name] | undefined }): void {
    const chosen = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.change({ preferences: { ...this.#settings.preferences, ...chosen } });
  }

  /** Tries for the last time to save what could not be saved. */
  close(): void {
    if (this.#problem !== null) {
      this.#save();
    }
    this.#callOff();
  }

  #save(): void {
    const before = this.#problem;
    this.#problem = this.#options.store.write(this.#settings);
    this.#saveAgainLater();
    if (this.#problem !== before) {
      this.#options.onProblemChanged();
    }
  }

  #saveAgainLater(): void {
    this.#callOff();
    if (this.#problem !== null) {
      this.#callOff = this.#options.clock.schedule(SAVE_AGAIN_MS, () => this.#save());
    }
  }
}
