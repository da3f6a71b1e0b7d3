import { type AuthenticationKey, keyStatus } from '../../../shared/model/key.ts';
import {
  type ExportedState,
  exportedState,
  KEY_COLUMNS,
  type KeyColumn,
  NOTE_COLUMNS,
  type NoteColumn,
  SEEN_COLUMNS,
  type SeenColumn,
} from '../../../shared/model/keyExport.ts';
import { EMPTY_NOTE, type KeyNote, type KeyNotes as Notes } from '../../../shared/model/keyNote.ts';
import { accountUseFinder, type LastUse as ReadLogs } from '../../../shared/model/lastUse.ts';
import type { SavedTable, TableFormat } from '../../../shared/model/tableFile.ts';
import { AppError } from '../../../shared/result.ts';
import type { Table, TableColumn } from '../../ports.ts';
import type { LastUse } from '../lastUse/lastUse.ts';
import { type SaveTableOptions, saveTable, type TableFileRequest, writeTableFile } from '../tables/saveTable.ts';
import type { KeyListSync } from './keyListSync.ts';
import type { KeyNotes } from './keyNotes.ts';
import type { KeyViews } from './keyViews.ts';

/** Dependencies of the export. */
export interface KeyExportOptions extends SaveTableOptions {
  readonly lists: Pick<KeyListSync, 'known'>;
  readonly keyNotes: Pick<KeyNotes, 'list'>;
  readonly lastUse: Pick<LastUse, 'get'>;
  readonly keyViews: Pick<KeyViews, 'timeZoneOf'>;
}

/** Labels of an exported list in the language of the window. */
export interface KeyExportLabels {
  /** Name of the worksheet. */
  readonly sheet: string;
  readonly columns: Readonly<Record<KeyColumn, string>>;
  readonly states: Readonly<Record<ExportedState, string>>;
  /** `null` leaves the notes out. */
  readonly notes: Readonly<Record<NoteColumn, string>> | null;
  /** `null` leaves out what access logs say about the accounts. */
  readonly seen: Readonly<Record<SeenColumn, string>> | null;
}

/** Saves keys of the list in memory or in the cache as a table, with or without their notes and the last calls of their accounts; sends no request. */
export class KeyExport {
  readonly #options: KeyExportOptions;

  constructor(options: KeyExportOptions) {
    this.#options = options;
  }

  /**
   * Saves keys, without their secrets, to a file that the user chooses, with the times in the time zone of the list.
   * @param tokens the keys to save, in this order; tokens that are not in the list are skipped.
   * @returns `null` if the user cancelled.
   * @throws AppError `NOT_FOUND` if none of the keys is in the list; else as {@link saveTable}.
   */
  async save(
    connectionId: string,
    tokens: readonly string[],
    labels: KeyExportLabels,
    file: Omit<TableFileRequest, 'content'>,
  ): Promise<SavedTable | null> {
    const { state } = await this.#options.lists.known(connectionId);
    const byToken = new Map(state?.items.map((key) => [key.token, key]));
    const keys = tokens.map((token) => byToken.get(token)).filter((key) => key !== undefined);
    if (keys.length === 0) {
      throw new AppError('NOT_FOUND', 'None of the keys is in the list.');
    }
    const notes = labels.notes === null ? null : this.#options.keyNotes.list(connectionId).notes;
    const logs = labels.seen === null ? null : this.#options.lastUse.get(connectionId);
    const table = keyTable(keys, { notes, logs }, labels, this.#options.clock.now());
    const { region, keyViews } = this.#options;
    const timeZone = keyViews.timeZoneOf(connectionId);
    const ofList = {
      locale: () => region.locale(),
      timeZone: () => timeZone ?? region.timeZone(),
    };
    return saveTable({ ...this.#options, region: ofList }, { ...file, content: 'keys' }, table);
  }

  /** Saves keys, without their secrets, to a file of this path. @throws AppError as {@link saveTable}. */
  write(
    keys: readonly AuthenticationKey[],
    labels: Omit<KeyExportLabels, 'notes' | 'seen'>,
    file: string,
    format: TableFormat,
  ): Promise<void> {
    return writeTableFile(
      this.#options,
      file,
      format,
      keyTable(keys, NOTHING_KNOWN, { ...labels, notes: null, seen: null }, this.#options.clock.now()),
    );
  }
}

/** What this computer knows about keys besides the list. */
interface LocallyKnown {
  readonly notes: Notes | null;
  readonly logs: ReadLogs | null;
}

const NOTHING_KNOWN: LocallyKnown = { notes: null, logs: null };

const KINDS: Readonly<Record<KeyColumn, TableColumn['kind']>> = {
  fullName: 'text',
  username: 'text',
  systemRoles: 'text',
  token: 'text',
  creationDate: 'time',
  expirationDate: 'time',
  lastUsedDate: 'time',
  status: 'text',
};

function keyTable(
  keys: readonly AuthenticationKey[],
  known: LocallyKnown,
  labels: KeyExportLabels,
  now: number,
): Table {
  return {
    sheet: labels.sheet,
    columns: [
      ...KEY_COLUMNS.map((column) => ({ title: labels.columns[column], kind: KINDS[column] })),
      ...NOTE_COLUMNS.flatMap((column) =>
        labels.notes === null ? [] : [{ title: labels.notes[column], kind: 'text' as const }],
      ),
      ...SEEN_COLUMNS.flatMap((column) =>
        labels.seen === null ? [] : [{ title: labels.seen[column], kind: 'time' as const }],
      ),
    ],
    rowCount: keys.length,
    rows: rowsOf(keys, known, labels, now),
  };
}

function* rowsOf(
  keys: readonly AuthenticationKey[],
  { notes, logs }: LocallyKnown,
  labels: KeyExportLabels,
  now: number,
): Generator<string[]> {
  const find = accountUseFinder(logs?.accounts ?? []);
  const { from = '', to = '' } = logs?.period ?? {};
  for (const key of keys) {
    yield [
      key.fullName,
      key.username,
      key.systemRoles.join('; '),
      key.token,
      key.creationDate,
      key.expirationDate,
      key.lastUsedDate ?? '',
      labels.states[exportedState(keyStatus(key, now))],
      ...(notes === null ? [] : noteCells(notes.get(key.token) ?? EMPTY_NOTE)),
      ...(labels.seen === null ? [] : [find(key.username)?.lastCallAt ?? '', from, to]),
    ];
  }
}

function noteCells({ owner, purpose, ticket, tags }: KeyNote): string[] {
  return [owner, purpose, ticket, tags.join('; ')];
}
