import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { type FollowedLink, type KeyLink, parseKeyLink } from '../../shared/model/keyLink.ts';
import type { Publish } from '../ports.ts';

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
  #opened: KeyLink | null = null;

  constructor(options: KeyLinksOptions) {
    this.#options = options;
  }

  /** Looks for a link in what the application was started with or told; the newest one counts. */
  open(texts: readonly string[]): void {
    const link = texts.map(parseKeyLink).findLast((parsed) => parsed !== null) ?? null;
    if (link !== null) {
      this.#opened = link;
      this.#options.publish('keyLink:opened');
    }
  }

  /** Gives the link that was opened, once; `null` for none. */
  take(): FollowedLink | null {
    const link = this.#opened;
    this.#opened = null;
    return link === null ? null : { ...link, connectionId: this.#connectionOf(link.connection) };
  }

  /** The connection that a link means: by its identifier, else by its host; the one that is shown before others. */
  #connectionOf(named: string): string | null {
    const { connections, activeConnectionId } = this.#options.connections();
    const meant = connections.filter(({ id, address }) => id === named || hostOf(address) === named);
    return (meant.find(({ id }) => id === activeConnectionId) ?? meant[0])?.id ?? null;
  }
}

/** Host and port of an address; `null` for the sample platform while it has none. */
function hostOf(address: string | null): string | null {
  return address !== null && URL.canParse(address) ? new URL(address).host : null;
}
