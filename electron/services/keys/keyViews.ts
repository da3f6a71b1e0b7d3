import { shownTimeZone } from '../../../shared/model/installationFacts.ts';
import { DEFAULT_KEY_VIEW, isSameSorting, type KeyView } from '../../../shared/model/keyView.ts';
import type { SettingsService } from '../settings/settings.ts';

/** Stores the layout of the key table for each connection. */
export class KeyViews {
  readonly #settings: SettingsService;
  readonly #nameOf: (connectionId: string) => string | null;
  readonly #onSorted: (connectionId: string) => void;

  /**
   * @param nameOf returns `null` for an unknown connection.
   * @param onSorted called when the order of a list has changed.
   */
  constructor(
    settings: SettingsService,
    nameOf: (connectionId: string) => string | null,
    onSorted: (connectionId: string) => void,
  ) {
    this.#settings = settings;
    this.#nameOf = nameOf;
    this.#onSorted = onSorted;
  }

  /** Returns the layout of a connection; the default if none is stored. */
  get(connectionId: string): KeyView {
    const { keyViews } = this.#settings.current;
    // The window may send any id: inherited properties are not views.
    return (Object.hasOwn(keyViews, connectionId) ? keyViews[connectionId] : undefined) ?? DEFAULT_KEY_VIEW;
  }

  /**
   * Returns the time zone that the times of a list follow, an IANA name; `null` if they follow this computer, or the time zone of
   * the installation is not known.
   */
  timeZoneOf(connectionId: string): string | null {
    const { installationFacts } = this.#settings.current;
    const facts = Object.hasOwn(installationFacts, connectionId) ? installationFacts[connectionId] : null;
    return facts && this.get(connectionId).timesOf === 'installation' ? shownTimeZone(facts) : null;
  }

  /** Stores the layout of a connection. No-op if the connection was removed in the meantime. */
  set(connectionId: string, view: KeyView): void {
    if (this.#nameOf(connectionId) === null) {
      return;
    }
    const { sorting } = this.get(connectionId);
    this.#settings.change({ keyViews: { ...this.#settings.current.keyViews, [connectionId]: view } });
    if (!isSameSorting(sorting, view.sorting)) {
      this.#onSorted(connectionId);
    }
  }
}
