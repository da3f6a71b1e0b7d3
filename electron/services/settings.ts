import type { Preferences, Settings } from '../../shared/model/settings.ts';
import type { SettingsStore } from '../ports.ts';

/** The settings in memory, written through to their file. */
export class SettingsService {
  readonly #store: SettingsStore;
  #settings: Settings;

  constructor(store: SettingsStore) {
    this.#store = store;
    this.#settings = store.read();
  }

  /** The settings as they are now. */
  get current(): Settings {
    return this.#settings;
  }

  /** File name of the copy of a damaged settings file, or `null`. */
  get damagedFileKeptAs(): string | null {
    return this.#store.damagedFileKeptAs;
  }

  /**
   * Replaces some settings.
   * @throws AppError `SETTINGS_NOT_SAVED`; then the settings in memory stay as they were, too.
   */
  change(change: Partial<Settings>): Settings {
    const next = { ...this.#settings, ...change };
    this.#store.write(next);
    this.#settings = next;
    return next;
  }

  /** Replaces some preferences. @throws AppError `SETTINGS_NOT_SAVED`. */
  changePreferences(change: { [Name in keyof Preferences]?: Preferences[Name] | undefined }): void {
    const chosen = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.change({ preferences: { ...this.#settings.preferences, ...chosen } });
  }
}
