import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { english } from '../../renderer/i18n/i18n.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { openKeys, type WindowOptions } from './openWindow.tsx';
import { goTo } from './pages/appWindow.ts';

const TOKEN = '0f'.repeat(16);
const SECRET = `${'Ab1+/Z'.repeat(14)}xw==`;

let { keys, memory, services, close }: Awaited<ReturnType<typeof openKeys>> = {} as never;

async function open(options: WindowOptions = {}): Promise<void> {
  ({ keys, memory, services, close } = await openKeys(options));
}

beforeEach(() => open());

const dialog = page.getByRole('dialog', { name: 'Add an existing key' });
const section = page.getByRole('region', { name: 'Keys not managed here' });
const field = (name: string) => dialog.getByLabelText(name, { exact: true });

async function adopt(label: string, token = TOKEN, secret = SECRET): Promise<void> {
  await keys.press('Add an existing key…');
  await field('Label').fill(label);
  await field('Token').fill(token);
  await field('Secret key').fill(secret);
  await userEvent.keyboard('{Enter}');
}

test('a key known by token and secret is added, copied after a restart, edited and removed', async () => {
  await adopt('Partner');
  await expect.element(section).toMatchTextContent(/Partner.*0f0f0f0f…0f0f.*Expiry unknown/);
  expect(document.documentElement.outerHTML).not.toContain(SECRET);
  await close();
  await open({ memory });
  await keys.press('Copy secret: Partner');
  await expect.poll(() => memory.clipboard.text).toBe(SECRET);
  await keys.press('Edit: Partner');
  const editor = page.getByRole('dialog', { name: 'Properties of a key not managed here' });
  await editor.getByLabelText('Label', { exact: true }).fill('Renamed');
  await keys.press('Save', editor);
  await keys.press('Remove: Renamed');
  const removal = page.getByRole('dialog', { name: 'Remove a key not managed here' });
  await expect.element(removal).toMatchTextContent(/deletes its secret key from the keychain/);
  await keys.press('Remove', removal);
  await expect.element(section).not.toBeInTheDocument();
});

test('fault 159: swapped values are named, and a token in the list leads to its key', async () => {
  await adopt('Partner', SECRET.slice(0, 40), TOKEN);
  await expect.element(dialog).toMatchTextContent(/This is a secret key, not a token/);
  await expect.element(dialog).toMatchTextContent(/This is a token, not a secret key/);
  const [key] = [...memory.adminApi.keys.values()];
  await field('Token').fill(key?.token ?? '');
  await keys.press('Open this key', dialog);
  await expect.element(keys.properties).toBeVisible();
});

test('fault 159: without a keychain the key is not added, with the reason, and the values stay', async () => {
  memory.secretStore.problem = 'locked';
  await adopt('Partner');
  await expect.element(dialog.getByRole('alert')).toMatchTextContent(/was not added.*keychain only/);
  await expect.element(field('Token')).toHaveValue(TOKEN);
  memory.secretStore.problem = null;
});

test('a key not managed here is handed over: as a text without account and link, and as a call with its secret', async () => {
  await adopt('Partner');
  await keys.press('Hand over…: Partner');
  const handOver = page.getByRole('dialog', { name: 'Hand over the key' });
  await expect.element(handOver).toMatchTextContent(/Partner · 0f0f0f0f…0f0f/);
  await expect.element(handOver).toMatchTextContent(new RegExp(`token: ${TOKEN}\\s+Expires: unknown`));
  await expect.element(handOver).not.toMatchTextContent(/keydesk:\/\/|User name:/);
  await handOver.getByRole('combobox').click();
  await page.getByRole('option', { name: '.env' }).click();
  await keys.press('Copy with secret key', handOver);
  await expect.poll(() => memory.clipboard.text).toContain(SECRET);
  expect(document.documentElement.outerHTML).not.toContain(SECRET);
});

test('keys not managed here count among those that expire soon, and are named before their connection is removed', async () => {
  await close();
  await open({ connections: [CONNECTION_FORM] });
  await expect.element(page.getByRole('img', { name: '2 keys expire within 30 days' })).toBeVisible();
  const [connection] = services.connections.stored;
  const expirationDate = new Date(memory.clock.now() + 3 * 24 * 60 * 60 * 1000).toISOString();
  const adoption = { token: TOKEN, secretKey: SECRET, label: 'Partner', expirationDate };
  await services.adoptedKeys.add(connection?.id ?? '', adoption);
  await expect.element(page.getByRole('img', { name: '3 keys expire within 30 days' })).toBeVisible();
  await goTo('Connections');
  await keys.press(/^Remove/, page.getByRole('listitem').filter({ hasText: CONNECTION_FORM.name }));
  await expect
    .element(page.getByRole('dialog', { name: 'Remove connection' }))
    .toMatchTextContent(/1 key that is not managed here is removed with its secret key/);
});

test('a key not managed here is tested with its own secret, and the result is said', async () => {
  await adopt('Partner');
  await keys.press('Test: Partner');
  await expect.element(keys.status(/Partner.*: Works/)).toBeVisible();
  const { items } = await services.activity.list(
    { connectionId: null, search: '', actions: english.activity.actions },
    { skip: 0, take: 1 },
  );
  expect(items[0]).toMatchObject({ action: 'tested', outcome: 'done', fullName: 'Partner' });
});
