import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { SecureVersion } from 'node:tls';
import type { Fetch } from '../../electron/adapters/http/httpPost.ts';
import { type Fault, type PlatformResponse, send } from './faults.ts';
import { nodeFetch } from './nodeFetch.ts';
import type { CertifiedKey } from './testCertificates.ts';

/** How a proxy listens. */
export interface FaultProxyOptions {
  /** Listens with https and this certificate; with http by default. */
  readonly tls?: CertifiedKey & { readonly maxVersion?: SecureVersion };
  /** Address of this machine to listen on; 127.0.0.1 by default. */
  readonly host?: string;
}

/** A proxy between the application and a platform that causes faults. */
export interface FaultProxy {
  readonly address: string;
  /** Names of the called methods, in order. */
  readonly calls: readonly string[];
  /** Headers of these calls. */
  readonly heads: readonly IncomingHttpHeaders[];
  /** Bodies of these calls. */
  readonly bodies: readonly Buffer[];
  /** Faults of all calls of a method; `*` stands for every method. */
  readonly always: Map<string, Fault>;
  /** Sets faults for the next calls of a method, one each, which take precedence over {@link always}. */
  next(method: string, ...faults: readonly Fault[]): void;
  /** Removes all faults. */
  heal(): void;
  /**
   * Sends requests to any address through this proxy. A signature includes the host of the platform, so signed calls use
   * the address of the platform and this function.
   */
  readonly fetch: Fetch;
  /** Closes all connections and refuses new ones. */
  refuseConnections(): Promise<void>;
  /** Accepts connections again, at the same address. */
  acceptConnections(): Promise<void>;
  stop(): Promise<void>;
}

/** Request headers that are passed on to the platform. */
const PASSED_HEADERS = ['authorization', 'content-type', 'x-ms-date', 'x-ms-content-sha256', 'x-ms-client-request-id'];

/** Response headers that apply to one connection only (RFC 9110, section 7.6.1). */
const OWN_HEADERS: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** Starts a proxy that passes calls on to the platform at `target` unless a fault is set. */
export async function startFaultProxy(target: string, options: FaultProxyOptions = {}): Promise<FaultProxy> {
  const { tls, host = '127.0.0.1' } = options;
  const calls: string[] = [];
  const heads: IncomingHttpHeaders[] = [];
  const bodies: Buffer[] = [];
  const always = new Map<string, Fault>();
  const queued = new Map<string, Fault[]>();
  const respond = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = incoming.url ?? '';
    const method = path.slice(path.lastIndexOf('/') + 1);
    const body = await buffer(incoming);
    calls.push(method);
    heads.push(incoming.headers);
    bodies.push(body);
    const passOn = (changed: Buffer = body) => forward(new URL(path, target), incoming, changed);
    const fault = queued.get(method)?.shift() ?? always.get(method) ?? always.get('*');
    await (fault === undefined ? passOn().then((passed) => send(response, passed)) : fault({ response, body, passOn }));
  };
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    // A client that has disconnected needs no response.
    response.on('error', () => {});
    try {
      await respond(incoming, response);
    } catch (error) {
      if (!response.destroyed) {
        throw error;
      }
    }
  };
  const server: Server =
    tls === undefined ? createServer(serve) : createTlsServer({ ...tls, ...oldVersions(tls.maxVersion) }, serve);
  let port = 0;
  const acceptConnections = async (): Promise<void> => {
    server.listen(port, host);
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  };
  const refuseConnections = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await acceptConnections();
  return {
    address: `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    calls,
    heads,
    bodies,
    always,
    next: (method, ...faults) => {
      queued.set(method, [...(queued.get(method) ?? []), ...faults]);
    },
    heal: () => {
      always.clear();
      queued.clear();
    },
    fetch: nodeFetch({ hostname: host, port }),
    refuseConnections,
    acceptConnections,
    stop: async () => {
      if (server.listening) {
        await refuseConnections();
      }
    },
  };
}

/** OpenSSL accepts old versions of TLS only with old ciphers. */
function oldVersions(maxVersion: SecureVersion | undefined) {
  return maxVersion === undefined ? {} : ({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const);
}

async function forward(
  url: URL,
  { method = 'POST', headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  body: Buffer,
): Promise<PlatformResponse> {
  const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => PASSED_HEADERS.includes(name)));
  const sent = request(url, { method, headers: passed, agent: false });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const content = await buffer(response);
  const returned = Object.entries(response.headers).filter(([name]) => !OWN_HEADERS.has(name));
  return {
    status: response.statusCode ?? 500,
    headers: { ...Object.fromEntries(returned), 'content-length': content.length },
    body: content,
  };
}
