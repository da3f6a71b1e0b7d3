import { describe, expect, it } from 'vitest';
import { isTrustedSender } from '../../../electron/ipc/trustedSender.ts';
import { restrictNavigation } from '../../../electron/security.ts';
import { ipcMain } from '../../chromium-host/ipcMain.ts';
import { HostWebContents } from '../../chromium-host/webContents.ts';
import { fromWire } from '../../chromium-host/wire.ts';
import { fakeFrame } from './fakeFrame.ts';

const page = fakeFrame('https://bundle.app.invalid/index.html');
const contents = new HostWebContents().facade;

type InvokeEvent = Parameters<typeof isTrustedSender>[0];

/** The event that a handler gets for a call from a frame. */
async function eventOf(frame: typeof page): Promise<InvokeEvent> {
  const channel = `test:${Math.random()}`;
  let event: object = {};
  ipcMain.handle(channel, (received) => {
    event = received;
  });
  await contents.answer(frame, channel, []);
  return event as InvokeEvent;
}

describe('the event of an invoke', () => {
  it('carries the contents and a frame with the real address', async () => {
    const event = await eventOf(page);
    expect(event.sender).toBe(contents);
    expect(event.senderFrame).toMatchObject({ url: 'app://bundle/index.html', parent: null, detached: false });
    expect(() => Reflect.get(event, 'ports')).toThrow('does not implement IpcMainInvokeEvent.ports');
    expect(() => Reflect.get(event.senderFrame ?? {}, 'executeJavaScript')).toThrow('does not implement WebFrameMain');
  });

  it('is trusted for the page alone', async () => {
    const isTrusted = async (frame: typeof page): Promise<boolean> =>
      isTrustedSender(await eventOf(frame), (id) => id === contents.id);
    expect(await isTrusted(page)).toBe(true);
    expect(await isTrusted(fakeFrame('https://bundle.app.invalid/index.html', page))).toBe(false);
    expect(await isTrusted(fakeFrame('https://bundle.app.invalid/index.html', null, true))).toBe(false);
    expect(await isTrusted(fakeFrame('https://example.com/'))).toBe(false);
    expect(await isTrusted(fakeFrame('about:blank'))).toBe(false);
  });
});

describe('a call', () => {
  it('fails for a channel without handler and for a result that cannot be carried', async () => {
    ipcMain.handle('test:map', () => new Map());
    expect(fromWire(await contents.answer(page, 'test:none', []))).toMatchObject({
      error: expect.stringContaining('No handler registered'),
    });
    expect(fromWire(await contents.answer(page, 'test:map', []))).toMatchObject({
      error: expect.stringContaining('A Map cannot'),
    });
  });

  it('takes one handler for a channel', () => {
    ipcMain.handle('test:twice', () => {});
    expect(() => ipcMain.handle('test:twice', () => {})).toThrow('second handler');
  });
});

describe('a navigation', () => {
  it('goes through the listeners of the application', () => {
    const guarded = new HostWebContents();
    expect(guarded.mayNavigate(page, 'https://example.com/')).toBe(true);
    restrictNavigation(guarded as unknown as Parameters<typeof restrictNavigation>[0]);
    expect(guarded.mayNavigate(page, 'https://example.com/')).toBe(false);
    expect(guarded.mayNavigate(fakeFrame('about:blank', page), 'https://example.com/')).toBe(false);
    expect(guarded.mayNavigate(page, 'app://bundle/index.html')).toBe(true);
  });
});
