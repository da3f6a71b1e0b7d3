import { type BulkReport, isLeftOver } from '../../../shared/model/bulkChange.ts';
import type {
  AccountId,
  AuthenticationKey,
  EligibleAccount,
  KeyPermissions,
  KeyReference,
} from '../../../shared/model/key.ts';
import type { AccountStates } from '../../../shared/model/keyList.ts';
import { meansNoResponse } from '../../../shared/model/offline.ts';
import { AppError } from '../../../shared/result.ts';
import type { AdminApi, ApiKey, Logger, Page, PageRequest } from '../../ports.ts';
import type { BulkChanges, OnBulkResults } from '../bulk/bulkChanges.ts';
import type { ChosenKey } from '../bulk/bulkPlan.ts';
import type { CachedSecrets } from '../secrets/cachedSecrets.ts';
import type { ConnectionKeyList } from './connectionKeyList.ts';
import type { KeyListSync, KnownList } from './keyListSync.ts';
import { lookUpSame, requireSame } from './sameKey.ts';

/** The list of a connection at one moment. */
export interface KeyList {
  /** All keys, or what has become of those that the window has. */
  readonly content: KeyListContent;
  readonly total: number;
  /** When the list was last known to be current, ISO 8601 in UTC. */
  readonly fetchedAt: string;
  readonly accountStates: AccountStates;
  /** Names what the items are; a list with the same number has the same items. */
  readonly revision: number;
}

/** All keys of a list, or what has changed in it. */
type KeyListContent =
  | { readonly kind: 'whole'; readonly keys: readonly AuthenticationKey[] }
  | {
      readonly kind: 'changes';
      readonly keys: readonly AuthenticationKey[];
      readonly deletedIds: readonly string[];
    };

/** What the cache of this computer has of a list. */
export interface CachedList {
  readonly list: KeyList | null;
  /** What was wrong with the file: an earlier list took its place, or there is none. */
  readonly fault: KnownList['fault'];
}

/** What a list says of a key that is needed later without asking again. */
export type KeyFacts = Pick<ApiKey, 'id' | 'token' | 'username' | 'expirationDate'>;

/** What the keys are made of. */
export interface KeysOptions {
  readonly open: (connectionId: string) => Promise<AdminApi>;
  readonly cachedSecrets: Pick<CachedSecrets, keyof CachedSecrets>;
  readonly lists: KeyListSync;
  readonly bulkChanges: BulkChanges;
  readonly logger: Logger;
}

/** The keys of all connections: reading, creating, changing and deleting them. */
export class Keys {
  readonly #open: (connectionId: string) => Promise<AdminApi>;
  readonly #cachedSecrets: KeysOptions['cachedSecrets'];
  readonly #lists: KeyListSync;
  readonly #bulkChanges: BulkChanges;
  readonly #logger: Logger;

  constructor({ open, cachedSecrets, lists, bulkChanges, logger }: KeysOptions) {
    this.#open = open;
    this.#cachedSecrets = cachedSecrets;
    this.#lists = lists;
    this.#bulkChanges = bulkChanges;
    this.#logger = logger;
  }

  /** Gives the cached list, without asking the installation. */
  async listCached(connectionId: string): Promise<CachedList> {
    const { state, fault } = await this.#lists.known(connectionId);
    return { list: state === null ? null : listOf(state, null), fault };
  }

  /**
   * Brings the list up to date and gives it.
   * @param known revision that the window has; it is given what has changed since, where that is known.
   * @param isWhole fetches every key anew, also what the feed of changes does not tell.
   */
  async list(connectionId: string, known: number | null = null, isWhole = false): Promise<KeyList> {
    const state = await this.#lists.refresh(connectionId, isWhole);
    void this.#cachedSecrets.forgetKeys(connectionId, (key) => state.get(key.id)?.token !== key.token);
    this.#bulkChanges.interrupted.check(connectionId, state);
    return listOf(state, known);
  }

  /**
   * Gives the secret of a key in base64, asked from the platform, or out of the cache while the platform
   * cannot be reached: the value that must not leave main unasked. It is masked in the log from then on.
   * @throws AppError `KEY_REPLACED` where the platform has another key under the identifier.
   */
  readSecret(connectionId: string, shown: KeyReference): Promise<string> {
    return this.#whileSame(connectionId, () => this.#readSecret(connectionId, shown));
  }

