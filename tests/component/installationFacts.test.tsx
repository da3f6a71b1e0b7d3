import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { openKeys, type WindowOptions } from './openWindow.tsx';
import { button, goTo, text } from './pages/appWindow.ts';

const cards = page.getByRole('main').getByRole('listitem');
const card = cards.filter({ hasText: 'Moscow' });

/** Opens the page of connections of an installation that reports everything. */
async function openFacts(options: WindowOptions = {}, prepare: (memory: MemoryPorts) => void = () => {}) {
  const opened = await openKeys({
    connections: [{ ...CONNECTION_FORM, name: 'Moscow' }],
    ...options,
    prepare: (memory) => {
      memory.adminApi.server = {
        version: '5.0.13334.0',
        timeZone: 'Europe/Moscow',
        databaseId: 'db.1',
        clockDifferenceMs: 125_000,
      };
      memory.adminApi.account = { timeZone: 'Asia/Omsk', passwordExpiresAt: null };
      prepare(memory);
    },
  });
  await goTo(options.language === 'ru' ? 'Подключения' : 'Connections');
  return opened;
}

test('the card of a connection says what its installation reports, also while it cannot be reached', async () => {
  const { memory } = await openFacts();
  const facts =
    'Version 5.0.13334.0 · Time zone Europe/Moscow (UTC+3) · Time zone of the account Asia/Omsk (UTC+6) · Clock 2 min ahead of this computer';
  await expect.element(text(facts, card)).toBeVisible();

  memory.adminApi.failure = new AppError('UNREACHABLE', 'No response.');
  await button('Check again: Moscow').click();
  await expect.element(card.getByRole('alert')).toHaveTextContent('The installation cannot be reached');
  await expect.element(text(facts, card)).toBeVisible();
});

test('facts are read again when the user asks for it', async () => {
  const { memory } = await openFacts();
  await expect.element(text('Version 5.0.13334.0', card)).toBeVisible();
  memory.adminApi.server = { version: '6.0.1', timeZone: 'Mars/Olympus', databaseId: null, clockDifferenceMs: -40_000 };
  await button('Check again: Moscow').click();
  await expect
    .element(text('Version 6.0.1 · Time zone “Mars/Olympus”, which this computer does not know', card))
    .toBeVisible();
  await expect.element(text('Clock 40 sec behind this computer', card)).toBeVisible();
});

test('an installation that reports nothing has no line and no error', async () => {
  await openFacts({}, (memory) => {
    memory.adminApi.server = null;
    memory.adminApi.account = null;
  });
  await expect.element(card).toBeVisible();
  await expect.element(button('Check again: Moscow')).not.toBeInTheDocument();
  await expect.element(card.getByRole('alert')).not.toBeInTheDocument();
});
