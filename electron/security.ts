import type { Session, WebContents } from 'electron';
import { isOwnPage } from './ownPage.ts';

/**
 * Restricts a web contents to KeyDesk's own page, and prevents new windows and `<webview>`.
 * Source: Electron's security checklist, points 12 to 14.
 */
export function restrictNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => preventForeign(event, event.url));
  contents.on('will-frame-navigate', (event) => preventForeign(event, event.url));
  contents.on('will-redirect', (event) => preventForeign(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function preventForeign(event: { preventDefault(): void }, url: string): void {
  if (!isOwnPage(url)) {
    event.preventDefault();
  }
}

/**
 * Denies all permissions to the page: Electron grants them by default, and KeyDesk needs none, since main writes the
 * clipboard.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
}
