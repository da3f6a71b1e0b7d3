import type { StorageProblem } from '../../../shared/model/appState.ts';
import type { Preferences, Settings } from '../../../shared/model/settings.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock, DamagedFile, SettingsStore } from '../../ports.ts';

/** Interval of retries to save the settings, in milliseconds. */
export const SAVE_AGAIN_MS = 30_000;

/** Dependencies of {@link SettingsService}. */
export interface SettingsServiceOptions {
  readonly store: SettingsStore;
  readonly clock: Clock;
  /** Called when {@link SettingsService.storageProblem} has changed. */
  readonly onProblemChanged: () => void;
}

/**
 * The settings in memory, written through to their file. If that fails, they are valid for this run, and writing is
 * retried with the next change and every half minute.
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

  /** The current settings. */
  get current(): Settings {
    return this.#settings;
  }

  /** Why the settings are not saved; `null` if they are. */
  get storageProblem(): StorageProblem | null {
    return this.#problem;
  }

  /** System code of {@link storageProblem}; `null` if there is none. */
  get storageCode(): string | null {
    return this.#problem === null ? null : this.#options.store.code;
  }

  /** The settings file that was damaged at the start, or `null`. */
  get damaged(): DamagedFile | null {
    return this.#options.store.damaged;
  }

  /** Replaces some settings. */
  change(change: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...change };
    this.#save();
  }

  /**
   * Replaces some settings that are useless unless saved.
   * @throws AppError `SETTINGS_NOT_SAVED`; then the settings in memory are unchanged too.
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

  /** Makes a last attempt to save. */
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
