import type { AppState } from '../../shared/model/appState.ts';
import type { Preferences } from '../../shared/model/settings.ts';
import type { Publish } from '../ports.ts';
import type { Activity } from './activity.ts';
import type { Keychain } from './keychain.ts';
import type { SampleConnection } from './sampleConnection.ts';
import type { SettingsService } from './settings.ts';

/** Facts that only the host of the application knows. */
export interface HostFacts {
  readonly version: string;
  /** Preferred languages of the operating system as BCP 47 tags, best first. */
  readonly systemLanguages: () => readonly string[];
}

/** What the state is read from. */
export interface ApplicationStateOptions {
  readonly settings: SettingsService;
  readonly keychain: Keychain;
  readonly sample: SampleConnection;
  readonly activity: Activity;
  readonly host: HostFacts;
  readonly publish: Publish;
}

/** What the window shows before and around everything else: version, preferences, keychain, notices. */
export class ApplicationState {
  readonly #settings: SettingsService;
  readonly #keychain: Keychain;
  readonly #sample: SampleConnection;
  readonly #activity: Activity;
  readonly #host: HostFacts;
  readonly #publish: Publish;

  constructor({ settings, keychain, sample, activity, host, publish }: ApplicationStateOptions) {
    this.#settings = settings;
    this.#keychain = keychain;
    this.#sample = sample;
    this.#activity = activity;
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
      keychainProblem: this.#keychain.problem,
      unrecordedActions: this.#activity.unwritten,
      notices: keptAs === null ? [] : [{ kind: 'settingsDamaged', keptAs }],
    };
  }

  /** Changes preferences and gives the new state. @throws AppError `SETTINGS_NOT_SAVED`. */
  changePreferences(change: { [Name in keyof Preferences]?: Preferences[Name] | undefined }): AppState {
    this.#settings.changePreferences(change);
    this.#publish('app:changed');
    return this.get();
  }

  /**
   * Asks the keychain again and gives the new state. What was kept in memory moves to it, and the sample platform goes
   * from a database in memory to the one that the keychain opens.
   */
  async retryKeychain(): Promise<AppState> {
    await this.#keychain.retry();
    await this.#sample.leaveMemory();
    return this.get();
  }
}
