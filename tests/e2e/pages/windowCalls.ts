import { expect, type Page } from '@playwright/test';
import type { Channel } from '../../../shared/ipc/channels.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { receiveKeys } from '../../../shared/ipc/receiveKeys.ts';
import { DEFAULT_SERVICE_PATH } from '../../../shared/model/connection.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { Result } from '../../../shared/result.ts';
import type { ListedKey } from '../../harness/otherAdministrator.ts';
import type { ConnectionForm } from './connections.ts';
import { KeysPage } from './keysPage.ts';

type Call = (input: unknown) => Promise<Result<unknown>>;

/** Makes a call as the window does, and returns its output. @throws Error with the error code. */
export async function callBridge<C extends Channel>(page: Page, channel: C, input?: Input<C>): Promise<Output<C>> {
  const [area = '', verb = ''] = channel.split(':');
  const result = await page.evaluate(
    ([first, second, parameter]) => {
      const { keydesk } = window as unknown as { readonly keydesk: Record<string, Record<string, Call>> };
      return keydesk[first]?.[second]?.(parameter);
    },
    [area, verb, input] as const,
  );
  if (result?.ok !== true) {
    throw new Error(`${channel}: ${result?.error.code}`);
  }
  return result.data as Output<C>;
}

/** Adds a connection without the dialog, and shows it. */
export async function addConnection(
  page: Page,
  { name, address, username, password }: ConnectionForm,
  options: Partial<Input<'connections:add'>> = {},
): Promise<void> {
  const form = { name, address, username, password, servicePath: DEFAULT_SERVICE_PATH, acknowledgesPlainHttp: false };
  await callBridge(page, 'connections:add', { ...form, ...options });
  await page.reload();
}

/** Adds a connection and waits for its list. */
export async function connect(...[page, form, options]: Parameters<typeof addConnection>): Promise<KeysPage> {
  await addConnection(page, form, options);
  await expect(page.getByRole('button', { name: `Connection: ${form.name}` })).toBeVisible();
  const keys = new KeysPage(page);
  await keys.waitForList();
  return keys;
}

/** Id of the connection shown in the window. */
export async function activeConnectionId(page: Page): Promise<string> {
  return (await callBridge(page, 'connections:list')).activeConnectionId;
}

/** Makes a call for the list of a connection as the window does, and returns all its keys. */
export async function listKeys(page: Page, input: Input<'keys:list'>): Promise<readonly AuthenticationKey[]> {
  const { content } = await callBridge(page, 'keys:list', input);
  const keys = await receiveKeys(content.keys, (next) => callBridge(page, 'keys:listNext', { next }));
  return keys ?? [];
}

/** Updates the list over the change feed, and returns it as main sends it to the window. */
export async function fetchList(page: Page, connectionId: string): Promise<readonly ListedKey[]> {
  const keys = await listKeys(page, { connectionId });
  return keys.map(({ id, expirationDate, version }) => ({ id, expirationDate, version }));
}
