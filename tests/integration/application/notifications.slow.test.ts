import type { Page } from '@playwright/test';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startNotificationService } from '../../harness/notificationService.ts';
import { type PrivateSession, startPrivateSession } from '../../harness/privateSession.ts';
import { type StartedApplication, startApplication } from './startApplication.ts';

let session: PrivateSession;
let app: StartedApplication;

beforeEach(async () => {
  session = await startPrivateSession();
  app = await startApplication(session.environment);
});
afterEach(async () => {
  await app.close();
  app.clean();
  await session.stop();
});

interface Bridge {
  readonly keydesk: { readonly reminders: { readonly showTest: () => Promise<{ readonly data: unknown }> } };
}

/** Has the application show a notification as a test, and returns what became of it. */
const showTest = async (page: Page) =>
  (await page.evaluate(() => (globalThis as unknown as Bridge).keydesk.reminders.showTest())).data;

it('a notification of the running application reaches the notification service of the session', async () => {
  expect(await showTest(app.page)).toEqual({ outcome: 'failed' });
  const service = await startNotificationService(session.environment.DBUS_SESSION_BUS_ADDRESS ?? '');
  expect(await showTest(app.page)).toEqual({ outcome: 'shown' });
  expect(service.received).toMatchObject([
    { program: 'KeyDesk', title: 'KeyDesk can remind you', body: 'Reminders about keys that expire look like this.' },
  ]);
  service.stop();
});
