import { Mutex } from 'async-mutex';
import { isPlainHttpToAnotherMachine } from '../../../shared/model/address.ts';
import {
  type Certificate,
  type ConnectionChange,
  type ConnectionSummary,
  type ConnectionTrial,
  DEFAULT_SERVICE_PATH,
  type NewConnection,
  SAMPLE_CONNECTION_ID,
  type StoredConnection,
} from '../../../shared/model/connection.ts';
import type { ConnectionChangeOutcome } from '../../../shared/model/connectionChange.ts';
import type { ConnectionTestResult } from '../../../shared/model/connectionTest.ts';
import { AppError } from '../../../shared/result.ts';
import type { AdminApi, AdminApiTarget, ConnectAdminApi, Publish, ReadCertificates } from '../../ports.ts';
import { cachedSecretIds, keySecretIds, withoutEntries, withoutKeySecrets } from '../secrets/cachedSecrets.ts';
import { type Credentials, isSameAccount } from '../secrets/credentials.ts';
import type { SecretIndex } from '../secrets/secretIndex.ts';
import { withoutConnectionData } from '../settings/connectionData.ts';
import type { SettingsService } from '../settings/settings.ts';
import { ClockOffsets } from './clockOffsets.ts';
import { isSameTarget, sourceOf, targetOf } from './connectionTarget.ts';
import { type ConnectionTestOptions, hasFailed, testConnection } from './connectionTest.ts';
import { SAMPLE_USERNAME, type SampleConnection } from './sampleConnection.ts';

/** Dependencies of {@link Connections}. */
export interface ConnectionsOptions {
  readonly settings: SettingsService;
  readonly credentials: Credentials;
  readonly secretIndex: SecretIndex;
  readonly sample: SampleConnection;
  readonly connectAdminApi: ConnectAdminApi;
  readonly readCertificates: ReadCertificates;
  readonly testing: ConnectionTestOptions;
  readonly publish: Publish;
  /**
   * Called when a connection was removed or has another target: fetched data is obsolete. Rejects if some of it is
   * still on the disk.
   */
  readonly onTargetChanged: (connectionId: string) => Promise<void>;
}

/** The installations that the user works with: the sample platform first, then those that the user added. */
export class Connections {
  readonly #settings: SettingsService;
  readonly #credentials: Credentials;
  readonly #secretIndex: SecretIndex;
  readonly #sample: SampleConnection;
  readonly #connectAdminApi: ConnectAdminApi;
  readonly #readCertificates: ReadCertificates;
  readonly #testing: ConnectionTestOptions;
  readonly #publish: Publish;
  readonly #onTargetChanged: ConnectionsOptions['onTargetChanged'];
  readonly clockOffsets: ClockOffsets;
  /** Serializes the changes of each connection. */
  readonly #changes = new Map<string, Mutex>();
  #hasStarted = false;

  constructor(options: ConnectionsOptions) {
    this.#settings = options.settings;
    this.#credentials = options.credentials;
    this.#secretIndex = options.secretIndex;
    this.#sample = options.sample;
    this.#connectAdminApi = options.connectAdminApi;
    this.#readCertificates = options.readCertificates;
    this.#testing = options.testing;
    this.#publish = options.publish;
    this.#onTargetChanged = options.onTargetChanged;
    this.clockOffsets = new ClockOffsets(options.publish);
  }

