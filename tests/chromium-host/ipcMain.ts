import { EventEmitter } from 'node:events';
import { packLongTexts } from './longTexts.ts';
import { strict } from './strict.ts';
import { toWireFromMain, type Wired } from './wire.ts';

type Handler = (event: object, ...parameters: unknown[]) => unknown;

/** The part of Electron's `ipcMain` that KeyDesk uses. Listeners are accepted, but the preload cannot send to them. */
class HostIpcMain extends EventEmitter {
  private readonly handlers = new Map<string, Handler>();

  /** @throws Error when the channel has a handler already. */
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.handlers.set(channel, handler);
  }

  /** Runs the handler of a channel with arguments off the wire. Never throws. */
  async answer(event: object, channel: string, parameters: readonly unknown[]): Promise<Wired> {
    try {
      const handler = this.handlers.get(channel);
      if (handler === undefined) {
        throw new Error(`No handler registered for '${channel}'`);
      }
      return toWireFromMain(await packLongTexts(await handler(event, ...parameters)));
    } catch (error) {
      return toWireFromMain({ error: `Error invoking remote method '${channel}': ${String(error)}` });
    }
  }
}

/** Stands for Electron's `ipcMain`. */
export const ipcMain = strict('ipcMain', new HostIpcMain());
