import { SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import type { CachedSecret, Settings } from '../../../shared/model/settings.ts';
import type { Logger } from '../../ports.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Keychain } from './keychain.ts';

/** What the index is made of. */
export interface SecretIndexOptions {
  readonly settings: SettingsService;
  readonly keychain: Keychain;
  readonly logger: Logger;
  /** Called when {@link SecretIndex.leftOver} has changed. */
  readonly onChanged: () => void;
}

/**
 * Knows which keychain items there can be, so that none is forgotten: keychains cannot be listed. An item is named as
 * pending in the settings before it is written and before it is deleted, and leaves that list with the change of the
 * settings that makes it used, or once it is gone. What a crash leaves on the list is deleted at the next start.
 * While the settings cannot be saved they name nothing, and {@link needsName} keeps the keychain from being written.
 */
export class SecretIndex {
  readonly #options: SecretIndexOptions;
  /** Items that this run is writing or deleting now; {@link reconcile} leaves them alone. */
  readonly #underWay = new Set<string>();

  constructor(options: SecretIndexOptions) {
    this.#options = options;
  }

  /** The items that are not needed any more and are still to be deleted. */
  get leftOver(): readonly string[] {
    return this.#leftOverIds();
  }

  /**
   * Writes an item in the order that survives a crash after each step: named as pending, written, used.
   * @param write writes the item; `false` when that could not be done, which leaves it pending.
   * @param use the change of the settings that makes the item used; without such a change the item is deleted again.
   */
  async add(
    id: string,
    write: () => Promise<boolean>,
    use: (settings: Settings) => Partial<Settings>,
  ): Promise<boolean> {
    const { settings } = this.#options;
    settings.change({ pendingSecretIds: withId(settings.current, id) });
    this.#underWay.add(id);
    try {
      if (!(await write())) {
        return false;
      }
      const used = { ...settings.current, ...use(settings.current) };
      if (isUsed(used, id)) {
        settings.change({ ...used, pendingSecretIds: withoutIds(used, [id]) });
        return true;
      }
      await this.#delete([id]);
      return false;
    } catch (error) {
      await this.#delete([id]);
      throw error;
    } finally {
      this.#underWay.delete(id);
      this.#options.onChanged();
    }
  }

  /**
   * Stops using items and deletes them: named as pending in the same change of the settings, deleted, forgotten.
   * @param unuse the change of the settings after which the items are not used.
   * @returns the items that the keychain could not be made to delete; they stay pending for the next start.
   */
  async remove(ids: readonly string[], unuse: (settings: Settings) => Partial<Settings>): Promise<readonly string[]> {
    const { settings } = this.#options;
    const pendingSecretIds = [...new Set([...settings.current.pendingSecretIds, ...ids])];
    settings.change({ ...unuse(settings.current), pendingSecretIds });
    return this.#delete(ids);
  }

  /** Deletes what an earlier run, or an earlier failure, has left. */
  async reconcile(): Promise<void> {
    const { settings } = this.#options;
    const used = settings.current.pendingSecretIds.filter((id) => isUsed(settings.current, id));
    if (used.length > 0) {
      settings.change({ pendingSecretIds: withoutIds(settings.current, used) });
    }
    await this.#delete(this.#leftOverIds());
  }

  /** Deletes items one by one until the keychain refuses, and takes what is gone off the list. */
  async #delete(ids: readonly string[]): Promise<readonly string[]> {
    const { settings, keychain, logger, onChanged } = this.#options;
    const gone: string[] = [];
    for (const id of ids) {
      this.#underWay.add(id);
    }
    try {
      for (const id of ids) {
        if (keychain.isGivenUp || !(await keychain.forget(id))) {
          break;
        }
        gone.push(id);
      }
      if (gone.length > 0) {
        settings.change({ pendingSecretIds: withoutIds(settings.current, gone) });
      }
    } catch (error) {
      // The items are gone, only the list still names them: the next start finds nothing to delete and shortens it.
      logger.warn('The list of pending secrets could not be shortened', { error });
    } finally {
      for (const id of ids) {
        this.#underWay.delete(id);
      }
      onChanged();
    }
    return ids.filter((id) => !gone.includes(id));
  }

  /** Nothing while the settings are not saved: what this run takes for left over may be in use by what their file says. */
  #leftOverIds(): string[] {
    const { current, storageProblem } = this.#options.settings;
    if (storageProblem !== null) {
      return [];
    }
    return current.pendingSecretIds.filter((id) => !this.#underWay.has(id) && !isUsed(current, id));
  }
}

/** Whether an item is one that the settings have to name: those with fixed names are found without them. */
export function needsName(settings: Settings, id: string): boolean {
  const { pendingSecretIds, connections, keptSecrets } = settings;
  return pendingSecretIds.includes(id) || [...connections, ...keptSecrets].some((one) => one.id === id);
}

/** Settings are only a file: whatever they call pending, nothing that is used may be deleted over it. */
function isUsed({ connections, keptSecrets }: Settings, id: string): boolean {
  const isId = (one: Pick<CachedSecret, 'id'>): boolean => one.id === id;
  return id === SAMPLE_CONNECTION_ID || connections.some(isId) || keptSecrets.some(isId);
}

function withId({ pendingSecretIds }: Settings, id: string): readonly string[] {
  return pendingSecretIds.includes(id) ? pendingSecretIds : [...pendingSecretIds, id];
}

function withoutIds({ pendingSecretIds }: Settings, ids: readonly string[]): readonly string[] {
  return pendingSecretIds.filter((id) => !ids.includes(id));
}
