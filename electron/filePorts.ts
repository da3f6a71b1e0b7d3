/** Ports about files that users choose, and the tables in them; re-exported by `ports.ts`. */
import type { TableFormat } from '../shared/model/tableFile.ts';

/** Options of a file dialog. */
export interface FileDialogOptions {
  /** Name of the file type in the language of the window, and its extensions without a dot. */
  readonly filter: { readonly name: string; readonly extensions: readonly string[] };
}

/** Options of a save dialog. */
export interface SaveDialogOptions extends FileDialogOptions {
  /** File name without folders. */
  readonly suggestedName: string;
}

/** The file dialogs of the operating system. They return an absolute path, or `null` if the user cancelled. */
export interface FileDialogs {
  /** Asks where to save a file. The system confirms overwriting an existing one. */
  chooseSaveFile(options: SaveDialogOptions): Promise<string | null>;
  chooseOpenFile(options: FileDialogOptions): Promise<string | null>;
  /** Asks for one or more files; none if the user cancelled. @param startIn folder that the dialog shows first. */
  chooseOpenFiles(options: FileDialogOptions, startIn?: string | null): Promise<readonly string[]>;
  /** Asks for an existing folder. @param startIn folder that the dialog shows first. */
  chooseFolder(startIn?: string | null): Promise<string | null>;
}

/** Files chosen by the user in {@link FileDialogs}. */
export interface UserFiles {
  /**
   * Writes a file completely or not at all. An existing file keeps its permissions and owner, and a link to it remains
   * a link; a new file gets default permissions.
   * @throws AppError `FILE_NOT_SAVED` with the system code as `detail`; the old file is then unchanged.
   */
  write(file: string, content: string | Uint8Array): Promise<void>;
  /** Removes a file that {@link write} has created. @throws AppError `FILE_NOT_SAVED` with the system code as `detail`. */
  remove(file: string): Promise<void>;
  /** Whether there is a file, folder or link of this name. */
  exists(file: string): Promise<boolean>;
  /**
   * Reads a file as UTF-8, or as UTF-16 if it has that byte order mark. The mark is removed.
   * @throws AppError `FILE_NOT_READ` with the system code as `detail`; also if the file exceeds `maxBytes`.
   */
  read(file: string, maxBytes: number): Promise<string>;
  /** Reads the bytes of a file. @throws as {@link read}. */
  readBytes(file: string, maxBytes: number): Promise<Uint8Array>;
  /** Returns the path of a file of this name in a folder. */
  pathIn(folder: string, name: string): string;
  /** Returns the name of a file without its folders. */
  nameOf(file: string): string;
  /** Returns the name of the folder of a file, without the folders above; `/` or `C:\\` for the top folder. */
  folderNameOf(file: string): string;
}

/** One column of a {@link Table}. */
export interface TableColumn {
  readonly title: string;
  /**
   * What its cells hold. `time`: ISO 8601 in UTC, written as local time, with the time zone in the title. Empty cells are
   * empty strings in every column.
   */
  readonly kind: 'text' | 'number' | 'time';
}

/** A table in the language of the window. */
export interface Table {
  /** Name of the worksheet, see `tableFileFields`. */
  readonly sheet: string;
  readonly columns: readonly TableColumn[];
  /** Number of rows. */
  readonly rowCount: number;
  /** The rows, one string per column. Read once, in parts, so that a long table is not held as a whole. */
  readonly rows: Iterable<readonly string[]>;
}

/** How a {@link Table} is written. */
export interface TableLayout {
  readonly format: TableFormat;
  /** Between the cells of a CSV file. */
  readonly separator: ',' | ';';
  /** IANA name of the time zone of the times; `null` for that of the system. */
  readonly timeZone: string | null;
}

/** Returns the content of a file with a table. Does not block. @throws AppError `FILE_NOT_SAVED`. */
export type WriteTable = (table: Table, layout: TableLayout) => Promise<Uint8Array>;

/** Regional settings of the operating system. */
export interface Region {
  /** BCP 47 tag of the regional format, which is not always the language. */
  locale(): string;
  /** IANA name of the current time zone; `null` if the system does not name a known one. */
  timeZone(): string | null;
}
