import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';
import { toWireFromMain, type Wired } from './wire.ts';

type Handler = (event: object, ...parameters: unknown[]) => unknown;

/** The part of Electron's `ipcMain` that KeyDesk uses. Listeners can be added, but the preload cannot send to them. */
class HostIpcMain extends EventEmitter {
  private readonly handlers = new Map<string, Handler>();

  /** @throws Error if the channel already has a handler. */
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.handlers.set(channel, handler);
  }

  /** Calls the handler of a channel; encodes `{ value }`, or `{ error }` with the text that the call rejects with. */
  async invoke(event: object, channel: string, parameters: readonly unknown[]): Promise<Wired> {
    try {
      const handler = this.handlers.get(channel);
      if (handler === undefined) {
        throw new Error(`No handler registered for '${channel}'`);
      }
      return await toWireFromMain({ value: await handler(event, ...parameters) });
    } catch (error) {
      return toWireFromMain({ error: `Error invoking remote method '${channel}': ${String(error)}` });
    }
  }
}

/** Implements Electron's `ipcMain`. */
export const ipcMain = strict('ipcMain', new HostIpcMain());
