import { beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { FULL_ACCESS } from '../fakes/memoryAdminApi.ts';
import { SAMPLE_CERTIFICATE } from '../fakes/sampleCertificate.ts';
import { press } from './keyboard.ts';
import { openKeys, type openWindow } from './openWindow.tsx';
import { button, field, goTo, text } from './pages/appWindow.ts';

const UNREACHABLE = new AppError('UNREACHABLE', 'No response.');
const UNAUTHORIZED = new AppError('UNAUTHORIZED', 'The account or key was not accepted.');

const adding = page.getByRole('dialog', { name: 'New connection' });
const editing = page.getByRole('dialog', { name: 'Connection properties' });
const create = button('Create');
const cards = page.getByRole('main').getByRole('listitem');

let { keys, memory, services }: Awaited<ReturnType<typeof openWindow>> = {} as never;

beforeEach(async () => {
  ({ keys, memory } = await openKeys());
});

/** Opens the window anew with a connection besides the sample platform, which it shows. */
async function openConnected(form: Partial<typeof CONNECTION_FORM> = {}): Promise<void> {
  ({ keys, memory, services } = await openKeys({ connections: [{ ...CONNECTION_FORM, name: 'Moscow', ...form }] }));
}

async function openNew(): Promise<void> {
  await page.getByRole('button', { name: /^Connection: / }).click();
  await page.getByRole('menuitem', { name: 'Add a connection…' }).click();
  await expect.element(adding).toBeVisible();
}

async function fill({ address, password = 'correct horse' }: { address: string; password?: string }): Promise<void> {
  await field('Name', adding).fill('Moscow');
  await field('Address', adding).fill(address);
  await field('User name', adding).fill('admin');
  await field('Password', adding).fill(password);
  await button('Save', adding).click();
}

test('an unusable address is rejected with the reason, and what was typed stays', async () => {
  await openNew();
  await fill({ address: 'platform' });
  await expect.element(text('This is not an address', adding)).toBeVisible();
  await expect.element(field('Address', adding)).toHaveValue('platform');
  await button('Authentication key', adding).click();
  await expect.element(field('Secret key', adding)).toHaveValue('');
  await field('Token', adding).fill('nothing');
  await field('Secret key', adding).fill('nothing');
  await button('Save', adding).click();
  await expect.element(text('A token consists of 32 hexadecimal digits', adding)).toBeVisible();
  await expect.element(text('This is not a secret key', adding)).toBeVisible();
});

test('certificates of an authority are added from files, each once, and removed', async () => {
  await openNew();
  await button('Advanced', adding).click();
  const choose = async (content: string): Promise<void> => {
    memory.fileDialogs.choice = '/home/user/ca';
    memory.userFiles.files.set('/home/user/ca.pem', content);
    await button('Choose a file…', adding).click();
  };
  const kind = text('Root certificate of a certificate authority', adding);
  await choose(SAMPLE_CERTIFICATE);
  await expect.element(kind).toBeVisible();
  await choose('no certificate');
  await expect.element(text('contains no certificate that can be read', adding)).toBeVisible();
  await choose(SAMPLE_CERTIFICATE);
  await expect.element(text('contains no certificate', adding)).not.toBeInTheDocument();
  expect(kind.elements()).toHaveLength(1);
  await button('Remove the certificate CN=Example Root CA, O=Example, C=RU', adding).click();
  await expect.element(text('Needed only if', adding)).toBeVisible();
});

test('fault 128: of a pasted address the part that is used is shown before it is used', async () => {
  await openNew();
  await field('Address', adding).fill('https://platform.example/#Settings/AuthenticationKeys');
  await press('Tab');
  await expect.element(field('Address', adding)).toHaveValue('https://platform.example');

  // Enter saves without leaving the field.
  await fill({ address: 'https://platform.example' });
  await expect.element(adding).not.toBeInTheDocument();
  await goTo('Connections');
  await button('Edit: Moscow').click();
  await field('User name', editing).fill('');
  await field('Address', editing).fill('<platform.example:8443/docs/SystemApi>');
  await press('Enter');
  await expect.element(text('This field is required', editing)).toBeVisible();
  await expect.element(field('Address', editing)).toHaveValue('https://platform.example:8443');
});

test('plain http to another machine needs an acknowledgement and keeps a warning', async () => {
  await openNew();
  await fill({ address: 'http://platform.invalid' });
  await expect.element(text('Confirm that you want to connect without encryption', adding)).toBeVisible();
  await adding.getByRole('checkbox', { name: 'Connect without encryption anyway' }).click();
  await button('Save', adding).click();
  await expect.element(text('This connection is not encrypted.')).toBeVisible();
  await expect.element(adding).not.toBeInTheDocument();
});

test('a wrong password opens the connection with the message, and nothing is lost', async () => {
  await openNew();
  memory.adminApi.failure = UNAUTHORIZED;
  await fill({ address: 'https://platform.example', password: 'wrong' });
  await expect.element(editing).toBeVisible();
  await expect.element(text('The account or key was not accepted', editing)).toBeVisible();
  await expect.element(text('Connection added')).not.toBeInTheDocument();
  await expect.element(text('Leave empty to keep the stored password', editing)).not.toBeInTheDocument();
  await expect.element(field('Address', editing)).toHaveValue('https://platform.example');
  memory.adminApi.failure = null;
  await field('Password', editing).fill('correct horse');
  await button('Save', editing).click();
  await keys.waitForList();
});

test('fault 106: a wrong password does not replace the right one, unless the user insists', async () => {
  await openConnected();
  const stored = () => [...memory.secretStore.items.values()].join();
  await goTo('Connections');
  await button('Edit: Moscow').click();
  memory.connectionProbe.failure = UNAUTHORIZED;
  await field('Password', editing).fill('wrong');
  await press('Enter');
  await expect.element(text('Not saved: the new values do not work', editing)).toBeVisible();
  await expect.element(text('The account or key was not accepted', editing)).toBeVisible();
  expect(stored()).toContain('correct horse');

  await button('Save anyway', editing).click();
  await expect.element(text('Connection saved although its test failed')).toBeVisible();
  expect(stored()).toContain('wrong');
  expect(stored()).not.toContain('correct horse');
});

test('an installation that cannot be reached is reported, and a retry finds it once it is back', async () => {
  await openNew();
  memory.adminApi.failure = UNREACHABLE;
  await fill({ address: 'https://platform.example' });
  await expect.element(text('The installation cannot be reached').first()).toBeVisible();
  await expect.element(keys.grid).not.toBeInTheDocument();
  await expect.element(create).toBeDisabled();
  await create.hover({ force: true });
  await expect.element(page.getByRole('tooltip')).toMatchTextContent(/keys can be changed once it is back/);
  memory.adminApi.failure = null;
  await button('Retry').click();
  await keys.waitForList();
});

test('a failure shown in passing goes away with its button and with Escape, and covers no button of a dialog', async () => {
  await openConnected();
  await keys.rowAt(1).dblClick();
  vi.spyOn(memory.adminApi, 'readSecret').mockRejectedValue(UNREACHABLE);
  const failure = page.getByRole('status').filter({ hasText: 'The installation cannot be reached' });
  const copy = button('Copy secret', keys.properties);
  await copy.click();
  await button('Dismiss the message', failure).click();
  await expect.element(failure).not.toBeInTheDocument();

  await copy.click();
  await expect.element(failure).toBeVisible();
  const [message, close] = [failure, button('Close', keys.properties)].map((one) =>
    one.element().getBoundingClientRect(),
  );
  expect(message?.bottom).toBeLessThan(close?.top ?? 0);
  await press('Escape');
  await expect.element(failure).not.toBeInTheDocument();
  await expect.element(keys.properties).toBeVisible();
  await press('Escape');
  await expect.element(keys.properties).not.toBeInTheDocument();
});

test('a removed connection is gone from the list, and the sample platform takes its place', async () => {
  await openConnected();
  await goTo('Connections');
  const confirmation = page.getByRole('dialog', { name: 'Remove connection' });
  await button('Remove: Moscow').click();
  await button('Cancel', confirmation).click();
  await expect.element(confirmation).not.toBeInTheDocument();
  expect(cards.elements()).toHaveLength(2);

  await button('Remove: Moscow').click();
  await expect.element(text('KeyDesk switches to the sample platform', confirmation)).toBeVisible();
  await button('Remove', confirmation).click();
  await expect
    .element(page.getByText('Connection removed · KeyDesk switched to the sample platform', { exact: true }))
    .toBeVisible();
  await expect.element(cards.filter({ hasText: 'Sample platform' })).toHaveAttribute('aria-current', 'true');
  expect(cards.elements()).toHaveLength(1);
  await expect.element(page.getByRole('heading', { name: 'Connections' })).toHaveFocus();
});

test('the result of a removal is reported although the connection has left the list before', async () => {
  await openConnected();
  const remove = services.connections.remove.bind(services.connections);
  const response = Promise.withResolvers<void>();
  vi.spyOn(services.connections, 'remove').mockImplementation(async (id) => {
    const removed = await remove(id);
    await response.promise;
    return { ...removed, passwordRemoved: false };
  });
  await goTo('Connections');
  await button('Remove: Moscow').click();
  await button('Remove', page.getByRole('dialog')).click();
  await expect.poll(() => document.title).toBe('Sample platform – KeyDesk');
  response.resolve();
  await expect.element(text('Connection removed · Its password could not be deleted from the keychain')).toBeVisible();
});

test('an account that may only look at keys copies them, and reads why it can do no more', async () => {
  const denied = { canCreate: false, canEdit: false, canDelete: false };
  memory.adminApi.getPermissions = async () => ({ ...FULL_ACCESS, ...denied });
  ({ keys, memory } = await openKeys({ memory, connections: [{ ...CONNECTION_FORM, name: 'Support' }] }));
  await expect.element(create).toBeDisabled();
  await create.hover({ force: true });
  await expect.element(page.getByRole('tooltip')).toMatchTextContent(/may not create keys\. Ask an administrator/);
  await keys.rowAt(1).getByRole('checkbox').click();
  await expect.element(button('Delete')).toBeDisabled();
  await keys.rowAt(1).dblClick();
  await expect.element(button('Save', keys.properties)).toBeDisabled();
  await button('Copy secret', keys.properties).click();
  await expect.poll(() => memory.clipboard.isConcealed).toBe(true);
});

test('production is named in the title and in every dialog that destroys', async () => {
  expect(document.title).toBe('Sample platform – KeyDesk');
  await openConnected({ environment: 'production' });
  await expect.poll(() => document.title).toBe('Production – Moscow – KeyDesk');
  const stripe = page.getByRole('button', { name: /^Connection: Moscow .*Connected/ });
  await expect.element(stripe).toMatchTextContent(/Production/);
  await keys.rowAt(1).getByRole('checkbox').click();
  await button('Delete').click();
  await expect.element(keys.confirmation).toMatchTextContent(/Moscow Production/);
  await press('Escape');
  await goTo('Connections');
  await button('Remove: Moscow').click();
  await expect.element(page.getByRole('dialog', { name: 'Remove connection' })).toMatchTextContent(/Moscow Production/);
});

test('connections are switched by their shortcuts, but not while a dialog is open', async () => {
  await openConnected();
  const title = () => expect.poll(() => document.title);
  await press('Control+1');
  await title().toBe('Sample platform – KeyDesk');
  await keys.waitForList();
  await create.click();
  await expect.element(keys.newKey).toBeVisible();
  await press('Control+2');
  await press('Escape');
  await expect.element(keys.newKey).not.toBeInTheDocument();
  expect(document.title).toBe('Sample platform – KeyDesk');
  await press('Control+2');
  await title().toBe('Moscow – KeyDesk');
});

test('each connection has its own search, kept while another page or connection is shown', async () => {
  await openConnected();
  const all = keys.count();
  await keys.search.fill('svc');
  await expect.poll(() => keys.count()).toBeLessThan(all);
  const found = keys.count();
  await press('Control+1');
  await expect.element(page.getByRole('button', { name: /^Connection: Sample platform/ })).toBeVisible();
  await expect.element(keys.search).toHaveValue('');
  expect(document.activeElement?.textContent).toBe('Authentication keys');
  await keys.search.fill('petrova');
  await press('Control+2');
  await expect.element(keys.search).toHaveValue('svc');
  await expect.poll(() => keys.count()).toBe(found);
  expect(document.activeElement?.textContent).toBe('Authentication keys');
  await goTo('Settings');
  await goTo('Authentication keys');
  await expect.element(keys.search).toHaveValue('svc');
  await press('Control+1');
  await expect.element(keys.search).toHaveValue('petrova');
});

test('fault 24: shows both clocks while that of the installation differs', async () => {
  await openConnected();
  const report = (minutes: number) => memory.clockListeners.at(-1)?.(minutes * 60_000);
  const banner = page.getByRole('note').filter({ hasText: '20 minutes behind that of “Moscow”' });
  report(20);
  await expect.element(banner).toBeVisible();
  const times = banner.element().textContent?.matchAll(/\d\d \w{3} \d{4} \d\d:\d\d/g) ?? [];
  const [here = Number.NaN, there = Number.NaN] = [...times].map(([time]) => Date.parse(time));
  expect((there - here) / 60_000).toBe(20);
  report(0);
  await expect.element(banner).not.toBeInTheDocument();
});
