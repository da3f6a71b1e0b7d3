import { isDeepStrictEqual } from 'node:util';
import { app } from './app.ts';
import { strict } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** A scheme as the application registers it. */
interface CustomScheme {
  readonly scheme: string;
  readonly privileges?: object;
}

const HARDENED_PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true };

/** The part of Electron's `protocol` that KeyDesk uses. */
export class HostProtocol {
  /** Those of all sessions. */
  private static readonly schemes: string[] = [];
  private readonly handlers = new Map<string, Handler>();

  /** @throws Error after the application is ready, or for other privileges than the hardened ones. */
  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    if (app.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged must be called before the application is ready');
    }
    for (const { scheme, privileges } of schemes) {
      if (!isDeepStrictEqual(privileges, HARDENED_PRIVILEGES)) {
        throw new Error(`The privileges of the scheme '${scheme}' are not the hardened ones`);
      }
      HostProtocol.schemes.push(scheme);
    }
  }

  /** @throws Error for a scheme that is not registered or already has a handler. */
  handle(scheme: string, handler: Handler): void {
    if (!HostProtocol.schemes.includes(scheme) || this.handlers.has(scheme)) {
      throw new Error(`The scheme '${scheme}' cannot be handled: it is not registered or has a handler already`);
    }
    this.handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme);
  }

  /** The handler for an address, if there is one. */
  handlerOf(address: string): Handler | undefined {
    return this.handlers.get(URL.parse(address)?.protocol.slice(0, -1) ?? '');
  }
}

/** Implements Electron's `protocol`. */
export const protocol = strict('protocol', new HostProtocol());
