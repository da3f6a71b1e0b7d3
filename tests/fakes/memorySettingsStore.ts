import type { SettingsStore } from '../../electron/ports.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings.ts';
import { AppError } from '../../shared/result.ts';

/** A settings file in memory. Set `isReadOnly` and writing fails as on a full disk. */
export class MemorySettingsStore implements SettingsStore {
  damagedFileKeptAs: string | null = null;
  isReadOnly = false;
  stored: Settings = DEFAULT_SETTINGS;

  read(): Settings {
    return this.stored;
  }

  write(settings: Settings): void {
    if (this.isReadOnly) {
      throw new AppError('SETTINGS_NOT_SAVED', 'The settings file could not be written.');
    }
    this.stored = settings;
  }
}
