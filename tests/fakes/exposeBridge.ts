import type { Bridge } from '../../shared/ipc/bridge.ts';
import { CHANNELS, type Channel } from '../../shared/ipc/channels.ts';

/**
 * Puts the object that the preload exposes into the page; the window reads it when it is imported.
 * @param call what a call of any channel does.
 */
export function exposeBridge(
  call: (channel: Channel, input?: unknown) => Promise<unknown>,
  subscribe: Bridge['events']['subscribe'],
): void {
  const areas: Record<string, Record<string, unknown>> = {};
  for (const channel of CHANNELS) {
    const [area, verb] = channel.split(':') as [string, string];
    areas[area] ??= {};
    areas[area][verb] = (input?: unknown) => call(channel, input);
  }
  Object.assign(globalThis, { keydesk: { ...areas, events: { subscribe } } });
}
