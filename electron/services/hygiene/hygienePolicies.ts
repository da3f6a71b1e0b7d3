import { DEFAULT_POLICY, type HygienePolicy } from '../../../shared/model/hygienePolicy.ts';
import type { SettingsService } from '../settings/settings.ts';

/** Stores for each connection what is to be cleaned up. */
export class HygienePolicies {
  readonly #settings: SettingsService;
  readonly #nameOf: (connectionId: string) => string | null;

  /** @param nameOf returns `null` for an unknown connection. */
  constructor(settings: SettingsService, nameOf: (connectionId: string) => string | null) {
    this.#settings = settings;
    this.#nameOf = nameOf;
  }

  /** Returns the policy of a connection; the default if none is stored. */
  get(connectionId: string): HygienePolicy {
    const { hygienePolicies } = this.#settings.current;
    // The window may send any id: inherited properties are not policies.
    return (Object.hasOwn(hygienePolicies, connectionId) ? hygienePolicies[connectionId] : undefined) ?? DEFAULT_POLICY;
  }

  /** Stores the policy of a connection. No-op if the connection was removed in the meantime. */
  set(connectionId: string, policy: HygienePolicy): void {
    if (this.#nameOf(connectionId) !== null) {
      this.#settings.change({ hygienePolicies: { ...this.#settings.current.hygienePolicies, [connectionId]: policy } });
    }
  }
}
