import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { DatabaseError, Pool, type PoolClient, types } from 'pg';
import {
  ABORTED_TRANSACTION,
  AllHostsFailed,
  ConnectionFailure,
  PasswordRequired,
  PROTOCOL_VIOLATION,
  READ_ONLY,
  UnsuitableHost,
} from './connectionFailure.ts';
import type { ServerAddress } from './serverAddress.ts';
import type { ServerHost } from './serverHosts.ts';
import { hasSettings, SESSION_LIMITS, setForTransaction, toOptions } from './sessionSettings.ts';

/** Maximum number of connections of one process. */
const CONNECTION_LIMIT = 10;
/**
 * Time after which a connection without a response is given up, in milliseconds: longer than the server's own limit of a
 * statement. A machine that lost its power or network does not close its connections.
 */
const RESPONSE_LIMIT_MS = 30_000;

/** What is known about a connection. */
interface Session {
  readonly client: PoolClient;
  /** Whether the server has the settings of the address; a pooler drops them. */
  readonly holdsSettings: boolean;
  readonly generation: number;
}

/**
 * Connections to the hosts of an address. A new one goes to the host that was used last, else to the next that can be
 * used. Errors of connections, as opposed to statements, are `ConnectionFailure`.
 */
export function hostPools(address: ServerAddress): PostgresPool {
  const pools = address.hosts.map((host) => new HostPool(address, host));
  let current = 0;
  return {
    options: {},
    async end() {
      await Promise.all(pools.map((pool) => pool.end()));
    },
    async connect() {
      const first = current;
      const failures: ConnectionFailure[] = [];
      for (let step = 0; step < pools.length; step++) {
        const place = (first + step) % pools.length;
        try {
          const client = await pools[place]?.connect();
          if (client !== undefined) {
            current = place;
            return client;
          }
        } catch (error) {
          if (!(error instanceof ConnectionFailure)) {
            throw error;
          }
          failures.push(error);
        }
      }
      throw failures[0] !== undefined && failures.length === 1 ? failures[0] : new AllHostsFailed(failures);
    },
  };
}

/** Connections to one host. */
class HostPool {
  readonly #address: ServerAddress;
  readonly #host: ServerHost;
  readonly #settings: ReadonlyMap<string, string>;
  readonly #makeSettings: string;
  readonly #sessions = new WeakMap<PoolClient, Session>();
  readonly #broken = new WeakSet<PoolClient>();
  /** The last error of each connection, which is the reason when later statements of the transaction fail. */
  readonly #errors = new WeakMap<PoolClient, DatabaseError>();
  readonly #ended: Promise<void>[] = [];
  /** Increased to replace all connections. */
  #generation = 0;
  #sendsSettings = true;
  #pool: Pool;

  constructor(address: ServerAddress, host: ServerHost) {
    this.#address = address;
    this.#host = host;
    this.#settings = new Map([...SESSION_LIMITS, ...address.settings]);
    this.#makeSettings = setForTransaction(this.#settings);
    this.#pool = this.#createPool();
  }

