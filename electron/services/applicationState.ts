import type { AppState } from '../../shared/model/appState.ts';
import type { Preferences } from '../../shared/model/settings.ts';
import type { Publish } from '../ports.ts';
import type { Credentials } from './credentials.ts';
import type { SettingsService } from './settings.ts';

/** Facts that only the host of the application knows. */
export interface HostFacts {
  readonly version: string;
  /** Preferred languages of the operating system as BCP 47 tags, best first. */
  readonly systemLanguages: () => readonly string[];
}

/** What the window shows before and around everything else: version, preferences, keychain, notices. */
export class ApplicationState {
  readonly #settings: SettingsService;
  readonly #credentials: Credentials;
  readonly #host: HostFacts;
  readonly #publish: Publish;

  constructor(settings: SettingsService, credentials: Credentials, host: HostFacts, publish: Publish) {
    this.#settings = settings;
    this.#credentials = credentials;
    this.#host = host;
    this.#publish = publish;
  }

  /** Gives the state as it is now. */
  get(): AppState {
    const keptAs = this.#settings.damagedFileKeptAs;
    return {
      version: this.#host.version,
      systemLanguages: this.#host.systemLanguages(),
      preferences: this.#settings.current.preferences,
      keychainProblem: this.#credentials.problem,
      notices: keptAs === null ? [] : [{ kind: 'settingsDamaged', keptAs }],
    };
  }

  /** Changes preferences and gives the new state. @throws AppError `SETTINGS_NOT_SAVED`. */
  changePreferences(change: { [Name in keyof Preferences]?: Preferences[Name] | undefined }): AppState {
    this.#settings.changePreferences(change);
    this.#publish('app:changed');
    return this.get();
  }

  /** Asks the keychain again, moves to it what was kept in memory, and gives the new state. */
  async retryKeychain(): Promise<AppState> {
    await this.#credentials.retry();
    return this.get();
  }
}
