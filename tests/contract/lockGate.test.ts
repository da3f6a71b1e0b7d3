import { beforeEach, expect, it } from 'vitest';
import { CHANNELS, type Channel } from '../../shared/ipc/channels.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { createIpcBus } from '../fakes/ipcBus.ts';
import { createMemoryPorts } from '../fakes/memoryPorts.ts';
import { validInputs } from './inputs.ts';

/** Channels available while locked, listed again here so that the list of the gate cannot grow unnoticed. */
const OPEN: readonly Channel[] = [
  'app:getState',
  'app:retryKeychain',
  'keys:hide',
  'keys:endProtectedFile',
  'clipboard:clear',
  'clipboard:getState',
  'lock:lock',
  'lock:unlock',
  'lock:unlockWithSystem',
];

let called: string[];
let bus: ReturnType<typeof createIpcBus>;

beforeEach(() => {
  called = [];
  const handlers = Object.fromEntries(
    CHANNELS.map((channel) => [channel, () => void called.push(channel)]),
  ) as unknown as Handlers;
  bus = createIpcBus(createMemoryPorts(), handlers);
});

it.each(CHANNELS)(
  '%s reaches its handler before and after a lock, and meanwhile only where it may',
  async (channel) => {
    const isOpen = OPEN.includes(channel);
    const input = validInputs(crypto.randomUUID())[channel];
    await bus.invoke(channel, input);
    bus.services.lock.lock();
    const response = await bus.invoke(channel, input);
    expect(called).toEqual(isOpen ? [channel, channel] : [channel]);
    if (!isOpen) {
      expect(response).toEqual({ ok: false, error: { code: 'LOCKED', message: 'KeyDesk is locked.' } });
    }
    await bus.services.lock.unlock(null);
    called.length = 0;
    await bus.invoke(channel, input);
    expect(called).toEqual([channel]);
  },
);

it('returns nothing about connections and keys while the application is locked', async () => {
  const memory = createMemoryPorts();
  const locked = createIpcBus(memory);
  await locked.invoke('keys:list', { connectionId: 'sample' });
  await locked.invoke('connections:add', validInputs('')['connections:add']);
  locked.services.lock.lock();
  for (const channel of OPEN.filter((name) => !name.startsWith('lock:unlock'))) {
    const response = JSON.stringify(await locked.invoke(channel, validInputs('')[channel]));
    expect(response).not.toMatch(/stand|svc\.erp|authkey|0123456789abcdef/i);
  }
});
