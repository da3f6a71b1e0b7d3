import type { Bridge } from '../../shared/ipc/bridge.ts';
import { CHANNELS, type Channel } from '../../shared/ipc/channels.ts';
import type { EventName } from '../../shared/ipc/events.ts';
import { createIpcBus } from '../fakes/ipcBus.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';

type Invoke = (channel: Channel, input?: unknown) => Promise<unknown>;

const NO_MAIN: Invoke = () => Promise.reject(new Error('No main process is connected'));
let invoke = NO_MAIN;
const listeners = new Map<string, Set<() => void>>();

/** Settles in a later task, as a message between two processes arrives. */
function laterTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const subscribe: Bridge['events']['subscribe'] = (event, listener) => {
  const relay = (): void => listener();
  const subscribed = listeners.get(event) ?? new Set();
  listeners.set(event, subscribed.add(relay));
  return () => subscribed.delete(relay);
};

async function call(channel: Channel, input: unknown): Promise<unknown> {
  const called = invoke;
  await laterTask();
  const response = await called(channel, input);
  await laterTask();
  return response;
}

/**
 * Exposes what the preload exposes, connected to the current main process. Called once for all tests, before anything of
 * the window is imported.
 */
export function exposeMainBridge(): void {
  const areas: Record<string, Record<string, unknown>> = {};
  for (const channel of CHANNELS) {
    const [area, verb] = channel.split(':') as [string, string];
    areas[area] ??= {};
    areas[area][verb] = (input?: unknown) => call(channel, input);
  }
  Object.assign(globalThis, { keydesk: { ...areas, events: { subscribe } } });
}

/** Connects the page to the real handlers over the services of these ports. What was connected before is cut off. */
export function connectMain(memory: MemoryPorts) {
  const publish = (event: EventName): void => {
    memory.ports.publish(event);
    void laterTask().then(() => {
      for (const listener of listeners.get(event) ?? []) {
        listener();
      }
    });
  };
  const bus = createIpcBus({ ...memory, ports: { ...memory.ports, publish } });
  invoke = bus.invoke;
  bus.services.start();
  return bus.services;
}
