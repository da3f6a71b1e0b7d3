import type { SecretStore, SettingsStore } from '../../electron/ports.ts';

/** Cuts a run off after so many writes to settings and keychain, as the end of the process would. */
export class CutOff {
  readonly #lastStep: number;
  steps = 0;

  constructor(lastStep: number) {
    this.#lastStep = lastStep;
  }

  /** Makes every write of the settings fail after the last step. */
  settings(store: SettingsStore): SettingsStore {
    return {
      damaged: store.damaged,
      problem: store.problem,
      code: store.code,
      read: () => store.read(),
      write: (settings) => {
        if (this.#isOver()) {
          throw new Error('The run has been cut off');
        }
        return store.write(settings);
      },
    };
  }

  /** Makes the keychain never respond after the last step: a terminated run gets no response and no error. */
  secrets(store: SecretStore): SecretStore {
    return {
      get: (id) => store.get(id),
      set: (id, secret) => (this.#isOver() ? new Promise(() => {}) : store.set(id, secret)),
      delete: (id) => (this.#isOver() ? new Promise(() => {}) : store.delete(id)),
      check: () => store.check(),
      identify: () => store.identify(),
      isStored: (id) => store.isStored(id),
      acceptLoss: (id) => store.acceptLoss(id),
      onWaiting: () => {},
      cancel: () => {},
      close: () => {},
    };
  }

  #isOver(): boolean {
    this.steps += 1;
    return this.steps > this.#lastStep;
  }
}
