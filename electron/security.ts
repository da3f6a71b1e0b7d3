import type { Session, WebContents } from 'electron';
import { isOwnPage } from './ownPage.ts';

/**
 * Shuts the doors of one web contents: it can show our own page only, open no window and hold no `<webview>`.
 * Source: Electron's security checklist, points 12 to 14.
 */
export function restrictNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => keepOwn(event, event.url));
  contents.on('will-frame-navigate', (event) => keepOwn(event, event.url));
  contents.on('will-redirect', (event) => keepOwn(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function keepOwn(event: { preventDefault(): void }, url: string): void {
  if (!isOwnPage(url)) {
    event.preventDefault();
  }
}

/**
 * Refuses every permission to the page: Electron grants them by default, and KeyDesk needs none. The clipboard is
 * written by main, not by the page.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
}
