import { type AuthenticationKey, keyStatus } from '../../../shared/model/key.ts';
import { type ExportedState, exportedState, KEY_COLUMNS, type KeyColumn } from '../../../shared/model/keyExport.ts';
import { csvText } from '../tables/csv.ts';
import { type SaveTableOptions, saveTable } from '../tables/saveTable.ts';
import type { KeyListSync } from './keyListSync.ts';

/** Dependencies of the export. */
export interface KeyExportOptions extends SaveTableOptions {
  readonly lists: Pick<KeyListSync, 'known'>;
}

/** Labels of an exported list in the language of the window. */
export interface KeyExportLabels {
  readonly columns: Readonly<Record<KeyColumn, string>>;
  readonly states: Readonly<Record<ExportedState, string>>;
}

/** Saves keys of the list in memory or in the cache as CSV; sends no request. */
export class KeyExport {
  readonly #options: KeyExportOptions;

  constructor(options: KeyExportOptions) {
    this.#options = options;
  }

  /**
   * Saves keys, without their secrets, to a file that the user chooses.
   * @param tokens the keys to save, in this order; tokens that are not in the list are skipped.
   * @param fileKind name of the file type in the language of the window.
   * @returns the file name, or `null` if the user cancelled.
   * @throws AppError `FILE_NOT_SAVED`.
   */
  save(
    connectionId: string,
    tokens: readonly string[],
    labels: KeyExportLabels,
    fileKind: string,
  ): Promise<string | null> {
    return saveTable(this.#options, 'keys', fileKind, async () => {
      const { state } = await this.#options.lists.known(connectionId);
      const byToken = new Map(state?.items.map((key) => [key.token, key]));
      const keys = tokens.map((token) => byToken.get(token)).filter((key) => key !== undefined);
      const header = KEY_COLUMNS.map((column) => labels.columns[column]);
      const now = this.#options.clock.now();
      return csvText([header, ...keys.map((key) => rowOf(key, labels, now))]);
    });
  }
}

function rowOf(key: AuthenticationKey, labels: KeyExportLabels, now: number): string[] {
  return [
    key.fullName,
    key.username,
    key.systemRoles.join('; '),
    key.token,
    key.creationDate,
    key.expirationDate,
    key.lastUsedDate ?? '',
    labels.states[exportedState(keyStatus(key, now))],
  ];
}
