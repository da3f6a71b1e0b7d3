import { expect, it } from 'vitest';
import { REVEAL_MS } from '../../../../shared/model/clipboardState.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { memory, services, startBeforeEach } from '../application.ts';

startBeforeEach();

const reveal = (keyId = 'authkey.1') => services.reveals.reveal('sample', shownKey(keyId));
const ended = () => memory.published.filter((event) => event === 'reveal:ended').length;

it.each(['hidden', 'pageGone'] as const)('protects the window from screen captures until %s', async (end) => {
  expect(await reveal()).toBe(secretOf('authkey.1'));
  expect(memory.screenProtection).toEqual([true]);
  services.reveals[end]();
  services.reveals[end]();
  expect(memory.screenProtection).toEqual([true, false]);
});

it('ends a reveal after 30 seconds, and the protection soon after, whatever the window does', async () => {
  await reveal();
  memory.clock.advance(REVEAL_MS - 1);
  expect(ended()).toBe(0);
  memory.clock.advance(1);
  expect(ended()).toBe(1);
  expect(memory.screenProtection).toEqual([true]);
  memory.clock.advance(1_000);
  expect(memory.screenProtection).toEqual([true, false]);
});

it('gives a second secret its full time', async () => {
  await reveal();
  memory.clock.advance(REVEAL_MS - 1);
  await reveal();
  memory.clock.advance(REVEAL_MS - 1);
  expect(ended()).toBe(0);
});

it.each([
  ['locked', () => services.lock.lock()],
  ['loaded anew', () => services.reveals.pageGone()],
])('gives no secret to a window that was %s meanwhile', async (_what, act) => {
  const response = reveal();
  act();
  await expect(response).rejects.toMatchObject({ code: 'LOCKED' });
  expect(memory.screenProtection).toEqual([]);
});

it('protects nothing when the platform rejects the call', async () => {
  await expect(reveal('authkey.99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(memory.screenProtection).toEqual([]);
});
