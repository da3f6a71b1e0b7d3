import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { press } from './keyboard.ts';
import { openKeys, type WindowOptions } from './openWindow.tsx';
import { button, field, focusOn, goTo, text } from './pages/appWindow.ts';

const PATH = '/api/public/system/Security/AuthenticationKeyService';
const editing = page.getByRole('dialog', { name: 'Connection properties' });

/** Opens the properties of a connection whose installation has its key service at another path, which it names. */
async function openProperties(options: WindowOptions = {}) {
  const opened = await openKeys({
    connections: [{ ...CONNECTION_FORM, name: 'Moscow' }],
    ...options,
    prepare: ({ connectionProbe }) => {
      connectionProbe.failure = new AppError('SERVICE_MISSING', 'There is no such method.');
      connectionProbe.service = { kind: 'found', path: PATH };
      connectionProbe.workingPath = PATH;
    },
  });
  await goTo('Connections');
  await button('Edit: Moscow').click();
  await expect.element(editing).toBeVisible();
  return opened;
}

test('the path of the key service is found by a test and used with one key', async () => {
  const { services } = await openProperties();
  await button('Test connection', editing).click();
  await expect.element(text(PATH, editing)).toBeVisible();
  await focusOn(button('Use this path', editing));
  await press('Enter');
  await expect.element(text('Everything works', editing)).toBeVisible();
  await expect.element(field('Service path', editing)).toHaveValue(PATH);
  expect(services.connections.stored[0]?.servicePath).toBe(CONNECTION_FORM.servicePath);

  await button('Save', editing).click();
  await expect.element(editing).not.toBeInTheDocument();
  expect(services.connections.stored[0]?.servicePath).toBe(PATH);
});

test('new values that were not saved can take the path, too', async () => {
  await openProperties();
  await field('Password', editing).fill('other password');
  await button('Save', editing).click();
  await expect.element(text('Not saved: the new values do not work', editing)).toBeVisible();
  await button('Use this path', editing).click();
  await expect.element(text('Everything works', editing)).toBeVisible();
  await expect.element(field('Password', editing)).toHaveValue('other password');
});

test('an installation that lists no key service is told apart', async () => {
  const { memory } = await openProperties();
  memory.connectionProbe.service = { kind: 'notListed' };
  await button('Test connection', editing).click();
  await expect.element(text('the installation names none among its methods', editing)).toBeVisible();
  await expect.element(button('Use this path', editing)).not.toBeInTheDocument();
});
