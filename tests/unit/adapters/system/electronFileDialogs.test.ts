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

it('fault 63: asks in front of the window, and before a file is replaced, which Linux does only on request', async () => {
  const { dialog, dialogs } = createDialogs(false);
  expect(await dialogs.chooseSaveFile({ suggestedName: 'keys.csv', filter })).toBe('/home/user/keys.csv');
  expect(dialog.showSaveDialog).toHaveBeenCalledWith(window, {
    defaultPath: 'keys.csv',
    filters: [filter],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  expect(await dialogs.chooseOpenFile({ filter })).toBe('/home/user/keys.csv');
  expect(dialog.showOpenDialog).toHaveBeenCalledWith(window, { filters: [filter], properties: ['openFile'] });
  await dialogs.chooseFolder();
  expect(dialog.showOpenDialog).toHaveBeenLastCalledWith(window, { properties: ['openDirectory'] });
  await dialogs.chooseFolder('/home/user/logs');
  expect(dialog.showOpenDialog).toHaveBeenLastCalledWith(window, {
    defaultPath: '/home/user/logs',
    properties: ['openDirectory'],
  });
});

it.each([
  ['is cancelled', createDialogs(true)],
  ['has no window to stand in front of', createDialogs(false, () => undefined)],
])('gives null where a dialog %s', async (what, { dialog, dialogs }) => {
  expect(await dialogs.chooseSaveFile({ suggestedName: 'keys.csv', filter })).toBeNull();
  expect(await dialogs.chooseOpenFile({ filter })).toBeNull();
  expect(await dialogs.chooseFolder()).toBeNull();
  const shown = [dialog.showSaveDialog, dialog.showOpenDialog].map(({ mock }) => mock.calls.length);
  expect(shown).toEqual(what === 'is cancelled' ? [1, 2] : [0, 0]);
});
