import type { SavedCalendar } from '../../../shared/model/calendar.ts';
import { AppError } from '../../../shared/result.ts';
import type { FileDialogs, UserFiles } from '../../ports.ts';
import { completeName } from '../files/completeName.ts';
import type { CalendarContent } from './calendarContent.ts';

/** Name of calendar files, and their extension. */
export const CALENDAR_FILE = { name: 'keydesk-expiry', extension: 'ics' } as const;

/** Dependencies of {@link CalendarExport}. */
export interface CalendarExportOptions {
  readonly content: CalendarContent;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
}

/** Saves the expiries of keys as a calendar file; sends no request. */
export class CalendarExport {
  readonly #options: CalendarExportOptions;

  constructor(options: CalendarExportOptions) {
    this.#options = options;
  }

  /**
   * Saves the expiries of the keys of a connection, or of all that the user added, to a file that the user chooses.
   * @param fileKind name of the file type in the language of the window.
   * @returns `null` if cancelled.
   * @throws AppError `FILE_NOT_SAVED`, `CONNECTION_UNKNOWN`; `NOT_FOUND` if no key is known that expires today or later.
   */
  async save(connectionId: string | null, fileKind: string): Promise<SavedCalendar | null> {
    const { content, fileDialogs, userFiles } = this.#options;
    content.assertKnown(connectionId);
    const events = (await content.events(connectionId)) ?? [];
    if (events.length === 0) {
      throw new AppError('NOT_FOUND', 'No key is known that expires today or later.');
    }
    const { name, extension } = CALENDAR_FILE;
    const chosen = await fileDialogs.chooseSaveFile({
      suggestedName: `${name}.${extension}`,
      filter: { name: fileKind, extensions: [extension] },
    });
    if (chosen === null) {
      return null;
    }
    const isComplete = chosen.toLowerCase().endsWith(`.${extension}`);
    const file = isComplete ? chosen : await completeName(chosen, extension, userFiles);
    await userFiles.write(file, content.textOf(events));
    return { events: events.length, fileName: userFiles.nameOf(file), folderName: userFiles.folderNameOf(file) };
  }
}
