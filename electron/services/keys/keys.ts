import { isAdoptedKeyId } from '../../../shared/model/adoptedKey.ts';
import type {
  AccountId,
  AuthenticationKey,
  EligibleAccount,
  KeyId,
  KeyPermissions,
  KeyReference,
} from '../../../shared/model/key.ts';
import type { AccountStates } from '../../../shared/model/keyList.ts';
import { meansNoResponse } from '../../../shared/model/offline.ts';
import { AppError } from '../../../shared/result.ts';
import type { AdminApi, ApiKey, Logger, Page, PageRequest } from '../../ports.ts';
import type { SelectedKey } from '../bulk/bulkPlan.ts';
import type { CachedSecrets } from '../secrets/cachedSecrets.ts';
import type { AdoptedKeys } from './adoptedKeys.ts';
import type { ConnectionKeyList } from './connectionKeyList.ts';
import type { KeyListSync, KnownList } from './keyListSync.ts';
import { lookUpSame, requireSame } from './sameKey.ts';

/** The list of a connection at one moment. */
export interface KeyList {
  /** All keys, or the changes to those that the window has. */
  readonly content: KeyListContent;
  readonly total: number;
  /** When the list was last known to be current, ISO 8601 in UTC. */
  readonly fetchedAt: string;
  readonly accountStates: AccountStates;
  /** Lists with the same revision have the same items. */
  readonly revision: number;
}

type KeyListContent =
  | { readonly kind: 'complete'; readonly keys: readonly AuthenticationKey[] }
  | {
      readonly kind: 'changes';
      readonly keys: readonly AuthenticationKey[];
      readonly deletedIds: readonly string[];
    };

/** The list in memory or in the cache. */
export interface CachedList {
  readonly list: KeyList | null;
  /** Set if the cached file was damaged; see {@link KnownList.fault}. */
  readonly fault: KnownList['fault'];
}

/** Properties of a listed key that the activity journal records. */
export type KeyFacts = Pick<ApiKey, 'id' | 'token' | 'username' | 'fullName'> & {
  /** `null` if the expiry of an adopted key is unknown. */
  readonly expirationDate: string | null;
};

/** The heads of lists that are not in memory yet. */
export interface ListHeadControl {
  /** Lets lists be read. */
  readonly release: () => void;
  /** The list of a connection has been read. */
  readonly listRead: (connectionId: string) => void;
  /** A key of the head that the window has; `null` once the list has been read. */
  readonly rowOf: (connectionId: string, keyId: KeyId) => ApiKey | null;
}

/** Dependencies of {@link Keys}. */
export interface KeysOptions {
  readonly open: (connectionId: string) => Promise<AdminApi>;
  readonly cachedSecrets: Pick<CachedSecrets, keyof CachedSecrets>;
  /** Keys outside of the list, with ids of their own. */
  readonly adopted: Pick<AdoptedKeys, 'readSecret' | 'factsOf'>;
  readonly lists: KeyListSync;
  readonly heads: ListHeadControl;
  /** Called with each list just fetched from the installation. */
  readonly onFetched: (connectionId: string, list: ConnectionKeyList) => void;
  readonly logger: Logger;
}

/** Lists, reads, creates and changes the keys of all connections. */
export class Keys {
  readonly #open: (connectionId: string) => Promise<AdminApi>;
  readonly #cachedSecrets: KeysOptions['cachedSecrets'];
  readonly #adopted: KeysOptions['adopted'];
  readonly #lists: KeyListSync;
  readonly #heads: ListHeadControl;
  readonly #onFetched: KeysOptions['onFetched'];
  readonly #logger: Logger;

  constructor({ open, cachedSecrets, adopted, lists, heads, onFetched, logger }: KeysOptions) {
    this.#open = open;
    this.#cachedSecrets = cachedSecrets;
    this.#adopted = adopted;
    this.#lists = lists;
    this.#heads = heads;
    this.#onFetched = onFetched;
    this.#logger = logger;
  }

  /** Returns the list in memory or in the cache; sends no request. */
  async listCached(connectionId: string): Promise<CachedList> {
    this.#heads.release();
    const { state, fault } = await this.#lists.known(connectionId);
    this.#heads.listRead(connectionId);
    return { list: state === null ? null : listOf(state, null), fault };
  }

  /**
   * Updates the list and returns it.
   * @param known revision that the window has; if possible, only the changes since then are returned.
   * @param isFull fetches every key again, including what the change feed does not report.
   */
  async list(connectionId: string, known: number | null = null, isFull = false): Promise<KeyList> {
    const state = await this.#lists.refresh(connectionId, isFull);
    void this.#cachedSecrets.forgetKeys(connectionId, (key) => state.get(key.id)?.token !== key.token);
    this.#onFetched(connectionId, state);
    return listOf(state, known);
  }

  /**
   * Returns the secret of a key in base64, from the installation, or from the keychain while the installation cannot be
   * reached. The value is masked in the log from then on, and must only leave main at the request of the user.
   * That of an adopted key is in the keychain only.
   * @throws AppError `KEY_REPLACED` if the id belongs to another key by now.
   */
  readSecret(connectionId: string, shown: KeyReference): Promise<string> {
    if (isAdoptedKeyId(shown.id)) {
      return this.#adopted.readSecret(connectionId, shown);
    }
    return this.#refreshIfReplaced(connectionId, () => this.#readSecret(connectionId, shown));
  }

