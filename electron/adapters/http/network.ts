import type { Fetch, HttpResponse } from './httpPost.ts';

/** Sends requests over persistent connections. */
export interface HttpTransport {
  readonly fetch: Fetch;
  /** Closes all connections, including those in use. */
  closeConnections(): Promise<void>;
}

/** Dependencies of the network. */
export interface NetworkOptions {
  /** The transport for all connections without a certificate authority of their own. */
  readonly system: HttpTransport;
  /** Returns the transport that also trusts a custom certificate authority, for its certificate in PEM. */
  readonly createCustomCaTransport: (certificate: string) => HttpTransport;
  /** The `User-Agent`: some servers reject requests without one. */
  readonly userAgent: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The two transports, which behave alike. */
export interface Network {
  readonly fetch: Fetch;
  readonly fetchTrusting: (certificate: string) => Fetch;
  /** Closes all connections: sleep may have cut them silently. */
  dropConnections(): void;
}

/** Idle time after which connections are not reused, in milliseconds: firewalls drop them silently. */
const IDLE_MS = 10_000;

/** Creates the network. Sends nothing by itself. */
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
 * A transport that reopens idle connections. A connection that was cut silently swallows a request, and usually several are
 * affected: without this, each of as many calls would wait for its time limit.
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

  /** Only while none is in use: calls under way on other connections may still get their responses. */
  async #dropDoubtful(): Promise<void> {
    const wasIdle = Math.abs(this.#now() - this.#lastUse) > IDLE_MS;
    if (this.#inUse === 0 && (this.#isDoubtful || wasIdle)) {
      await this.drop();
    } else if (this.#dropping !== null) {
      await this.#dropping;
    }
  }
}

/** Calls `end` once reading the body has completed or stopped. */
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
