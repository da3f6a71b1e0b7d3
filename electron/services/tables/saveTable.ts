import type { Clock, FileDialogs, UserFiles } from '../../ports.ts';

/** What saving a table takes. */
export interface SaveTableOptions {
  readonly clock: Clock;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
}

/**
 * Asks where to save a table as CSV, and writes it there.
 * @param content goes into the suggested name, beside the day.
 * @param fileKind the kind of file in the language of the window.
 * @param text makes the table, once the user has chosen a place.
 * @returns the name of the file without its folders, or `null` when the user cancelled it.
 * @throws AppError `FILE_NOT_SAVED`, and whatever `text` fails with.
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
