import { expect, it, vi } from 'vitest';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import { CHANNELS } from '../../../shared/ipc/channels.ts';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  listeners: new Map<string, (...given: unknown[]) => void>(),
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => electron.exposed.set(name, value) },
  ipcRenderer: {
    invoke: (...given: unknown[]) => {
      electron.invoked.push(given);
      return Promise.resolve('answer');
    },
    on: (name: string, listener: (...given: unknown[]) => void) => electron.listeners.set(name, listener),
    removeListener: (name: string) => electron.listeners.delete(name),
  },
}));

await import('../../../electron/preload.ts');
const bridge = electron.exposed.get('keydesk') as Bridge;

it('exposes one object with exactly the calls of the contract and the subscription to events', () => {
  expect([...electron.exposed.keys()]).toEqual(['keydesk']);
  const { events, ...areas } = bridge;
  const calls = Object.entries(areas).flatMap(([area, verbs]) => Object.keys(verbs).map((verb) => `${area}:${verb}`));
  expect(calls.sort()).toEqual([...CHANNELS].sort());
  expect(Object.keys(events)).toEqual(['subscribe']);
});

it('passes on exactly one input', async () => {
  const call = bridge.keys.reveal as (...given: unknown[]) => Promise<unknown>;
  expect(await call({ keyId: 'a' }, 'a click event', 'more')).toBe('answer');
  expect(electron.invoked.at(-1)).toEqual(['keys:reveal', { keyId: 'a' }]);
});

it('calls a listener without the event object of Electron', () => {
  const listener = vi.fn();
  const stop = bridge.events.subscribe('app:changed', listener);
  electron.listeners.get('app:changed')?.({ sender: 'the event' }, 'payload');
  expect(listener.mock.calls).toEqual([[]]);
  stop();
  expect(electron.listeners.has('app:changed')).toBe(false);
});

it('rejects an unknown event', () => {
  expect(() => bridge.events.subscribe('electron-store-get-data' as 'app:changed', vi.fn())).toThrow('Unknown event');
});
