import { SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import type { CachedSecret, Settings } from '../../../shared/model/settings.ts';
import type { Logger } from '../../ports.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Keychain } from './keychain.ts';

/** Dependencies of {@link SecretIndex}. */
export interface SecretIndexOptions {
  readonly settings: SettingsService;
  readonly keychain: Keychain;
  readonly logger: Logger;
  /** Called when {@link SecretIndex.leftOver} has changed. */
  readonly onChanged: () => void;
}

/**
 * Keeps track of the keychain items that may exist, because keychains cannot be enumerated. The settings name an item
 * as pending before it is written or deleted; it is removed from that list by the change of the settings that makes it
 * used, or once it is deleted. Items that a crash leaves on the list are deleted at the next start. While the settings
 * cannot be saved, they cannot name items, and {@link needsName} prevents writes to the keychain.
 */
export class SecretIndex {
  readonly #options: SecretIndexOptions;
  /** Items that are being written or deleted now; {@link reconcile} ignores them. */
  readonly #inProgress = new Set<string>();

  constructor(options: SecretIndexOptions) {
    this.#options = options;
  }

  /** Unused items that still have to be deleted. */
  get leftOver(): readonly string[] {
    return this.#leftOverIds();
  }

  /**
   * Writes an item in an order that survives a crash after each step: named as pending, written, used.
   * @param write writes the item; returns `false` on failure, which leaves it pending.
   * @param use the change of the settings that makes the item used; if it does not, the item is deleted again.
   */
  async add(
    id: string,
    write: () => Promise<boolean>,
    use: (settings: Settings) => Partial<Settings>,
  ): Promise<boolean> {
    const { settings } = this.#options;
    settings.change({ pendingSecretIds: withId(settings.current, id) });
    this.#inProgress.add(id);
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
      this.#inProgress.delete(id);
      this.#options.onChanged();
    }
  }

  /**
   * Stops using items and deletes them: named as pending in the same change of the settings, deleted, removed from the
   * list.
   * @param unuse the change of the settings after which the items are unused.
   * @returns the items that could not be deleted; they stay pending until the next start.
   */
  async remove(ids: readonly string[], unuse: (settings: Settings) => Partial<Settings>): Promise<readonly string[]> {
    const { settings } = this.#options;
    const pendingSecretIds = [...new Set([...settings.current.pendingSecretIds, ...ids])];
    settings.change({ ...unuse(settings.current), pendingSecretIds });
    return this.#delete(ids);
  }

  /** Deletes what an earlier run or failure left behind. */
  async reconcile(): Promise<void> {
    const { settings } = this.#options;
    const used = settings.current.pendingSecretIds.filter((id) => isUsed(settings.current, id));
    if (used.length > 0) {
      settings.change({ pendingSecretIds: withoutIds(settings.current, used) });
    }
    await this.#delete(this.#leftOverIds());
  }

  /** Deletes items one by one until the keychain fails, and removes the deleted ones from the list. */
  async #delete(ids: readonly string[]): Promise<readonly string[]> {
    const { settings, keychain, logger, onChanged } = this.#options;
    const gone: string[] = [];
    for (const id of ids) {
      this.#inProgress.add(id);
    }
    try {
      for (const id of ids) {
        if (keychain.isSuspended || !(await keychain.forget(id))) {
          break;
        }
        gone.push(id);
      }
      if (gone.length > 0) {
        settings.change({ pendingSecretIds: withoutIds(settings.current, gone) });
      }
    } catch (error) {
      // The items are deleted, only the list still names them: the next start finds nothing to delete and shortens it.
      logger.warn('The list of pending secrets could not be shortened', { error });
    } finally {
      for (const id of ids) {
        this.#inProgress.delete(id);
      }
      onChanged();
    }
    return ids.filter((id) => !gone.includes(id));
  }

  /** Empty while the settings are not saved: items that are unused in memory may be used by the saved settings. */
  #leftOverIds(): string[] {
    const { current, storageProblem } = this.#options.settings;
    if (storageProblem !== null) {
      return [];
    }
    return current.pendingSecretIds.filter((id) => !this.#inProgress.has(id) && !isUsed(current, id));
  }
}

/** Whether the settings have to name an item; items with fixed names are found without them. */
export function needsName(settings: Settings, id: string): boolean {
  const { pendingSecretIds, connections, keptSecrets, adoptedKeys } = settings;
  return pendingSecretIds.includes(id) || [...connections, ...keptSecrets, ...adoptedKeys].some((one) => one.id === id);
}

/** Settings are only a file: even if it lists a used item as pending, the item must not be deleted. */
function isUsed({ connections, keptSecrets, adoptedKeys }: Settings, id: string): boolean {
  const isId = (one: Pick<CachedSecret, 'id'>): boolean => one.id === id;
  return id === SAMPLE_CONNECTION_ID || connections.some(isId) || keptSecrets.some(isId) || adoptedKeys.some(isId);
}

function withId({ pendingSecretIds }: Settings, id: string): readonly string[] {
  return pendingSecretIds.includes(id) ? pendingSecretIds : [...pendingSecretIds, id];
}

function withoutIds({ pendingSecretIds }: Settings, ids: readonly string[]): readonly string[] {
  return pendingSecretIds.filter((id) => !ids.includes(id));
}
