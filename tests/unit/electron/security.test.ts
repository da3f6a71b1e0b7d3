import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { denyPermissions, restrictNavigation } from '../../../electron/security.ts';

const FOREIGN_ADDRESSES = [
  'https://example.com/',
  'app://bundle.evil/',
  'app://user@bundle/index.html',
  'app://:password@bundle/index.html',
  'app://bundle:1/',
  'app://BUNDLE/',
  'app:bundle/index.html',
  'data:text/html,x',
  'javascript:alert(1)',
  'blob:app://bundle/1',
  'file:///etc/passwd',
  '\\\\server\\share',
  'not a url',
  '',
];

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
    it.each(FOREIGN_ADDRESSES)('is prevented for %j', (url) => {
      expect(isPrevented(name, url)).toBe(true);
    });

    it.each(['app://bundle/', 'app://bundle/index.html#x'])('is allowed for the own page: %s', (url) => {
      expect(isPrevented(name, url)).toBe(false);
    });
  });

  it.each(['app://bundle/index.html', ...FOREIGN_ADDRESSES])('never opens a window for %j', (url) => {
    expect(openHandler?.({ url })).toEqual({ action: 'deny' });
  });

  it('never attaches a webview', () => {
    expect(isPrevented('will-attach-webview', 'app://bundle/index.html')).toBe(true);
  });
});

describe('permissions', () => {
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

  // Names are not examined, so one represents all.
  it('denies every permission, requested or checked', () => {
    const callback = vi.fn();
    handlers.setPermissionRequestHandler?.(null, 'clipboard-read', callback, {});
    expect(callback.mock.calls).toEqual([[false]]);
    expect(handlers.setPermissionCheckHandler?.(null, 'clipboard-read', 'app://bundle', {})).toBe(false);
  });

  it('denies devices and screen capture', () => {
    const callback = vi.fn();
    handlers.setDisplayMediaRequestHandler?.({}, callback);
    expect(callback.mock.calls).toEqual([[{}]]);
    expect(handlers.setDevicePermissionHandler?.({})).toBe(false);
  });
});
