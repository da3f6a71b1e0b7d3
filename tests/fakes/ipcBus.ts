import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { createHandlers } from '../../electron/ipc/handlers.ts';
import { registerHandlers } from '../../electron/ipc/register.ts';
import { APP_URL } from '../../electron/ownPage.ts';
import { createServices } from '../../electron/services/services.ts';
import type { Channel } from '../../shared/ipc/channels.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { MemoryPorts } from './memoryPorts.ts';

/** The sender of a call, as far as main looks at it. */
export interface Sender {
  readonly sender: { readonly id: number };
  readonly senderFrame: {
    readonly url: string;
    readonly parent: unknown;
    readonly detached: boolean;
    readonly isDestroyed: () => boolean;
  } | null;
}

/** Identifier of the one web contents that belongs to the application. */
export const OWN_CONTENTS_ID = 1;

/** The top frame of our own page. */
export const OWN_SENDER: Sender = {
  sender: { id: OWN_CONTENTS_ID },
  senderFrame: { url: APP_URL, parent: null, detached: false, isDestroyed: () => false },
};

/**
 * Calls the real handlers as Electron would: arguments and responses are structured-cloned.
 * @param replacedHandlers replaces the real handlers, to test what surrounds them.
 */
export function createIpcBus(memory: MemoryPorts, replacedHandlers?: Handlers) {
  const listeners = new Map<string, (event: IpcMainInvokeEvent, ...input: unknown[]) => unknown>();
  const ipcMain: Pick<IpcMain, 'handle'> = {
    handle: (channel, listener) => {
      listeners.set(channel, listener);
    },
  };
  const services = createServices(memory.ports);
  registerHandlers({
    ipcMain,
    handlers: replacedHandlers ?? createHandlers(services),
    logger: memory.logger,
    isOwnContents: (id) => id === OWN_CONTENTS_ID,
    isLocked: () => services.lock.isLocked,
  });
  return {
    services,
    channels: [...listeners.keys()],
    invoke: async (channel: Channel, input?: unknown, sender: Sender = OWN_SENDER): Promise<Result<unknown>> => {
      const listener = listeners.get(channel);
      if (listener === undefined) {
        throw new Error(`No handler for ${channel}`);
      }
      const response = await listener(sender as unknown as IpcMainInvokeEvent, structuredClone(input));
      return structuredClone(response) as Result<unknown>;
    },
  };
}
