import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { type HandOverLabels, handOverMessage } from '../../../shared/model/handOver.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { Keys } from '../keys/keys.ts';
import type { KeyClipboard } from '../secrets/keyClipboard.ts';

/** Dependencies of {@link HandOver}. */
export interface HandOverOptions {
  readonly connections: () => readonly ConnectionSummary[];
  readonly keys: Pick<Keys, 'factsOf' | 'tokenOf'>;
  readonly keyClipboard: Pick<KeyClipboard, 'copyText'>;
}

/** Copies what the user of a key has to know, except for the secret, which is passed on separately. */
export class HandOver {
  readonly #options: HandOverOptions;

  constructor(options: HandOverOptions) {
    this.#options = options;
  }

  /**
   * Copies address, token, user name and expiry of a key and a link to it as one text.
   * @throws AppError `NOT_FOUND`, `KEY_REPLACED`, `CONNECTION_UNKNOWN`; then the clipboard is unchanged.
   */
  copy(connectionId: string, key: KeyReference, labels: HandOverLabels): Promise<void> {
    const { connections, keys, keyClipboard } = this.#options;
    return keyClipboard.copyText(() => {
      const connection = connections().find(({ id }) => id === connectionId);
      if (connection === undefined) {
        throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
      }
      const token = keys.tokenOf(connectionId, key);
      const username = keys.factsOf(connectionId, key)?.username ?? '';
      return handOverMessage(connection, { id: key.id, token, username }, labels);
    });
  }
}
