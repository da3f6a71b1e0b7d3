import type { Notification } from 'electron';
import { DAY_MS } from '../../../shared/model/instant.ts';
import type { NotificationOutcome } from '../../../shared/model/reminder.ts';
import type { Clock, Logger, Notifications } from '../../ports.ts';

/**
 * Names the application to Windows, which shows no notification of a program without such a name. The installer gives its
 * shortcut the same one: `appId` in electron-builder.yml.
 */
export const APP_USER_MODEL_ID = 'ru.keydesk.app';

/** Time in ms in which the system must confirm that a notification is shown. */
export const CONFIRM_MS = 10_000;

/** Dependencies of {@link electronNotifications}. */
export interface NotificationOptions {
  readonly Notification: typeof Notification;
  /** Brings the window to the front. */
  readonly showWindow: () => void;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Notifications of the operating system. Electron does not know whether they are shown: on Linux it only looks for the library
 * libnotify, and reports a missing notification service by not emitting `show`.
 */
export function electronNotifications(options: NotificationOptions): Notifications {
  const { Notification, showWindow, platform, clock, logger } = options;
  /** Referenced from here, since a notification that is collected as garbage no longer reports a click. */
  const shown = new Set<Notification>();
  return {
    show({ title, body, onClick }) {
      if (!Notification.isSupported()) {
        return Promise.resolve('notSupported');
      }
      return new Promise<NotificationOutcome>((resolve) => {
        const notification = new Notification({ title, body: platform === 'linux' ? withoutMarkup(body) : body });
        const settle = (outcome: NotificationOutcome): void => {
          cancel();
          resolve(outcome);
        };
        const forget = (): void => void shown.delete(notification);
        const cancel = clock.schedule(CONFIRM_MS, () => settle('failed'));
        notification.once('show', () => settle('shown'));
        notification.once('failed', (_event, error) => {
          logger.warn('The system has not shown a notification', { error });
          forget();
          settle('failed');
        });
        notification.once('close', forget);
        notification.once('click', () => {
          forget();
          showWindow();
          onClick();
        });
        shown.add(notification);
        // Notifications in a list of the desktop are clicked hours later, but not every system reports that one is closed.
        clock.schedule(DAY_MS, forget);
        notification.show();
      });
    },
  };
}

/** Desktops of Linux take the text for markup (Desktop Notifications Specification): a name must not become a link. */
function withoutMarkup(text: string): string {
  return text
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/&(?=#?\w+;)/g, '＆');
}
