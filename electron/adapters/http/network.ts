import type { Fetch, HttpResponse } from './httpPost.ts';

/** Sends requests, and keeps connections for further ones. */
export interface HttpTransport {
  readonly fetch: Fetch;
  /** Closes all connections, those that are in use too. */
  closeConnections(): Promise<void>;
}

/** What the network is made of. */
export interface NetworkOptions {
  /** The transport for all connections without a certificate authority of their own. */
  readonly system: HttpTransport;
  /** Returns the transport that also trusts a custom certificate authority, for its certificate in PEM. */
  readonly createCustomCaTransport: (certificate: string) => HttpTransport;
  /** Names the application to servers: some refuse requests that do not say who sends them. */
  readonly userAgent: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Both kinds of transport, which behave the same. */
export interface Network {
  readonly fetch: Fetch;
  readonly fetchTrusting: (certificate: string) => Fetch;
  /** Closes all connections: after a sleep they are as good as dead, and nobody has been told. */
  dropConnections(): void;
}

/** Connections that were not used for so long are not used again, in milliseconds: firewalls forget them in silence. */
const IDLE_MS = 10_000;

/** Opens the network. Sends nothing by itself. */
export function openNetwork({ system, createCustomCaTransport, userAgent, now }: NetworkOptions): Network {
  const idleAware = (transport: HttpTransport): IdleAwareTransport => new IdleAwareTransport(transport, userAgent, now);
  const systemTransport = idleAware(system);
  const customCaTransports = new Map<string, IdleAwareTransport>();
  return {
    fetch: systemTransport.fetch,
    fetchTrusting: (certificate) => {
      const transport = customCaTransports.get(certificate) ?? idleAware(createCustomCaTransport(certificate));
      customCaTransports.set(certificate, transport);
      return transport.fetch;
    },
    dropConnections: () => {
      for (const transport of [systemTransport, ...customCaTransports.values()]) {
        void transport.drop();
      }
    },
  };
}

/**
 * A transport whose kept connections are not trusted for long. One that is cut off in silence swallows a request, and
 * there are mostly several: without this as many calls would have to wait for their limit of time, one at a time.
 */
class IdleAwareTransport {
  readonly #transport: HttpTransport;
  readonly #userAgent: string;
  readonly #now: () => number;
  #inUse = 0;
  #lastUse: number;
  #isDoubtful = false;
  #dropping: Promise<void> | null = null;

  constructor(transport: HttpTransport, userAgent: string, now: () => number) {
    this.#transport = transport;
    this.#userAgent = userAgent;
    this.#now = now;
    this.#lastUse = now();
  }

  readonly fetch: Fetch = async (url, init) => {
    await this.#dropDoubtful();
    this.#inUse += 1;
    const onAbort = (): void => {
      this.#isDoubtful = true;
    };
    init.signal.addEventListener('abort', onAbort, { once: true });
    const end = (): void => {
      init.signal.removeEventListener('abort', onAbort);
      this.#inUse -= 1;
      this.#lastUse = this.#now();
    };
    try {
      const response = await this.#transport.fetch(url, {
        ...init,
        headers: { ...init.headers, 'User-Agent': this.#userAgent },
      });
      return { ...withEnd(response, end) };
    } catch (error) {
      end();
      throw error;
    }
  };

  /** Closes all connections. Never fails. */
  drop(): Promise<void> {
    this.#isDoubtful = false;
    this.#dropping ??= this.#transport
      .closeConnections()
      .catch(() => {})
      .finally(() => {
        this.#dropping = null;
      });
    return this.#dropping;
  }

  /** Only while none is in use: what is under way on another connection may well get its response. */
  async #dropDoubtful(): Promise<void> {
    const wasIdle = Math.abs(this.#now() - this.#lastUse) > IDLE_MS;
    if (this.#inUse === 0 && (this.#isDoubtful || wasIdle)) {
      await this.drop();
    } else if (this.#dropping !== null) {
      await this.#dropping;
    }
  }
}

/** Calls `end` once the body was read, or not read to its end. */
function withEnd({ status, headers, body }: HttpResponse, end: () => void): HttpResponse {
  if (body === null) {
    end();
    return { status, headers, body };
  }
  const read = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } finally {
      end();
    }
  };
  return { status, headers, body: read() };
}
