import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import {
  type FollowedLink,
  type KeyLink,
  leadsToAddress,
  type OpenedLink,
  parseKeyLink,
} from '../../../shared/model/keyLink.ts';
import type { Publish } from '../../ports.ts';

/** Dependencies of {@link KeyLinks}. */
export interface KeyLinksOptions {
  readonly connections: () => {
    readonly connections: readonly ConnectionSummary[];
    readonly activeConnectionId: string;
  };
  readonly publish: Publish;
}

/** Holds a key link opened by the operating system until the window, once unlocked, takes it. */
export class KeyLinks {
  readonly #options: KeyLinksOptions;
  #opened: OpenedLink | null = null;

  constructor(options: KeyLinksOptions) {
    this.#options = options;
  }

  /** Finds the last link in command line arguments or opened URLs; it replaces a pending one. */
  open(texts: readonly string[]): void {
    const opened = texts.map(parseKeyLink).findLast((parsed) => parsed !== null) ?? null;
    if (opened !== null) {
      this.#opened = opened;
      this.#options.publish('keyLink:opened');
    }
  }

  /** Returns the pending link once; `null` if there is none. */
  take(): FollowedLink | null {
    const opened = this.#opened;
    this.#opened = null;
    return opened?.outcome === 'read' ? this.#follow(opened.link) : opened;
  }

  #follow(link: KeyLink): FollowedLink {
    const connectionIds = this.#connectionsOf(link);
    return connectionIds.length === 0
      ? { outcome: 'noConnection', connection: `${link.connection}${link.path}` }
      : { outcome: 'found', connectionIds, keyId: link.keyId };
  }

  /**
   * Returns the connections that a link can refer to: the one with the id in the link, else one per matching
   * installation. Of several connections to one installation, the active one is preferred.
   */
  #connectionsOf(link: KeyLink): string[] {
    const { connections, activeConnectionId } = this.#options.connections();
    const named = connections.find(({ id }) => link.path === '' && id === link.connection.toLowerCase());
    if (named !== undefined) {
      return [named.id];
    }
    const byInstallation = new Map<string, string>();
    for (const { id, address } of connections) {
      if (leadsToAddress(link, address) && (id === activeConnectionId || !byInstallation.has(address))) {
        byInstallation.set(address, id);
      }
    }
    return [...byInstallation.values()];
  }
}
