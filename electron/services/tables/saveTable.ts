import type { Clock, FileDialogs, UserFiles } from '../../ports.ts';

/** Dependencies of {@link saveTable}. */
export interface SaveTableOptions {
  readonly clock: Clock;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
}

/**
 * Asks where to save a table as CSV, and writes it.
 * @param content part of the suggested file name, beside the date.
 * @param fileKind name of the file type in the language of the window.
 * @param text creates the table once the user has chosen a file.
 * @returns the file name without folders; `null` if cancelled.
 * @throws AppError `FILE_NOT_SAVED`, and whatever `text` throws.
 */
export async function saveTable(
  { clock, fileDialogs, userFiles }: SaveTableOptions,
  content: string,
  fileKind: string,
  text: () => Promise<string>,
): Promise<string | null> {
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const file = await fileDialogs.chooseSaveFile({
    suggestedName: `keydesk-${content}-${day}.csv`,
    filter: { name: fileKind, extensions: ['csv'] },
  });
  if (file === null) {
    return null;
  }
  await userFiles.write(file, await text());
  return userFiles.nameOf(file);
}
