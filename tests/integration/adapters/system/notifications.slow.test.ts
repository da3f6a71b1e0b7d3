import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CONFIRM_MS, electronNotifications } from '../../../../electron/adapters/system/electronNotifications.ts';
import { Notification } from '../../../chromium-host/notification.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { startNotificationService } from '../../../harness/notificationService.ts';
import { type PrivateSession, startPrivateSession } from '../../../harness/privateSession.ts';

let session: PrivateSession;
let clock: ManualClock;
let events: string[];

beforeEach(async () => {
  session = await startPrivateSession();
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', session.environment.DBUS_SESSION_BUS_ADDRESS);
  clock = new ManualClock();
  events = [];
});
afterEach(() => session.stop());

/** Shows a notification over the bus of the session. */
function show(title: string, body: string) {
  const notifications = electronNotifications({
    Notification: Notification as never,
    showWindow: () => events.push('window'),
    platform: 'linux',
    clock,
    logger: new MemoryLogger(),
  });
  return notifications.show({ title, body, onClick: () => events.push('click') });
}

it('a notification reaches the service with its text unchanged but for markup, and its click comes back', async () => {
  const service = await startNotificationService(session.environment.DBUS_SESSION_BUS_ADDRESS ?? '');
  const title = 'Скоро истекает срок действия 2 ключей API 👩‍💻';
  expect(await show(title, 'Иванов "Пётр" \\ <b>\nСклад № 7')).toBe('shown');
  expect(service.received).toEqual([{ id: 1, program: 'KeyDesk', title, body: 'Иванов "Пётр" \\ ‹b›\nСклад № 7' }]);
  expect(events).toEqual([]);
  service.click(1);
  await expect.poll(() => events).toEqual(['window', 'click']);

  expect(await show('Another one', 'Text')).toBe('shown');
  service.dismiss(2);
  service.click(1);
  expect(await show('The last one', 'Text')).toBe('shown');
  service.click(3);
  await expect.poll(() => events.length).toBe(4);
  service.stop();
});

it('fault 187: without a notification service it has failed, and with one that has started since it is shown', async () => {
  expect(await show('Title', 'Text')).toBe('failed');
  const service = await startNotificationService(session.environment.DBUS_SESSION_BUS_ADDRESS ?? '');
  expect(await show('Title', 'Text')).toBe('shown');
  service.stop();
});

it('fault 187: without a session bus there are no notifications', async () => {
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', '');
  expect(await show('Title', 'Text')).toBe('notSupported');
});

it('fault 187: a bus that has ended counts as no service', async () => {
  await session.stop();
  const outcome = show('Title', 'Text');
  clock.advance(CONFIRM_MS);
  expect(await outcome).toBe('failed');
});
