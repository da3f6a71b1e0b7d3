import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import {
  type FollowedLink,
  type KeyLink,
  leadsToAddress,
  type OpenedLink,
  parseKeyLink,
} from '../../../shared/model/keyLink.ts';
import type { Publish } from '../../ports.ts';

/** What the links are made of. */
export interface KeyLinksOptions {
  readonly connections: () => {
    readonly connections: readonly ConnectionSummary[];
    readonly activeConnectionId: string;
  };
  readonly publish: Publish;
}

/** Links to keys that the operating system has opened: kept until the window takes them, which a locked one does not. */
export class KeyLinks {
  readonly #options: KeyLinksOptions;
  #opened: OpenedLink | null = null;

  constructor(options: KeyLinksOptions) {
    this.#options = options;
  }

  /** Looks for a link in what the application was started with or told; the newest one counts. */
  open(texts: readonly string[]): void {
    const opened = texts.map(parseKeyLink).findLast((parsed) => parsed !== null) ?? null;
    if (opened !== null) {
      this.#opened = opened;
      this.#options.publish('keyLink:opened');
    }
  }

  /** Gives the link that was opened, once; `null` for none. */
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
   * The connections that a link can mean: the one that it names by its identifier, else one for each installation that it
   * fits, of several to the same installation the one that is shown.
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
