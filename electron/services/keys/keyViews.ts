import { DEFAULT_KEY_VIEW, type KeyView } from '../../../shared/model/keyView.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { SettingsService } from '../settings/settings.ts';

/** How the table of keys is arranged, for each connection. */
export class KeyViews {
  readonly #settings: SettingsService;
  readonly #nameOf: (connectionId: string) => string | null;

  /** @param nameOf gives `null` for a connection that there is not. */
  constructor(settings: SettingsService, nameOf: (connectionId: string) => string | null) {
    this.#settings = settings;
    this.#nameOf = nameOf;
  }

  /** Gives how the table of a connection is arranged; as nobody has arranged it where nobody has. */
  get(connectionId: string): KeyView {
    const { keyViews } = this.#settings.current;
    // Whatever the window names: what every object has by itself is no view.
    return (Object.hasOwn(keyViews, connectionId) ? keyViews[connectionId] : undefined) ?? DEFAULT_KEY_VIEW;
  }

  /** Remembers how the table of a connection is arranged; a connection that was removed meanwhile has none. */
  set(connectionId: string, view: KeyView): void {
    if (this.#nameOf(connectionId) === null) {
      return;
    }
    this.#settings.change({ keyViews: { ...this.#settings.current.keyViews, [connectionId]: view } });
  }
}

/** The views without that of one connection. */
export function withoutView(settings: Settings, connectionId: string): Settings['keyViews'] {
  const { [connectionId]: _removed, ...others } = settings.keyViews;
  return others;
}