  async #readSecret(connectionId: string, shown: KeyReference): Promise<string> {
    try {
      const { key, secretKey } = await (await this.#open(connectionId)).readSecret(shown.id);
      this.#logger.redact(secretKey);
      requireSame(shown, key);
      // Not awaited: a keychain prompt must not delay the secret.
      void this.#cachedSecrets.keep(connectionId, key, secretKey);
      return secretKey;
    } catch (error) {
      if (!(error instanceof AppError) || !meansNoResponse(error.code)) {
        throw error;
      }
      const cached = await this.#cachedSecrets.find(connectionId, shown);
      if (cached === null) {
        throw error;
      }
      return cached;
    }
  }

  /**
   * Returns the token of a listed key. Sends no request, because the response would contain the secret.
   * @throws AppError `NOT_FOUND` if the key is not in the list, `KEY_REPLACED` if its id belongs to another key.
   */
  tokenOf(connectionId: string, shown: KeyReference): string {
    if (this.#adopted.factsOf(connectionId, shown) !== null) {
      return shown.token;
    }
    requireSame(shown, this.#listed(connectionId, shown.id));
    return shown.token;
  }

  /** Returns the known properties of a key; `null` if it is not in the list or its id belongs to another key. */
  factsOf(connectionId: string, { id, token }: KeyReference): KeyFacts | null {
    const listed = this.#listed(connectionId, id);
    return listed?.token === token ? listed : this.#adopted.factsOf(connectionId, { id, token });
  }

  /** Returns the user name of an account in the last list; `null` if unknown. */
  usernameOf(connectionId: string, accountId: AccountId): string | null {
    return this.#lists.state(connectionId)?.account(accountId)?.username ?? null;
  }

  /** Fetches the permissions of the account that the connection signs in with. */
  async getPermissions(connectionId: string): Promise<KeyPermissions> {
    return (await this.#open(connectionId)).getPermissions();
  }

  /**
   * Creates a key. The adapter drops the secret from the response; if it is to be stored in the keychain, it is read
   * again in the background, since the key exists whether or not that succeeds.
   * @param requestId see {@link AdminApi.createKey}.
   */
  async create(
    connectionId: string,
    accountId: AccountId,
    expirationDate: string,
    requestId?: string,
  ): Promise<AuthenticationKey> {
    const key = await (await this.#open(connectionId)).createKey(accountId, expirationDate, requestId);
    if (this.#cachedSecrets.isWanted(connectionId)) {
      this.readSecret(connectionId, key).catch((error: unknown) => {
        this.#logger.warn('The secret of a new key could not be cached', { error });
      });
    }
    this.#lists.putCreated(connectionId, key);
    return this.#join(connectionId, key);
  }

  /**
   * Changes the expiry of a key.
   * @throws AppError `CONFLICT` if its version is not current, `KEY_REPLACED` if its id belongs to another key.
   */
  edit(connectionId: string, shown: SelectedKey, expirationDate: string): Promise<AuthenticationKey> {
    return this.#refreshIfReplaced(connectionId, async () => {
      const api = await this.#open(connectionId);
      if (!(await api.checksTokens())) {
        await lookUpSame(api, shown, () => this.#lists.refresh(connectionId, true));
      }
      const key = await api.editKey(shown.id, expirationDate, shown.version, shown.token);
      this.#lists.putResponse(connectionId, key);
      return this.#join(connectionId, key);
    });
  }

  /** Fetches one page of the accounts that a key can be created for. */
  async listEligibleAccounts(connectionId: string, search: string, page: PageRequest): Promise<Page<EligibleAccount>> {
    return (await this.#open(connectionId)).listEligibleAccounts(search, page);
  }

  #listed(connectionId: string, keyId: KeyId): ApiKey | null {
    const state = this.#lists.state(connectionId);
    return state === null ? this.#heads.rowOf(connectionId, keyId) : state.get(keyId);
  }

  /** Fetches every key again if the work fails with `KEY_REPLACED`: the list no longer matches the installation. */
  async #refreshIfReplaced<Value>(connectionId: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && error.code === 'KEY_REPLACED') {
        await this.#lists.refresh(connectionId, true).catch((failure: unknown) => {
          this.#logger.info('The list could not be refreshed', { error: failure });
        });
      }
      throw error;
    }
  }

  #join(connectionId: string, key: ApiKey): AuthenticationKey {
    const { accountProblem, systemRoles } = this.#lists.state(connectionId)?.join(key) ?? UNKNOWN_ACCOUNT;
    return { ...key, accountProblem, systemRoles };
  }
}

const UNKNOWN_ACCOUNT = { accountProblem: null, systemRoles: [] } as const;

function listOf(state: ConnectionKeyList, known: number | null): KeyList {
  const { items, revision, fetchedAt, accountStates } = state;
  const changes = known === null ? null : state.changesSince(known);
  return {
    content:
      changes === null
        ? { kind: 'complete', keys: items }
        : { kind: 'changes', keys: changes.changed, deletedIds: changes.deletedIds },
    total: items.length,
    fetchedAt: new Date(fetchedAt).toISOString(),
    accountStates,
    revision,
  };
}
