import { keysPageOf } from '../../../shared/model/productPage.ts';
import { AppError } from '../../../shared/result.ts';
import type { OpenInBrowser } from '../../ports.ts';
import type { Connections } from './connections.ts';

/** Opens pages of installations in the browser of the system. The sample platform has none. */
export class ProductPages {
  readonly #connections: Pick<Connections, 'stored'>;
  readonly #openInBrowser: OpenInBrowser;

  constructor(connections: Pick<Connections, 'stored'>, openInBrowser: OpenInBrowser) {
    this.#connections = connections;
    this.#openInBrowser = openInBrowser;
  }

  /**
   * Opens the page of the authentication keys; the user signs in there.
   * @returns whether the system has opened it.
   * @throws AppError `CONNECTION_UNKNOWN`, also for the sample platform.
   */
  async openKeys(connectionId: string): Promise<boolean> {
    const connection = this.#connections.stored.find(({ id }) => id === connectionId);
    const page = connection === undefined ? null : keysPageOf(connection.address);
    if (page === null) {
      throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
    }
    return this.#openInBrowser(page);
  }
}
