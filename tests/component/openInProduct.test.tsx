import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { button, goTo } from './pages/appWindow.ts';

const MOSCOW = { ...CONNECTION_FORM, name: 'Moscow', address: 'https://moscow.example/base' };
const KEYS_PAGE = 'https://moscow.example/base/#Settings/AuthenticationKeys';

test('the page of the keys in the product opens from the list and from the card of the connection', async () => {
  const { memory } = await openKeys({ connections: [MOSCOW] });
  await button('Open in the product').click();
  await expect.poll(() => memory.openedPages).toEqual([KEYS_PAGE]);
  await goTo('Connections');
  await button('Open in the product: Moscow').click();
  await expect.poll(() => memory.openedPages).toEqual([KEYS_PAGE, KEYS_PAGE]);
});

test('the address is shown if the system opens no browser', async () => {
  await openWindow({
    language: 'ru',
    connections: [MOSCOW],
    prepare: (memory) => Object.assign(memory.ports, { openInBrowser: async () => false }),
  });
  await button('Открыть в платформе').click();
  const toast = page.getByRole('status').filter({ hasText: 'Страница не открыта' });
  await expect.element(toast.filter({ hasText: KEYS_PAGE })).toBeVisible();
});

test('the sample platform has no such page', async () => {
  const { services } = await openKeys();
  await expect.element(button('Refresh')).toBeVisible();
  await expect.element(button('Open in the product')).not.toBeInTheDocument();
  await expect(services.productPages.openKeys('sample')).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
});
