import type { BaseWindow } from 'electron';
import { expect, it, vi } from 'vitest';
import { electronFileDialogs } from '../../../../electron/adapters/system/electronFileDialogs.ts';

const filter = { name: 'Table', extensions: ['csv'] };
const window = {} as BaseWindow;

function createDialogs(canceled: boolean, findWindow: () => BaseWindow | undefined = () => window) {
  const dialog = {
    showSaveDialog: vi.fn(async () => ({ canceled, filePath: canceled ? '' : '/home/user/keys.csv' })),
    showOpenDialog: vi.fn(async () => ({ canceled, filePaths: canceled ? [] : ['/home/user/keys.csv'] })),
  };
  return { dialog, dialogs: electronFileDialogs(dialog, findWindow) };
}

it('fault 63: asks in front of the window, and before a file is replaced, which Linux does only when told to', async () => {
  const { dialog, dialogs } = createDialogs(false);
  expect(await dialogs.chooseSaveFile({ suggestedName: 'keys.csv', filter })).toBe('/home/user/keys.csv');
  expect(dialog.showSaveDialog).toHaveBeenCalledWith(window, {
    defaultPath: 'keys.csv',
    filters: [filter],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  expect(await dialogs.chooseOpenFile({ filter })).toBe('/home/user/keys.csv');
  expect(dialog.showOpenDialog).toHaveBeenCalledWith(window, { filters: [filter], properties: ['openFile'] });
});

it('gives null for a cancelled dialog, and shows none without a window', async () => {
  const cancelled = createDialogs(true).dialogs;
  expect(await cancelled.chooseSaveFile({ suggestedName: 'keys.csv', filter })).toBeNull();
  expect(await cancelled.chooseOpenFile({ filter })).toBeNull();
  const { dialog, dialogs } = createDialogs(false, () => undefined);
  expect(await dialogs.chooseSaveFile({ suggestedName: 'keys.csv', filter })).toBeNull();
  expect(await dialogs.chooseOpenFile({ filter })).toBeNull();
  expect(dialog.showSaveDialog).not.toHaveBeenCalled();
  expect(dialog.showOpenDialog).not.toHaveBeenCalled();
});
