import type { DamagedFile, SettingsStore } from '../../electron/ports.ts';
import type { StorageProblem } from '../../shared/model/appState.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings.ts';

/** A settings file in memory. Set `problem` and writing fails for that reason. */
export class MemorySettingsStore implements SettingsStore {
  damaged: DamagedFile | null = null;
  problem: StorageProblem | null = null;
  code: string | null = null;
  stored: Settings = DEFAULT_SETTINGS;

  read(): Settings {
    return this.stored;
  }

  write(settings: Settings): StorageProblem | null {
    if (this.problem === null) {
      this.stored = settings;
    }
    return this.problem;
  }
}
