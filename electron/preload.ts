/**
 * Sandboxed preload. Exposes one frozen object, `window.keydesk`, with a function per channel and a function to
 * subscribe to events. Neither `ipcRenderer` nor event objects are exposed, and no function takes a channel name.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS } from '../shared/ipc/channels.ts';
import { EVENTS } from '../shared/ipc/events.ts';

type Call = (input?: unknown) => Promise<unknown>;

const api: Record<string, Record<string, Call>> = {};
for (const channel of CHANNELS) {
  const [area, verb] = channel.split(':') as [string, string];
  api[area] ??= {};
  api[area][verb] = (input) => ipcRenderer.invoke(channel, input);
}

/** Calls `listener` whenever main sends `event`; returns a function that ends the subscription. */
function subscribe(event: string, listener: () => void): () => void {
  if (!(EVENTS as readonly string[]).includes(event)) {
    throw new Error('Unknown event');
  }
  const relay = (): void => listener();
  ipcRenderer.on(event, relay);
  return () => {
    ipcRenderer.removeListener(event, relay);
  };
}

contextBridge.exposeInMainWorld('keydesk', { ...api, events: { subscribe } });
