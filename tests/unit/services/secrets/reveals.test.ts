import { expect, it } from 'vitest';
import { REVEAL_MS } from '../../../../shared/model/clipboardState.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { memory, services, startBeforeEach } from '../application.ts';

startBeforeEach();

const reveal = (keyId = 'authkey.1') => services.reveals.reveal('sample', shownKey(keyId));
const ended = () => memory.published.filter((event) => event === 'reveal:ended').length;

it.each(['hidden', 'pageGone'] as const)('excludes the window from screen captures until %s', async (end) => {
  expect(await reveal()).toBe(secretOf('authkey.1'));
  expect(memory.screenProtection).toEqual([true]);
  services.reveals[end]();
  services.reveals[end]();
  expect(memory.screenProtection).toEqual([true, false]);
});

it('ends a reveal after 30 seconds, and the protection soon after, regardless of the window', async () => {
  await reveal();
  memory.clock.advance(REVEAL_MS - 1);
  expect(ended()).toBe(0);
  memory.clock.advance(1);
  expect(ended()).toBe(1);
  expect(memory.screenProtection).toEqual([true]);
  memory.clock.advance(1_000);
  expect(memory.screenProtection).toEqual([true, false]);
});

it('shows a second secret for the full time', async () => {
  await reveal();
  memory.clock.advance(REVEAL_MS - 1);
  await reveal();
  memory.clock.advance(REVEAL_MS - 1);
  expect(ended()).toBe(0);
});

it.each([
  ['locked', () => services.lock.lock()],
  ['reloaded', () => services.reveals.pageGone()],
])('returns no secret to a window that was %s in the meantime', async (_what, act) => {
  const response = reveal();
  act();
  await expect(response).rejects.toMatchObject({ code: 'LOCKED' });
  expect(memory.screenProtection).toEqual([]);
});

it('does not enable the protection if the platform rejects the call', async () => {
  await expect(reveal('authkey.99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(memory.screenProtection).toEqual([]);
});
