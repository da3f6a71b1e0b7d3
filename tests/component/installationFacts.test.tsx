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
  await goTo('Connections');
  return opened;
}

test('the card of a connection says what its installation reports, also while it cannot be reached', async () => {
  const { memory } = await openFacts();
  const facts =
    'Version 5.0.13334.0 · Time zone Europe/Moscow (UTC+3) · Time zone of the account Asia/Omsk (UTC+6) · Clock 2 min ahead of this computer';
  await expect.element(text(facts, card)).toBeVisible();

  memory.adminApi.failure = new AppError('UNREACHABLE', 'No response.');
  await button('Check again: Moscow').click();
  await expect.element(text('The installation cannot be reached', card)).toBeVisible();
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

const DAY_MS = 24 * 60 * 60 * 1000;

/** Opens the page with two connections to one database, whose version and password need attention. */
async function openWarned(options: WindowOptions = {}) {
  const opened = await openFacts(
    {
      connections: [
        { ...CONNECTION_FORM, name: 'Copy', address: 'https://copy.example' },
        { ...CONNECTION_FORM, name: 'Moscow', environment: 'production' },
      ],
      ...options,
    },
    ({ adminApi, clock }) => {
      adminApi.server = { version: '4.7.3084.0', timeZone: null, databaseId: 'db.1', clockDifferenceMs: null };
      adminApi.account = { timeZone: null, passwordExpiresAt: clock.now() + 5 * DAY_MS - 60_000 };
    },
  );
  for (const { id } of opened.services.connections.stored) {
    await opened.services.installationFacts.read(id);
  }
  return opened;
}

test('fault 194: a card warns of the end of a password, of missing fixes and of a database that two connections share', async () => {
  const { memory } = await openWarned();
  const notes = card.getByRole('note');
  await expect.element(text('The password of “admin” expires in 5 days: ', notes)).toBeVisible();
  await expect.element(text('Set a new password in the product, then enter it here with “Edit”.', notes)).toBeVisible();
  await expect.element(text('Version 4.7.3084.0 lacks a security fix of 31 Dec 2025', notes)).toBeVisible();
  await expect.element(text('to update to version 5.0 of that day or to a later one', notes)).toBeVisible();
  await expect.element(text('Same database as “Copy”', notes)).toBeVisible();
  await expect.element(text('Same database as “Moscow”', cards.filter({ hasText: 'copy.example' }))).toBeVisible();

  memory.adminApi.server = { version: '6.0.9.0', timeZone: null, databaseId: 'db.2', clockDifferenceMs: null };
  memory.adminApi.account = { timeZone: null, passwordExpiresAt: null };
  await button('Check again: Moscow').click();
  await expect.element(text('Version 6.0.9.0', card)).toBeVisible();
  await expect.element(notes).not.toBeInTheDocument();
});
