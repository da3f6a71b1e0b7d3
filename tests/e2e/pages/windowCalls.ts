import type { Page } from '@playwright/test';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import type { ListedKey } from '../../harness/otherAdministrator.ts';

/** The connection that the window shows. */
export function activeConnectionId(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { keydesk } = window as unknown as { readonly keydesk: Bridge };
    const answer = await keydesk.connections.list();
    if (!answer.ok) {
      throw new Error(answer.error.code);
    }
    return answer.data.activeConnectionId;
  });
}

/** Changes a preference; settles when main has confirmed it. */
export async function changePreference(page: Page, clipboardSeconds: number): Promise<void> {
  await page.evaluate(async (seconds) => {
    const { keydesk } = window as unknown as { readonly keydesk: Bridge };
    const answer = await keydesk.app.setPreferences({ clipboardSeconds: seconds });
    if (!answer.ok) {
      throw new Error(answer.error.code);
    }
  }, clipboardSeconds);
}

/** Has the list brought up to date over the feed of changes, and gives it as main tells it to the window. */
export function fetchList(page: Page, connectionId: string): Promise<readonly ListedKey[]> {
  return page.evaluate(async (id) => {
    const { keydesk } = window as unknown as { readonly keydesk: Bridge };
    const listed = await keydesk.keys.list({ connectionId: id, knownRevision: null, isWhole: false });
    if (!listed.ok) {
      throw new Error(listed.error.code);
    }
    const items = JSON.parse(listed.data.content.keys) as readonly ListedKey[];
    return items.map(({ id: keyId, expirationDate, version }) => ({ id: keyId, expirationDate, version }));
  }, connectionId);
}