  async connect(): Promise<PostgresPoolClient> {
    const pool = this.#pool;
    try {
      return await this.#connectFrom(pool);
    } catch (error) {
      const cause = error instanceof ConnectionFailure ? error.cause : null;
      if (!(cause instanceof DatabaseError && cause.code === PROTOCOL_VIOLATION && this.#sentSettings(pool))) {
        throw error;
      }
      return this.#connectFrom(this.#pool);
    }
  }

  async end(): Promise<void> {
    await Promise.all([...this.#ended, this.#pool.end()]);
  }

  /**
   * PgBouncer rejects settings that it does not know. Connects without them from now on, since every transaction can
   * make them itself. Returns whether they were sent.
   */
  #sentSettings(pool: Pool): boolean {
    if (pool === this.#pool && this.#sendsSettings) {
      this.#sendsSettings = false;
      this.#ended.push(pool.end());
      this.#pool = this.#createPool();
    }
    return pool !== this.#pool;
  }

  #createPool(): Pool {
    const { user, password, database, tls, applicationName, connectLimitMs } = this.#address;
    const pool = new Pool({
      ...this.#host,
      user,
      database,
      password: async () => {
        if (password === null) {
          throw new PasswordRequired();
        }
        return password;
      },
      ssl: tls ?? false,
      application_name: applicationName,
      max: CONNECTION_LIMIT,
      connectionTimeoutMillis: connectLimitMs,
      keepAlive: true,
      ...(this.#sendsSettings ? { options: toOptions(this.#settings) } : {}),
      // The driver returns 64-bit numbers as text by default; all of ours are below 2^53.
      types: {
        getTypeParser: (id, format) =>
          id === types.builtins.INT8 && format !== 'binary' ? Number : types.getTypeParser(id, format),
      },
    });
    // A broken connection is reported to the pool while it is idle, and as an event of its own, beside the failed
    // query, while it is in use. Without listeners the process would exit.
    pool.on('error', () => {});
    pool.on('connect', (client) => {
      const remember = () => void this.#broken.add(client);
      client.on('error', remember);
      client.on('end', remember);
    });
    return pool;
  }

  async #connectFrom(pool: Pool): Promise<PostgresPoolClient> {
    for (;;) {
      const client = await pool.connect().catch((cause: unknown) => {
        throw new ConnectionFailure(this.#host, cause);
      });
      try {
        const session = this.#sessions.get(client) ?? (await this.#inspect(client));
        if (session.generation === this.#generation) {
          return this.#use(session);
        }
        client.release(true);
      } catch (error) {
        client.release(true);
        throw error;
      }
    }
  }

  /** Checks a new connection. @throws ConnectionFailure if the host cannot be used. */
  async #inspect(client: PoolClient): Promise<Session> {
    const { target } = this.#address;
    const question = `select pg_catalog.pg_is_in_recovery() as "isStandby",
      current_setting('transaction_read_only') = 'on' as "isReadOnly",
      coalesce(${hasSettings(this.#settings)}, false) as "holdsSettings"`;
    const { rows } = await this.#query(client, question, []).catch((cause: unknown) => {
      throw cause instanceof ConnectionFailure ? cause : new ConnectionFailure(this.#host, cause);
    });
    const { isStandby, isReadOnly, holdsSettings } = rows[0];
    if ((target === 'primary' && isStandby) || (target === 'read-write' && isReadOnly)) {
      throw new ConnectionFailure(this.#host, new UnsuitableHost());
    }
    const session = { client, holdsSettings, generation: this.#generation };
    this.#sessions.set(client, session);
    return session;
  }

  #use(session: Session): PostgresPoolClient {
    const { client } = session;
    const query = (text: string, values: readonly unknown[]) =>
      session.holdsSettings || client.getTransactionStatus() !== 'I'
        ? this.#query(client, text, values)
        : this.#queryWithSettings(client, text, values);
    return {
      // Kysely uses a cursor only if it is given one.
      query: query as unknown as PostgresPoolClient['query'],
      release: (isBroken) =>
        client.release(isBroken === true || this.#broken.has(client) || session.generation !== this.#generation),
    };
  }

  /** Begins a transaction with the settings: that of Kysely, or one for a statement outside of a transaction. */
  async #queryWithSettings(client: PoolClient, text: string, values: readonly unknown[]) {
    const isBegin = /^(?:begin|start transaction)\b/.test(text);
    try {
      const begun = await this.#query(client, `${isBegin ? text : 'begin'}; ${this.#makeSettings}`, []);
      if (isBegin) {
        return begun;
      }
      const result = await this.#query(client, text, values);
      await this.#query(client, 'commit', []);
      return result;
    } catch (error) {
      await this.#query(client, 'rollback', []).catch(() => {});
      throw error;
    }
  }

  async #query(client: PoolClient, text: string, values: readonly unknown[]) {
    const limit = setTimeout(() => {
      // Those that are idle do not work any more either.
      this.#generation++;
      client.connection.stream.destroy();
    }, RESPONSE_LIMIT_MS);
    try {
      return await client.query(text, [...values]);
    } catch (error) {
      if (error instanceof DatabaseError) {
        if (error.code === ABORTED_TRANSACTION) {
          throw this.#errors.get(client) ?? error;
        }
        this.#errors.set(client, error);
        // After a failover the address leads to the new primary, but existing connections still lead to the old one.
        this.#generation += error.code === READ_ONLY ? 1 : 0;
        throw error;
      }
      throw this.#broken.has(client) ? new ConnectionFailure(this.#host, error) : error;
    } finally {
      clearTimeout(limit);
    }
  }
}
