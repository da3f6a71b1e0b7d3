import { expect, it } from 'vitest';
import { concealedFormats } from '../../../electron/adapters/concealedFormats.ts';
import { ClipboardItem, clipboard } from '../../chromium-host/clipboard.ts';

it('holds what was written last and forgets it when cleared', async () => {
  await clipboard.writeText('first');
  await clipboard.write([new ClipboardItem({ 'text/plain': 'second', ...concealedFormats('linux') })]);
  expect(await clipboard.readText()).toBe('second');
  clipboard.clear();
  expect(await clipboard.readText()).toBe('');
});

it('refuses a format that Electron would not know', () => {
  expect(() => new ClipboardItem({ 'x-kde-passwordManagerHint': 'secret' })).toThrow('clipboard format');
});
