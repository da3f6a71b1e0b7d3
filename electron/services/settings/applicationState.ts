import type { AppState, Notice } from '../../../shared/model/appState.ts';
import type { Preferences } from '../../../shared/model/settings.ts';
import type { FolderRights, Publish } from '../../ports.ts';
import type { Activity } from '../activity/activity.ts';
import type { SampleConnection } from '../connections/sampleConnection.ts';
import type { KeyListCache } from '../keys/keyListCache.ts';
import type { Lock } from '../lock/lock.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SecretIndex } from '../secrets/secretIndex.ts';
import type { SettingsService } from './settings.ts';

/** Facts that only the host of the application knows. */
export interface HostFacts {
  readonly version: string;
  /** Preferred languages of the operating system as BCP 47 tags, best first. */
  readonly systemLanguages: () => readonly string[];
  /** Command that installs a keychain on this Linux distribution; `null` if it is not known. */
  readonly keyringInstallCommand: string | null;
}

/** Dependencies of {@link ApplicationState}. */
export interface ApplicationStateOptions {
  readonly settings: SettingsService;
  readonly folderRights: FolderRights;
  readonly keychain: Keychain;
  readonly secretIndex: SecretIndex;
  readonly sample: SampleConnection;
  readonly lock: Lock;
  readonly activity: Activity;
  readonly keyListCache: KeyListCache;
  readonly host: HostFacts;
  readonly publish: Publish;
}

/** What the window shows regardless of its page: version, preferences, keychain, notices, lock. */
export class ApplicationState {
  readonly #settings: SettingsService;
  readonly #folderRights: FolderRights;
  readonly #keychain: Keychain;
  readonly #secretIndex: SecretIndex;
  readonly #sample: SampleConnection;
  readonly #lock: Lock;
  readonly #activity: Activity;
  readonly #keyListCache: KeyListCache;
  readonly #host: HostFacts;
  readonly #publish: Publish;

  constructor(options: ApplicationStateOptions) {
    const { settings, folderRights, keychain, secretIndex, sample, lock, activity, keyListCache, host, publish } =
      options;
    this.#settings = settings;
    this.#folderRights = folderRights;
    this.#keychain = keychain;
    this.#secretIndex = secretIndex;
    this.#sample = sample;
    this.#lock = lock;
    this.#activity = activity;
    this.#keyListCache = keyListCache;
    this.#host = host;
    this.#publish = publish;
  }

  /** Returns the current state. */
  get(): AppState {
    const { storageProblem, storageCode } = this.#settings;
    return {
      version: this.#host.version,
      systemLanguages: this.#host.systemLanguages(),
      preferences: this.#settings.current.preferences,
      keychainProblem: this.#keychain.problem,
      keychainProvider: this.#keychain.provider,
      keyringInstallCommand: this.#host.keyringInstallCommand,
      isWaitingForKeychain: this.#keychain.isWaiting,
      secretsToRemove: this.#secretIndex.leftOver.length,
      unrecordedActions: this.#activity.unwritten,
      unrecordedCode: this.#activity.unwrittenCode,
      notices: this.#notices(),
      storageProblem,
      storageCode,
      listProblem: this.#keyListCache.problem?.problem ?? null,
      listCode: this.#keyListCache.problem?.code ?? null,
      lock: this.#lock.state,
    };
  }

  #notices(): readonly Notice[] {
    const { damaged } = this.#settings;
    const { open } = this.#folderRights;
    return [
      ...(damaged === null ? [] : [{ kind: 'settingsDamaged' as const, ...damaged }]),
      ...(open === null ? [] : [{ kind: 'openFolder' as const, ...open }]),
    ];
  }

  /** Changes preferences and returns the new state. */
  changePreferences(change: { [Name in keyof Preferences]?: Preferences[Name] | undefined }): AppState {
    this.#settings.changePreferences(change);
    this.#publish('app:changed');
    return this.get();
  }

  /**
   * Tries the keychain again and returns the new state. Secrets in memory are moved to it, pending deletions are done,
   * and a sample platform in memory is replaced by the one of the keychain.
   */
  async retryKeychain(): Promise<AppState> {
    await this.#keychain.retry();
    return this.#afterKeychain();
  }

  /**
   * Gives up as lost what the keychain denies, and returns the new state: passwords have to be entered, the sample
   * platform starts with an empty database, the journals are sealed from here on, and pending deletions are dropped.
   */
  async acceptKeychainLoss(): Promise<AppState> {
    this.#keychain.acceptLoss(this.#secretIndex.leftOver);
    await this.#keychain.leaveMemory();
    return this.#afterKeychain();
  }

  /** Cancels pending keychain calls and returns the new state; {@link retryKeychain} tries again. */
  cancelKeychain(): AppState {
    this.#keychain.cancel();
    return this.get();
  }

  async #afterKeychain(): Promise<AppState> {
    // At the lock screen only the passphrase is needed from the keychain.
    if (!this.#lock.isLocked) {
      if (this.#keychain.problem === null) {
        await this.#secretIndex.reconcile();
      }
      await this.#sample.leaveMemory();
    }
    // What the seals in the keychain confirm is known only now.
    this.#publish('activity:changed');
    return this.get();
  }
}
