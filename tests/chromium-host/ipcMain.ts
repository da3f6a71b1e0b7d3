import { EventEmitter } from 'node:events';
import { cloneForWire } from './cloneable.ts';
import { strict } from './strict.ts';

type Handler = (event: object, ...parameters: unknown[]) => unknown;

/** What an invoke in the page gets: the value, or the text of the error it rejects with. */
export type InvokeReply = { readonly value: unknown } | { readonly error: string };

/** The part of Electron's `ipcMain` that KeyDesk uses. Listeners are accepted, but the preload cannot send to them. */
export class HostIpcMain extends EventEmitter {
  private readonly handlers = new Map<string, Handler>();

  /** @throws Error when the channel has a handler already. */
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.handlers.set(channel, handler);
  }

  /** Runs the handler of a channel. Arguments and result are copied as on Electron's wire. Never throws. */
  async answer(event: object, channel: string, parameters: readonly unknown[]): Promise<InvokeReply> {
    try {
      const handler = this.handlers.get(channel);
      if (handler === undefined) {
        throw new Error(`No handler registered for '${channel}'`);
      }
      return { value: cloneForWire(await handler(event, ...parameters.map(cloneForWire))) };
    } catch (error) {
      return { error: `Error invoking remote method '${channel}': ${String(error)}` };
    }
  }
}

/** Stands for Electron's `ipcMain`. */
export const ipcMain = strict('ipcMain', new HostIpcMain());
