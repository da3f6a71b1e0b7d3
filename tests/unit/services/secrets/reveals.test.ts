import { beforeEach, expect, it } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { REVEAL_MS } from '../../../../shared/model/clipboardState.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';

let memory: MemoryPorts;
let services: Services;

beforeEach(async () => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
});

const reveal = () => services.reveals.reveal('sample', shownKey('authkey.1'));
const ended = () => memory.published.filter((event) => event === 'reveal:ended').length;

it('keeps the window out of screen captures from before the value is given until it is hidden', async () => {
  expect(await reveal()).toBe(secretOf('authkey.1'));
  expect(memory.screenProtection).toEqual([true]);
  services.reveals.hidden();
  expect(memory.screenProtection).toEqual([true, false]);
  services.reveals.hidden();
  expect(memory.screenProtection).toEqual([true, false]);
});

it('is ended by main after 30 seconds, and the protection soon after, whatever the window does', async () => {
  await reveal();
  memory.clock.advance(REVEAL_MS - 1);
  expect(ended()).toBe(0);
  memory.clock.advance(1);
  expect(ended()).toBe(1);
  expect(memory.screenProtection).toEqual([true]);
  memory.clock.advance(1_000);
  expect(memory.screenProtection).toEqual([true, false]);
});

it('gives a second value its whole time', async () => {
  await reveal();
  memory.clock.advance(REVEAL_MS - 1);
  await reveal();
  memory.clock.advance(REVEAL_MS - 1);
  expect(ended()).toBe(0);
});

it('ends with the page, which cannot hide anything any more', async () => {
  await reveal();
  services.reveals.pageGone();
  expect(memory.screenProtection).toEqual([true, false]);
});

it.each(['locked', 'loaded anew'])('gives no value to a window that was %s meanwhile', async (event) => {
  const answer = reveal();
  if (event === 'locked') {
    services.lock.lock();
  } else {
    services.reveals.pageGone();
  }
  await expect(answer).rejects.toMatchObject({ code: 'LOCKED' });
  expect(memory.screenProtection).toEqual([]);
});

it('protects nothing when the platform refuses', async () => {
  await expect(services.reveals.reveal('sample', shownKey('authkey.99'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(memory.screenProtection).toEqual([]);
});
