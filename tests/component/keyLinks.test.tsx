import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { press } from './keyboard.ts';
import { openWindow } from './openWindow.tsx';
import { focusOn, text } from './pages/appWindow.ts';

test('a link opens its key; one to nothing says so and opens nothing', async () => {
  const { keys, services } = await openWindow();
  services.keyLinks.open(['keydesk://sample/authkey.3']);
  await expect.element(keys.properties).toBeVisible();
  await keys.closeProperties();
  for (const [link, reason] of [
    ['keydesk://nowhere.example/authkey.3', 'The link is for “nowhere.example”'],
    ['keydesk:///authkey.3', '“keydesk:///authkey.3” is not a link to a key.'],
    ['keydesk://sample/authkey.999999', 'The link is for the key “authkey.999999”'],
  ] as const) {
    services.keyLinks.open([link]);
    await expect.element(text(reason)).toBeVisible();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  }
});

test('fault 107: a link that fits two installations opens the key of the one that the user chooses', async () => {
  const { keys, services } = await openWindow({
    connections: ['a', 'b'].map((path) => ({
      ...CONNECTION_FORM,
      name: `Moscow ${path}`,
      address: `https://keys.example/${path}`,
    })),
  });
  await keys.waitForList();
  services.keyLinks.open(['keydesk://keys.example/authkey.3']);
  const question = page.getByRole('dialog', { name: 'Which connection is the link for?' });
  await expect.element(text('authkey.3', question)).toBeVisible();
  await focusOn(question.getByRole('button', { name: /Moscow a/ }));
  await press('Enter');
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: /^Connection: Moscow a/ })).toBeInTheDocument();
  await expect.element(keys.properties).toBeVisible();
});
