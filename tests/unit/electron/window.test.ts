import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow, BrowserWindowConstructorOptions, Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { denyPermissions, restrictNavigation } from '../../../electron/security.ts';
import { createWindow } from '../../../electron/window.ts';

const electronFolder = join(import.meta.dirname, '../../../electron');

/** Records what a window is made with and what it is told to do. */
function recordWindow(isPackaged: boolean) {
  let options: BrowserWindowConstructorOptions | undefined;
  const loaded: string[] = [];
  const contents = Object.assign(new EventEmitter(), { reload: vi.fn() });
  class RecordedWindow {
    readonly webContents = contents;
    constructor(given: BrowserWindowConstructorOptions) {
      options = given;
    }
    once(): void {}
    show(): void {}
    async loadURL(url: string): Promise<void> {
      loaded.push(url);
    }
  }
  createWindow({
    BrowserWindow: RecordedWindow as unknown as typeof BrowserWindow,
    preload: '/app/preload.cjs',
    isPackaged,
    prefersDark: false,
  });
  return { options, loaded, contents };
}

describe('the window', () => {
  it('is made with the hardened options and no other', () => {
    expect(recordWindow(true).options?.webPreferences).toEqual({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it('loads our own page', () => {
    expect(recordWindow(false).loaded).toEqual(['app://bundle/index.html']);
  });

  it('loads a page that crashed again, once, and not one that was closed', () => {
    const { contents } = recordWindow(false);
    contents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(contents.reload).toHaveBeenCalledTimes(0);
    contents.emit('render-process-gone', {}, { reason: 'crashed' });
    contents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(contents.reload).toHaveBeenCalledTimes(1);
  });

  it('is made in one place only', () => {
    const makers = readdirSync(electronFolder, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.ts') && /new (?:\w+\.)?BrowserWindow\(/.test(readFileSync(join(electronFolder, file), 'utf8')),
    );
    expect(makers).toEqual(['window.ts']);
  });
});

describe('navigation', () => {
  const listeners = new Map<string, (event: { url: string; preventDefault: () => void }) => void>();
  let openHandler: ((details: { url: string }) => { action: string }) | undefined;
  restrictNavigation({
    on: (name: string, listener: (event: { url: string; preventDefault: () => void }) => void) => {
      listeners.set(name, listener);
    },
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
  } as unknown as WebContents);

  function isPrevented(name: string, url: string): boolean {
    const preventDefault = vi.fn();
    listeners.get(name)?.({ url, preventDefault });
    return preventDefault.mock.calls.length > 0;
  }

  describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', (name) => {
    it.each(['https://example.com/', 'app://bundle.evil/', 'data:text/html,x', 'file:///etc/passwd', 'not a url'])(
      'is prevented for %s',
      (url) => {
        expect(isPrevented(name, url)).toBe(true);
      },
    );

    it('is allowed for our own page', () => {
      expect(isPrevented(name, 'app://bundle/index.html')).toBe(false);
    });
  });

  it('never attaches a webview and never opens a window', () => {
    expect(isPrevented('will-attach-webview', 'app://bundle/index.html')).toBe(true);
    expect(openHandler?.({ url: 'app://bundle/index.html' })).toEqual({ action: 'deny' });
  });
});

it('refuses every permission', () => {
  const handlers: Record<string, (...given: unknown[]) => unknown> = {};
  const session = new Proxy(
    {},
    {
      get: (_target, name: string) => (handler: (...given: unknown[]) => unknown) => {
        handlers[name] = handler;
      },
    },
  );
  denyPermissions(session as Session);
  const callback = vi.fn();
  handlers.setPermissionRequestHandler?.(null, 'clipboard-read', callback);
  handlers.setDisplayMediaRequestHandler?.({}, callback);
  expect(callback.mock.calls).toEqual([[false], [{}]]);
  expect(handlers.setPermissionCheckHandler?.(null, 'media')).toBe(false);
  expect(handlers.setDevicePermissionHandler?.({})).toBe(false);
});
