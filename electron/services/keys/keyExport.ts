import { type AuthenticationKey, keyStatus } from '../../../shared/model/key.ts';
import { type ExportedState, exportedState, KEY_COLUMNS, type KeyColumn } from '../../../shared/model/keyExport.ts';
import { csvText } from '../tables/csv.ts';
import { type SaveTableOptions, saveTable } from '../tables/saveTable.ts';
import type { KeyListSync } from './keyListSync.ts';

/** What exporting takes. */
export interface KeyExportOptions extends SaveTableOptions {
  readonly lists: Pick<KeyListSync, 'known'>;
}

/** Words of the window's language for what an exported list holds. */
export interface KeyExportWords {
  readonly columns: Readonly<Record<KeyColumn, string>>;
  readonly states: Readonly<Record<ExportedState, string>>;
}

/** Saves lists of keys as CSV, out of what is known of them: the installation need not be reached. */
export class KeyExport {
  readonly #options: KeyExportOptions;

  constructor(options: KeyExportOptions) {
    this.#options = options;
  }

  /**
   * Saves keys in the given order, without their secrets, where the user wants. They are named by their tokens.
   * @param fileKind the kind of file in the language of the window.
   * @returns the name of the file, or `null` when the user cancelled it.
   * @throws AppError `FILE_NOT_SAVED`.
   */
  save(
    connectionId: string,
    tokens: readonly string[],
    words: KeyExportWords,
    fileKind: string,
  ): Promise<string | null> {
    return saveTable(this.#options, 'keys', fileKind, async () => {
      const { state } = await this.#options.lists.known(connectionId);
      const byToken = new Map(state?.items.map((key) => [key.token, key]));
      const keys = tokens.map((token) => byToken.get(token)).filter((key) => key !== undefined);
      const header = KEY_COLUMNS.map((column) => words.columns[column]);
      const now = this.#options.clock.now();
      return csvText([header, ...keys.map((key) => rowOf(key, words, now))]);
    });
  }
}

function rowOf(key: AuthenticationKey, words: KeyExportWords, now: number): string[] {
  return [
    key.fullName,
    key.username,
    key.systemRoles.join('; '),
    key.token,
    key.creationDate,
    key.expirationDate,
    key.lastUsedDate ?? '',
    words.states[exportedState(keyStatus(key, now))],
  ];
}
