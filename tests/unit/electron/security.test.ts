import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { denyPermissions, restrictNavigation } from '../../../electron/security.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Permission = Parameters<RequestHandler>[1] | Parameters<CheckHandler>[1];

/** Every permission that Electron's types know; one that is missing or not known any more does not compile. */
const PERMISSIONS = Object.keys({
  ar: true,
  'automatic-fullscreen': true,
  'background-fetch': true,
  'background-sync': true,
  'captured-surface-control': true,
  'clipboard-read': true,
  'clipboard-sanitized-write': true,
  'deprecated-sync-clipboard-read': true,
  'display-capture': true,
  fileSystem: true,
  fullscreen: true,
  geolocation: true,
  'geolocation-approximate': true,
  'hand-tracking': true,
  hid: true,
  'idle-detection': true,
  keyboardLock: true,
  'local-fonts': true,
  'local-network': true,
  'local-network-access': true,
  'loopback-network': true,
  media: true,
  mediaKeySystem: true,
  midi: true,
  midiSysex: true,
  nfc: true,
  notifications: true,
  openExternal: true,
  'payment-handler': true,
  'periodic-background-sync': true,
  'persistent-storage': true,
  pointerLock: true,
  'screen-wake-lock': true,
  sensors: true,
  serial: true,
  'smart-card': true,
  'speaker-selection': true,
  'storage-access': true,
  'system-wake-lock': true,
  'top-level-storage-access': true,
  usb: true,
  vr: true,
  'web-app-installation': true,
  'web-printing': true,
  'window-management': true,
  unknown: true,
} satisfies Record<Permission, true>);

const FOREIGN_ADDRESSES = [
  'https://example.com/',
  'http://127.0.0.1/',
  'app://bundle.evil/',
  'app://bundle@evil/',
  'app://user@bundle/index.html',
  'app://:password@bundle/index.html',
  'app://bundle:1/',
  'app://BUNDLE/',
  'app:bundle/index.html',
  'app2://bundle/',
  'data:text/html,x',
  'javascript:alert(1)',
  'blob:app://bundle/1',
  'blob:null/1',
  'file:///etc/passwd',
  'view-source:app://bundle/index.html',
  'about:blank',
  'chrome://crash',
  'devtools://devtools/bundled/inspector.html',
  '\\\\server\\share',
  'https://',
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

    it('is allowed for our own page', () => {
      expect(isPrevented(name, 'app://bundle/index.html')).toBe(false);
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

  it.each(PERMISSIONS)('refuses %s, asked for and looked up', (permission) => {
    const callback = vi.fn();
    handlers.setPermissionRequestHandler?.(null, permission, callback, {});
    expect(callback.mock.calls).toEqual([[false]]);
    expect(handlers.setPermissionCheckHandler?.(null, permission, 'app://bundle', {})).toBe(false);
  });

  it('refuses devices and screens', () => {
    const callback = vi.fn();
    handlers.setDisplayMediaRequestHandler?.({}, callback);
    expect(callback.mock.calls).toEqual([[{}]]);
    expect(handlers.setDevicePermissionHandler?.({})).toBe(false);
  });
});
