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
import type { SecureVersion } from 'node:tls';
import type { Fetch } from '../../electron/adapters/http/httpPost.ts';
import { type Fault, type PlatformAnswer, send } from './faults.ts';
import { nodeFetch } from './nodeFetch.ts';
import type { CertifiedKey } from './testCertificates.ts';

/** How a proxy listens. */
export interface FaultProxyOptions {
  /** Listens with https and this certificate; with http when left out. */
  readonly tls?: CertifiedKey & { readonly maxVersion?: SecureVersion };
  /** Address of this machine to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
}

/** A man in the middle between the application and a platform, who does what a test wants. */
export interface FaultProxy {
  readonly address: string;
  /** Names of the methods that were called, in order. */
  readonly calls: readonly string[];
  /** Headers of these calls. */
  readonly heads: readonly IncomingHttpHeaders[];
  /** Bodies of these calls. */
  readonly bodies: readonly Buffer[];
  /** What happens to every call of a method, `*` for all of them. */
  readonly always: Map<string, Fault>;
  /** What happens to the next calls of a method, one fault each; these come before {@link always}. */
  next(method: string, ...faults: readonly Fault[]): void;
  /** Has no faults from now on. */
  heal(): void;
  /**
   * Goes through this proxy to whatever address. A signature names the host of the address, and the platform answers to
   * its own name only: a signed call has to be made to the address of the platform, and through the proxy with this.
   */
  readonly fetch: Fetch;
  /** Breaks every connection and refuses new ones. */
  refuseConnections(): Promise<void>;
  /** Listens again, at the same address. */
  acceptConnections(): Promise<void>;
  stop(): Promise<void>;
}

/** What of a request reaches the platform. */
const PASSED_HEADERS = [
  'authorization',
  'content-type',
  'x-ms-date',
  'x-ms-content-sha256',
  'x-ms-client-request-id',
] as const;

/** Headers of an answer that belong to one connection only (RFC 9110, section 7.6.1). */
const OWN_HEADERS: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** Starts a proxy that passes every call on to the platform at `target`, and its answer back, until a test says otherwise. */
export async function startFaultProxy(target: string, options: FaultProxyOptions = {}): Promise<FaultProxy> {
  const { tls, host = '127.0.0.1' } = options;
  const calls: string[] = [];
  const heads: IncomingHttpHeaders[] = [];
  const bodies: Buffer[] = [];
  const always = new Map<string, Fault>();
  const queued = new Map<string, Fault[]>();
  const answerCall = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = incoming.url ?? '';
    const method = path.slice(path.lastIndexOf('/') + 1);
    const body = await readAll(incoming);
    calls.push(method);
    heads.push(incoming.headers);
    bodies.push(body);
    const passOn = (changed = body) => forward(new URL(path, target), incoming.headers, changed);
    const fault = queued.get(method)?.shift() ?? always.get(method) ?? always.get('*');
    await (fault === undefined ? passOn().then((answer) => send(response, answer)) : fault({ response, body, passOn }));
  };
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Whoever has gone meanwhile wants no answer any more.
    response.on('error', () => {});
    try {
      await answerCall(incoming, response);
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

/** OpenSSL takes old versions of TLS only together with what they call old ciphers. */
function oldVersions(maxVersion: SecureVersion | undefined) {
  return maxVersion === undefined ? {} : ({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const);
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function forward(url: URL, headers: IncomingHttpHeaders, body: Buffer): Promise<PlatformAnswer> {
  const passed = PASSED_HEADERS.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const sent = request(url, { method: 'POST', headers: Object.fromEntries(passed), agent: false });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const answerBody = await readAll(answer);
  const kept = Object.entries(answer.headers).filter(([name]) => !OWN_HEADERS.has(name));
  return {
    status: answer.statusCode ?? 500,
    headers: { ...Object.fromEntries(kept), 'content-length': answerBody.length },
    body: answerBody,
  };
}