  /** Returns all connections, without calling the keychain, and which one the window shows. */
  list(): { connections: ConnectionSummary[]; activeConnectionId: string } {
    const { connections } = this.#settings.current;
    return {
      connections: [this.#sampleSummary(), ...connections.map((connection) => this.#summary(connection))],
      activeConnectionId: this.activeId,
    };
  }

  /**
   * Looks up the password of the active connection and deletes secrets that an earlier run left behind. Does nothing
   * after the first call. Other passwords are looked up when needed, because each lookup may open a prompt of the
   * keychain.
   */
  async start(): Promise<void> {
    if (!this.#hasStarted) {
      this.#hasStarted = true;
      if (this.activeId !== SAMPLE_CONNECTION_ID) {
        await this.#credentials.locate(this.activeId);
      }
      await this.#secretIndex.reconcile();
    }
  }

  /** Identifier of the connection that the window shows. */
  get activeId(): string {
    const { connections, activeConnectionId } = this.#settings.current;
    const isKnown = connections.some(({ id }) => id === activeConnectionId);
    return isKnown && activeConnectionId !== null ? activeConnectionId : SAMPLE_CONNECTION_ID;
  }

  /**
   * Adds a connection. The password is stored first, so that no connection is without one.
   * @param isActivated whether the window shows it.
   */
  async add(form: NewConnection, isActivated = true): Promise<ConnectionSummary> {
    const { password, ...rest } = form;
    const connection: StoredConnection = { id: crypto.randomUUID(), ...rest };
    this.#checkCertificates(connection);
    await this.#secretIndex.add(
      connection.id,
      // Without a keychain, or if the settings cannot be saved, the connection exists for this run only.
      async () => (await this.#credentials.keep(connection, password)) !== null,
      ({ connections, activeConnectionId }) => ({
        connections: [...connections, connection],
        activeConnectionId: isActivated ? connection.id : activeConnectionId,
      }),
    );
    this.#publish('connections:changed');
    return this.#summary(connection);
  }

  /**
   * Changes a connection. A stored password is never sent to another address or for another user name; then the form
   * must include it. Cached secrets of the old address, or no longer wanted ones, are deleted. A new target or
   * credential is saved only after the installation has accepted it, unless the form skips the test; until then nothing
   * is saved. Changes of a connection are serialized, so that a slow test cannot restore what was replaced in the
   * meantime. The settings are saved first: if storing the password then fails, it has to be entered again, whereas a
   * password stored for an address that the settings do not have would replace the one that works.
   * @throws AppError `CONNECTION_UNKNOWN`, `VALIDATION`, and for the stored password `PASSWORD_MISSING` and
   * `KEYCHAIN_UNAVAILABLE`.
   */
  change(form: ConnectionChange): Promise<ConnectionChangeOutcome> {
    const mutex = this.#changes.get(form.id) ?? new Mutex();
    this.#changes.set(form.id, mutex);
    return mutex.runExclusive(() => this.#change(form));
  }

  async #change(form: ConnectionChange): Promise<ConnectionChangeOutcome> {
    const { password, skipsTest = false, ...connection } = form;
    this.#checkCertificates(connection);
    if (password === null && !isSameAccount(this.#find(connection.id), connection)) {
      throw new AppError('VALIDATION', 'Another address, user name or token needs the password again.', {
        issues: [{ path: 'password', problem: 'required' }],
      });
    }
    if (!skipsTest && (password !== null || !isSameTarget(this.#find(connection.id), connection))) {
      const steps = await this.test({ ...connection, password });
      if (hasFailed(steps)) {
        return { outcome: 'testFailed', steps };
      }
    }
    // Read only now: the connection may have been removed during the test.
    const before = this.#find(connection.id);
    const leadsElsewhere = before.address !== connection.address;
    const dropped =
      leadsElsewhere || !connection.keepsKeySecrets ? cachedSecretIds(this.#settings.current, connection.id) : [];
    await this.#secretIndex.remove(dropped, (current) => ({
      connections: current.connections.map((one) => (one.id === connection.id ? connection : one)),
      keptSecrets: withoutEntries(current, dropped),
    }));
    if (password !== null) {
      // Not for a connection that was removed while the keychain was waiting: nothing would ever delete the password.
      this.#find(connection.id);
      await this.#credentials.keep(connection, password);
    }
    if (sourceOf(before) !== sourceOf(connection)) {
      await this.#forgetTarget(connection.id);
    }
    this.clockOffsets.note(connection.id, 0);
    this.#publish('connections:changed');
    return { outcome: 'saved', connection: this.#summary(connection) };
  }

  /** Removes a connection with its password, cached secrets, adopted keys and list; reports what could not be deleted. */
  async remove(
    connectionId: string,
  ): Promise<{ passwordRemoved: boolean; cachedSecretsLeft: number; listRemoved: boolean }> {
    this.#find(connectionId);
    const secrets = keySecretIds(this.#settings.current, connectionId);
    const left = await this.#secretIndex.remove([connectionId, ...secrets], (current) => ({
      connections: current.connections.filter(({ id }) => id !== connectionId),
      ...withoutKeySecrets(current, connectionId),
      ...withoutConnectionData(current, connectionId),
      activeConnectionId:
        current.activeConnectionId === connectionId ? SAMPLE_CONNECTION_ID : current.activeConnectionId,
    }));
    const passwordRemoved = !left.includes(connectionId);
    const listRemoved = await this.#forgetTarget(connectionId);
    this.#publish('connections:changed');
    return { passwordRemoved, cachedSecretsLeft: left.length - (passwordRemoved ? 0 : 1), listRemoved };
  }

  /**
   * Identifies target and account of a connection; lists of another source are not shown.
   * @throws AppError `CONNECTION_UNKNOWN`.
   */
  sourceOf(connectionId: string): string {
    return connectionId === SAMPLE_CONNECTION_ID ? SAMPLE_CONNECTION_ID : sourceOf(this.#find(connectionId));
  }

  /** Name of a connection, empty for the sample platform; `null` if there is no such connection. */
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
   * Returns the admin API of a connection; starts the sample platform if it is the one.
   * @throws AppError `CONNECTION_UNKNOWN`, `PASSWORD_MISSING`, `KEYCHAIN_UNAVAILABLE`, `SAMPLE_PLATFORM_FAILED`.
   */
  async open(connectionId: string): Promise<AdminApi> {
    const target = await this.targetOf(connectionId);
    return connectionId === SAMPLE_CONNECTION_ID
      ? this.#connectAdminApi(target)
      : this.#connectAdminApi(target, (offsetMs) => this.clockOffsets.note(connectionId, offsetMs));
  }

  /** Returns where a connection leads and how it signs in. @throws AppError as {@link open}. */
  async targetOf(connectionId: string): Promise<AdminApiTarget> {
    if (connectionId === SAMPLE_CONNECTION_ID) {
      const { address, password } = await this.#sample.open();
      const credentials = { kind: 'password', username: SAMPLE_USERNAME, password } as const;
      return { address, servicePath: DEFAULT_SERVICE_PATH, credentials, caCertificate: null };
    }
    const connection = this.#find(connectionId);
    return targetOf(connection, await this.#credentials.read(connection));
  }

  /**
   * Tests a form before it is saved. Without a password, the stored one is used if it was entered for this address and
   * account.
   */
  async test(form: ConnectionTrial): Promise<ConnectionTestResult[]> {
    this.#checkCertificates(form);
    const id = form.id ?? '';
    const password = form.password ?? (await this.#credentials.read({ ...form, id }));
    return testConnection(this.#testing, targetOf(form, password));
  }

  /** The connections that the user added, without the sample. */
  get stored(): readonly StoredConnection[] {
    return this.#settings.current.connections;
  }

  /** Adds connections without passwords; the window asks for the password at first use. */
  addWithoutPasswords(connections: readonly StoredConnection[]): void {
    this.#settings.change({ connections: [...this.stored, ...connections] });
    this.#publish('connections:changed');
  }

  /** Deletes the data of a connection. Returns whether all of it is deleted; the rest is removed at the next start. */
  async #forgetTarget(connectionId: string): Promise<boolean> {
    return this.#onTargetChanged(connectionId).then(
      () => true,
      () => false,
    );
  }

  #find(connectionId: string): StoredConnection {
    const connection = this.#settings.current.connections.find(({ id }) => id === connectionId);
    if (connection === undefined) {
      throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
    }
    return connection;
  }

  /** @throws AppError `VALIDATION`. */
  #checkCertificates({ caCertificate }: Pick<StoredConnection, 'caCertificate'>): void {
    if (caCertificate !== null) {
      this.#readCertificates(caCertificate);
    }
  }

  #sampleSummary(): ConnectionSummary {
    return {
      id: SAMPLE_CONNECTION_ID,
      kind: 'sample',
      name: '',
      address: this.#sample.address,
      servicePath: DEFAULT_SERVICE_PATH,
      color: 'grey',
      environment: 'other',
      signIn: 'password',
      username: SAMPLE_USERNAME,
      token: '',
      certificates: [],
      isPlainHttpToAnotherMachine: false,
      passwordLocation: this.#sample.isInMemory ? 'thisRunOnly' : 'keychain',
      keepsKeySecrets: false,
      clockOffsetMs: null,
    };
  }

  #summary(connection: StoredConnection): ConnectionSummary {
    const { id, address, caCertificate, acknowledgesPlainHttp: _acknowledged, ...shown } = connection;
    return {
      ...shown,
      id,
      address,
      kind: 'installation',
      certificates: this.#certificatesIn(caCertificate),
      isPlainHttpToAnotherMachine: isPlainHttpToAnotherMachine(address),
      passwordLocation: this.#credentials.placeOf(id),
      clockOffsetMs: this.clockOffsets.of(id),
    };
  }

  /** The settings file can be edited by others: an invalid certificate in it must not hide the connections. */
  #certificatesIn(pem: string | null): readonly Certificate[] {
    try {
      return pem === null ? [] : this.#readCertificates(pem);
    } catch {
      return [];
    }
  }
}
