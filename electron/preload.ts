/**
 * Runs in the sandboxed preload of the window and exposes one frozen object, `window.keydesk`: a function per channel
 * and one way to listen to events. It never hands out `ipcRenderer`, a channel name as an argument or an event object.
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

/** Calls `listener` whenever main says that the answers named by `event` are out of date; gives the way to stop. */
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
