import { parseAddress } from '../../shared/model/address.ts';
import {
  type ConnectionChange,
  type ConnectionSummary,
  DEFAULT_SERVICE_PATH,
  type NewConnection,
  SAMPLE_CONNECTION_ID,
  type StoredConnection,
} from '../../shared/model/connection.ts';
import { AppError } from '../../shared/result.ts';
import type { AdminApi, ConnectAdminApi, Publish } from '../ports.ts';
import type { Credentials } from './credentials.ts';
import { SAMPLE_USERNAME, type SampleConnection } from './sampleConnection.ts';
import type { SettingsService } from './settings.ts';

/** What the connections are made of. */
export interface ConnectionsOptions {
  readonly settings: SettingsService;
  readonly credentials: Credentials;
  readonly sample: SampleConnection;
  readonly connectAdminApi: ConnectAdminApi;
  readonly publish: Publish;
  /** Called when a connection was removed or leads elsewhere: what was fetched over it is no longer true. */
  readonly onTargetChanged: (connectionId: string) => void;
}

/** The installations that the user works with: the sample platform first, then those the user added. */
export class Connections {
  readonly #settings: SettingsService;
  readonly #credentials: Credentials;
  readonly #sample: SampleConnection;
  readonly #connectAdminApi: ConnectAdminApi;
  readonly #publish: Publish;
  readonly #onTargetChanged: (connectionId: string) => void;
  #arePasswordsLocated = false;

  constructor(options: ConnectionsOptions) {
    this.#settings = options.settings;
    this.#credentials = options.credentials;
    this.#sample = options.sample;
    this.#connectAdminApi = options.connectAdminApi;
    this.#publish = options.publish;
    this.#onTargetChanged = options.onTargetChanged;
  }

  /**
   * Gives all connections and which one the window shows, from what is known: a keychain that is slow to answer does
   * not hold the window up. The first call looks the passwords up behind it; what that finds is published.
   */
  list(): { connections: ConnectionSummary[]; activeConnectionId: string } {
    const { connections, activeConnectionId } = this.#settings.current;
    const isKnown = connections.some(({ id }) => id === activeConnectionId);
    void this.#locatePasswords();
    return {
      connections: [this.#sampleSummary(), ...connections.map((connection) => this.#summary(connection))],
      activeConnectionId: isKnown && activeConnectionId !== null ? activeConnectionId : SAMPLE_CONNECTION_ID,
    };
  }

  /** Adds a connection and makes it the active one. The password is kept first, so no entry is without one. */
  async add(form: NewConnection): Promise<ConnectionSummary> {
    const { password, ...rest } = form;
    const connection: StoredConnection = { id: crypto.randomUUID(), ...rest };
    await this.#credentials.keep(connection, password);
    try {
      const { connections } = this.#settings.current;
      this.#settings.change({ connections: [...connections, connection], activeConnectionId: connection.id });
    } catch (error) {
      await this.#credentials.forget(connection.id);
      throw error;
    }
    this.#publish('connections:changed');
    return this.#summary(connection);
  }

  /**
   * Changes a connection. A stored password is never sent to another address or under another user name: then the
   * form has to carry it again.
   * @throws AppError `CONNECTION_UNKNOWN`, `VALIDATION`, `SETTINGS_NOT_SAVED`.
   */
  async change(form: ConnectionChange): Promise<ConnectionSummary> {
    const { password, ...connection } = form;
    const before = this.#find(connection.id);
    const goesElsewhere = before.address !== connection.address || before.username !== connection.username;
    if (password === null && goesElsewhere) {
      throw new AppError('VALIDATION', 'Another address or user name needs the password again.', {
        issues: [{ path: 'password', problem: 'required' }],
      });
    }
    const connections = this.#settings.current.connections.map((one) => (one.id === connection.id ? connection : one));
    this.#settings.change({ connections });
    if (password !== null) {
      await this.#credentials.keep(connection, password);
    }
    this.#onTargetChanged(connection.id);
    this.#publish('connections:changed');
    return this.#summary(connection);
  }

  /** Removes a connection with its password; says whether the keychain forgot the password. */
  async remove(connectionId: string): Promise<{ passwordRemoved: boolean }> {
    this.#find(connectionId);
    const { connections, activeConnectionId } = this.#settings.current;
    this.#settings.change({
      connections: connections.filter(({ id }) => id !== connectionId),
      activeConnectionId: activeConnectionId === connectionId ? SAMPLE_CONNECTION_ID : activeConnectionId,
    });
    const passwordRemoved = await this.#credentials.forget(connectionId);
    this.#onTargetChanged(connectionId);
    this.#publish('connections:changed');
    return { passwordRemoved };
  }

  /** Gives the name of a connection, empty for the sample platform; `null` when there is no such connection. */
  nameOf(connectionId: string): string | null {
    const stored = this.#settings.current.connections.find(({ id }) => id === connectionId);
    return connectionId === SAMPLE_CONNECTION_ID ? '' : (stored?.name ?? null);
  }

  /** Makes a connection the one that the window shows. @throws AppError `CONNECTION_UNKNOWN`. */
  activate(connectionId: string): void {
    if (connectionId !== SAMPLE_CONNECTION_ID) {
      this.#find(connectionId);
    }
    this.#settings.change({ activeConnectionId: connectionId });
    this.#publish('connections:changed');
  }

  /**
   * Gives the admin API of a connection, starting the sample platform when it is the one.
   * @throws AppError `CONNECTION_UNKNOWN`, `PASSWORD_MISSING`, `KEYCHAIN_UNAVAILABLE`, `SAMPLE_PLATFORM_FAILED`.
   */
  async open(connectionId: string): Promise<AdminApi> {
    if (connectionId === SAMPLE_CONNECTION_ID) {
      const { address, password } = await this.#sample.open();
      return this.#connectAdminApi({ address, password, servicePath: DEFAULT_SERVICE_PATH, username: SAMPLE_USERNAME });
    }
    const connection = this.#find(connectionId);
    const { address, servicePath, username } = connection;
    const password = await this.#credentials.read(connection);
    return this.#connectAdminApi({ address, servicePath, username, password });
  }

  #find(connectionId: string): StoredConnection {
    const connection = this.#settings.current.connections.find(({ id }) => id === connectionId);
    if (connection === undefined) {
      throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
    }
    return connection;
  }

  #sampleSummary(): ConnectionSummary {
    return {
      id: SAMPLE_CONNECTION_ID,
      kind: 'sample',
      name: '',
      address: this.#sample.address,
      servicePath: DEFAULT_SERVICE_PATH,
      username: SAMPLE_USERNAME,
      isPlainHttpToAnotherMachine: false,
      passwordKept: this.#sample.isInMemory ? 'thisRunOnly' : 'keychain',
    };
  }

  #summary(connection: StoredConnection): ConnectionSummary {
    const { id, name, address, servicePath, username } = connection;
    const parsed = parseAddress(address);
    return {
      id,
      kind: 'installation',
      name,
      address,
      servicePath,
      username,
      isPlainHttpToAnotherMachine: parsed.ok && parsed.data.isPlainHttpToAnotherMachine,
      passwordKept: this.#credentials.placeOf(id),
    };
  }

  async #locatePasswords(): Promise<void> {
    if (!this.#arePasswordsLocated) {
      this.#arePasswordsLocated = true;
      for (const { id } of this.#settings.current.connections) {
        await this.#credentials.locate(id);
      }
    }
  }
}
