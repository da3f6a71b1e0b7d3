import type { BaseWindow, Dialog, FileFilter, OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { FileDialogOptions, FileDialogs } from '../../ports.ts';

/** By default, GTK overwrites files without confirmation and macOS does not offer to create folders. */
const SAVE_PROPERTIES: NonNullable<SaveDialogOptions['properties']> = ['showOverwriteConfirmation', 'createDirectory'];

/**
 * The file dialogs of the operating system through Electron, modal to the window.
 * @param findWindow gives the window, or `undefined` once it is closed; a dialog then counts as cancelled.
 */
export function electronFileDialogs(
  dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>,
  findWindow: () => BaseWindow | undefined,
): FileDialogs {
  const choose = async (options: OpenDialogOptions): Promise<readonly string[]> => {
    const window = findWindow();
    if (window === undefined) {
      return [];
    }
    const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
    return canceled ? [] : filePaths;
  };
  const chooseOne = async (options: OpenDialogOptions): Promise<string | null> => (await choose(options))[0] ?? null;
  return {
    async chooseSaveFile({ suggestedName, ...options }) {
      const window = findWindow();
      if (window === undefined) {
        return null;
      }
      const choice = { defaultPath: suggestedName, filters: toFilters(options), properties: SAVE_PROPERTIES };
      const { canceled, filePath } = await dialog.showSaveDialog(window, choice);
      return canceled ? null : filePath;
    },
    chooseOpenFile: (options) => chooseOne({ filters: toFilters(options), properties: ['openFile'] }),
    chooseOpenFiles: (options, startIn) =>
      choose({ ...startingIn(startIn), filters: toFilters(options), properties: ['openFile', 'multiSelections'] }),
    chooseFolder: (startIn) => chooseOne({ ...startingIn(startIn), properties: ['openDirectory'] }),
  };
}

function startingIn(folder: string | null = null): Pick<OpenDialogOptions, 'defaultPath'> {
  return folder === null ? {} : { defaultPath: folder };
}

function toFilters({ filter }: FileDialogOptions): FileFilter[] {
  return [{ name: filter.name, extensions: [...filter.extensions] }];
}
