import { expect, it, vi } from 'vitest';
import { electronBrowser } from '../../../../electron/adapters/system/electronBrowser.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';

const PAGE = 'https://cmw.example.ru/#Settings/AuthenticationKeys';

function browserOver(openExternal: () => Promise<void>) {
  const shell = { openExternal: vi.fn(openExternal) };
  return { shell, open: electronBrowser(shell, new MemoryLogger()) };
}

it('passes a web page on to the system', async () => {
  const { shell, open } = browserOver(async () => {});
  expect(await open(PAGE)).toBe(true);
  expect(shell.openExternal).toHaveBeenCalledWith(PAGE);
});

it('says when the system has opened nothing', async () => {
  const { open } = browserOver(() => Promise.reject(new Error('Failed to open')));
  expect(await open(PAGE)).toBe(false);
});

it.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://server/share',
  'keydesk://key/1',
  'https://admin:secret@cmw.example.ru/',
  'https://admin@cmw.example.ru/',
  '-version',
  '',
])('opens nothing but web pages: %s', async (url) => {
  const { shell, open } = browserOver(async () => {});
  expect(await open(url)).toBe(false);
  expect(shell.openExternal).not.toHaveBeenCalled();
});