  async #readSecret(connectionId: string, shown: KeyReference): Promise<string> {
    try {
      const { key, secretKey } = await (await this.#open(connectionId)).readSecret(shown.id);
      this.#logger.redact(secretKey);
      requireSame(shown, key);
      // Nobody waits for it: a keychain with a prompt must not hold up what the user asked for.
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
   * Gives the token of a key that was listed, without asking the platform: its answer would carry the secret, too.
   * @throws AppError `NOT_FOUND` for a key that no list has named, `KEY_REPLACED` where it has another key by now.
   */
  tokenOf(connectionId: string, shown: KeyReference): string {
    requireSame(shown, this.#lists.state(connectionId)?.get(shown.id) ?? null);
    return shown.token;
  }

  /** Gives what was last heard of a key; `null` for one that is not in the list, or has another key in its place. */
  factsOf(connectionId: string, { id, token }: KeyReference): KeyFacts | null {
    const listed = this.#lists.state(connectionId)?.get(id) ?? null;
    return listed?.token === token ? listed : null;
  }

  /** Gives the user name of an account out of the last list, `null` where it was not named. */
  usernameOf(connectionId: string, accountId: AccountId): string | null {
    return this.#lists.state(connectionId)?.account(accountId)?.username ?? null;
  }

  /** Says what the account of the connection may do with keys. */
  async getPermissions(connectionId: string): Promise<KeyPermissions> {
    return (await this.#open(connectionId)).getPermissions();
  }

  /**
   * Creates a key. The secret that the platform answers with stays behind in the adapter; where it is to be cached it is
   * read again behind the answer, since the key exists whether or not that succeeds.
   */
  async create(connectionId: string, accountId: AccountId, expirationDate: string): Promise<AuthenticationKey> {
    const key = await (await this.#open(connectionId)).createKey(accountId, expirationDate);
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
   * @throws AppError `CONFLICT` when its version is not the current one, `KEY_REPLACED` when it is another key by now.
   */
  edit(connectionId: string, shown: ChosenKey, expirationDate: string): Promise<AuthenticationKey> {
    return this.#whileSame(connectionId, async () => {
      const api = await this.#open(connectionId);
      if (!(await api.checksTokens())) {
        await lookUpSame(api, shown, () => this.#lists.refresh(connectionId, true));
      }
      const key = await api.editKey(shown.id, expirationDate, shown.version, shown.token);
      this.#lists.putResponse(connectionId, key);
      return this.#join(connectionId, key);
    });
  }

  /**
   * Deletes keys, those that are still what they were when they were chosen; see {@link BulkChanges.delete}.
   * @throws AppError when nothing could be begun.
   */
  delete(
    connectionId: string,
    chosen: readonly ChosenKey[],
    onResults: OnBulkResults = async () => {},
  ): Promise<BulkReport> {
    return this.#bulkChanges.delete(connectionId, chosen, async (results) => {
      const gone = new Set(results.filter((result) => !isLeftOver(result)).map(({ id }) => id));
      void this.#cachedSecrets.forgetKeys(connectionId, ({ id }) => gone.has(id));
      await onResults(results);
    });
  }

  /** Gives one page of the accounts a key can be created for. */
  async listEligibleAccounts(connectionId: string, search: string, page: PageRequest): Promise<Page<EligibleAccount>> {
    return (await this.#open(connectionId)).listEligibleAccounts(search, page);
  }

  /** Reads every key anew when the platform turns out to have other keys than those that were shown. */
  async #whileSame<Value>(connectionId: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && error.code === 'KEY_REPLACED') {
        await this.#lists.refresh(connectionId, true).catch((failure: unknown) => {
          this.#logger.info('The list could not be read anew', { error: failure });
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
        ? { kind: 'whole', keys: items }
        : { kind: 'changes', keys: changes.changed, deletedIds: changes.deletedIds },
    total: items.length,
    fetchedAt: new Date(fetchedAt).toISOString(),
    accountStates,
    revision,
  };
}
