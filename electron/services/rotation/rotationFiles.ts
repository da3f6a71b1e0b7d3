import type { Language } from '../../../shared/model/language.ts';
import type { Rotation } from '../../../shared/model/rotation.ts';
import type { SavedTable } from '../../../shared/model/tableFile.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clipboard, Clock, FileDialogs, Region, UserFiles } from '../../ports.ts';
import type { Connections } from '../connections/connections.ts';
import { completeName } from '../files/completeName.ts';
import { rotationChecklist } from './checklist.ts';
import type { Rotations } from './rotations.ts';

/** Dependencies of {@link RotationFiles}. */
export interface RotationFilesOptions {
  readonly connections: Pick<Connections, 'list'>;
  readonly rotations: Pick<Rotations, 'list'>;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  readonly region: Region;
  readonly clock: Clock;
}

/** Rotations as a checklist for a ticket. */
export class RotationFiles {
  readonly #options: RotationFilesOptions;

  constructor(options: RotationFilesOptions) {
    this.#options = options;
  }

  /**
   * Returns the checklist of rotations, in Markdown.
   * @throws AppError `NOT_FOUND` if none of them is in the list any more, `CONNECTION_UNKNOWN`.
   */
  async checklist(connectionId: string, ids: readonly string[], language: Language): Promise<string> {
    return this.#text(connectionId, await this.#chosen(connectionId, ids), language);
  }

  /** Saves the checklist to a file that the user chooses; `null` if cancelled. @throws AppError also `FILE_NOT_SAVED`. */
  async save(
    connectionId: string,
    ids: readonly string[],
    language: Language,
    fileKind: string,
  ): Promise<SavedTable | null> {
    const { fileDialogs, userFiles } = this.#options;
    const chosen = await this.#chosen(connectionId, ids);
    const file = await fileDialogs.chooseSaveFile({
      suggestedName: 'keydesk-rotation.md',
      filter: { name: fileKind, extensions: ['md'] },
    });
    if (file === null) {
      return null;
    }
    const named = /\.\w+$/.test(userFiles.nameOf(file)) ? file : await completeName(file, 'md', userFiles);
    await userFiles.write(named, this.#text(connectionId, chosen, language));
    return { rows: chosen.length, fileName: userFiles.nameOf(named), folderName: userFiles.folderNameOf(named) };
  }

  /** Copies the checklist. @throws AppError also `CLIPBOARD_FAILED`. */
  async copy(connectionId: string, ids: readonly string[], language: Language): Promise<void> {
    await this.#options.clipboard.writeText(await this.checklist(connectionId, ids, language));
  }

  async #chosen(connectionId: string, ids: readonly string[]): Promise<readonly Rotation[]> {
    const wanted = new Set(ids);
    const chosen = (await this.#options.rotations.list(connectionId)).filter(({ id }) => wanted.has(id));
    if (chosen.length === 0) {
      throw new AppError('NOT_FOUND', 'None of these rotations is in the list.');
    }
    return chosen;
  }

  #text(connectionId: string, rotations: readonly Rotation[], language: Language): string {
    const { connections, region, clock } = this.#options;
    const connection = connections.list().connections.find(({ id }) => id === connectionId);
    if (connection === undefined) {
      throw new AppError('CONNECTION_UNKNOWN', 'The connection no longer exists.');
    }
    return rotationChecklist({ connection, rotations, language, timeZone: region.timeZone(), now: clock.now() });
  }
}
