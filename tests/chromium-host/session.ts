import { HostProtocol } from './protocol.ts';
import { strict } from './strict.ts';

type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type RequestHandler = (
  contents: unknown,
  permission: string,
  callback: (isGranted: boolean) => void,
  details: object,
) => void;

/** The part of Electron's `Session` that KeyDesk uses. */
export class HostSession {
  /** The handlers of its own; those of the default session are `protocol`. */
  readonly protocol = strict('Protocol', new HostProtocol());
  private checkHandler: CheckHandler | null = null;
  private requestHandler: RequestHandler | null = null;
  private hasDeviceHandler = false;
  private hasDisplayHandler = false;

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler;
  }

  /** Never called, because Chromium's device choosers need a click; the host only requires it. */
  setDevicePermissionHandler(handler: ((details: object) => boolean) | null): void {
    this.hasDeviceHandler = handler !== null;
  }

  setDisplayMediaRequestHandler(
    handler: ((request: object, callback: (streams: object) => void) => void) | null,
  ): void {
    this.hasDisplayHandler = handler !== null;
  }

  /** Closes the connections of all requests, including those in use. */
  async closeAllConnections(): Promise<void> {
    const { Agent, getGlobalDispatcher, setGlobalDispatcher } = await import('undici');
    const old = getGlobalDispatcher();
    setGlobalDispatcher(new Agent());
    await old.destroy();
  }

  /** The host uses no proxy. */
  async resolveProxy(_url: string): Promise<string> {
    return 'DIRECT';
  }

  /**
   * Calls the registered handlers for a permission; without handlers Electron grants it.
   * @throws Error if a handler for devices or screens is missing, since the host could not deny those.
   */
  async isGranted(contents: unknown, permission: string, origin: string): Promise<boolean> {
    if (!this.hasDeviceHandler || !this.hasDisplayHandler) {
      throw new Error('The session has no handler for devices or for display media');
    }
    const { checkHandler, requestHandler } = this;
    if (checkHandler !== null && !checkHandler(contents, permission, origin, {})) {
      return false;
    }
    return (
      requestHandler === null || (await new Promise((resolve) => requestHandler(contents, permission, resolve, {})))
    );
  }
}

/** The session of the window. */
export const defaultSession = strict('Session', new HostSession());

const partitions = new Map<string, HostSession>();

/** Implements Electron's `session`. */
export const session = strict('session', {
  defaultSession,
  /** @throws Error for a session that is kept on the disk. */
  fromPartition: (name: string, options: { readonly cache: boolean }): HostSession => {
    if (name.startsWith('persist:') || options.cache) {
      throw new Error('The Chromium host has no sessions that keep anything');
    }
    const known = partitions.get(name) ?? strict('Session', new HostSession());
    partitions.set(name, known);
    return known;
  },
});
