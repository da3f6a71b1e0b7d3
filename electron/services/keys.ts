import { MAXIMUM_DELETE_IDS, MAXIMUM_PAGE } from '../../shared/adminApi/keyService.ts';
import type { AuthenticationKey, EligibleAccount, KeyDeletion, KeyPermissions } from '../../shared/model/key.ts';
import { AppError } from '../../shared/result.ts';
import type { AdminApi, ApiKey, Clock, Page, PageRequest } from '../ports.ts';

/** The complete list of a connection at one moment. */
export interface KeyList {
  readonly items: AuthenticationKey[];
  readonly total: number;
  /** When the last page had arrived, ISO 8601 in UTC. */
  readonly fetchedAt: string;
}

type Accounts = ReadonlyMap<string, EligibleAccount>;

/** The keys of all connections: reading, creating, changing and deleting them, without their secrets. */
export class Keys {
  readonly #open: (connectionId: string) => Promise<AdminApi>;
  readonly #clock: Clock;
  /** Accounts by id as of the last list of each connection; a key that was just changed takes its account from here. */
  readonly #accounts = new Map<string, Accounts>();

  constructor(open: (connectionId: string) => Promise<AdminApi>, clock: Clock) {
    this.#open = open;
    this.#clock = clock;
  }

  /** Fetches the whole list, page by page, and joins to each key what its account may do. */
  async list(connectionId: string): Promise<KeyList> {
    const api = await this.#open(connectionId);
    const [keys, accounts] = await Promise.all([fetchAll((page) => api.listKeys(page)), fetchAccounts(api)]);
    this.#accounts.set(connectionId, accounts);
    // A list that changed between two pages can repeat a key; the later copy is the newer one.
    const unique = new Map(keys.map((key) => [key.id, key]));
    const items = [...unique.values()].map((key) => withAccount(key, accounts));
    return { items, total: items.length, fetchedAt: new Date(this.#clock.now()).toISOString() };
  }

  /** Says what the account of the connection may do with keys. */
  async getPermissions(connectionId: string): Promise<KeyPermissions> {
    return (await this.#open(connectionId)).getPermissions();
  }

  /** Creates a key. The secret that the platform answers with stays behind in the adapter. */
  async create(connectionId: string, accountId: string, expirationDate: string): Promise<AuthenticationKey> {
    const key = await (await this.#open(connectionId)).createKey(accountId, expirationDate);
    return this.#join(connectionId, key);
  }

  /** Changes the expiry of a key. @throws AppError `CONFLICT` when `version` is not the current one. */
  async edit(connectionId: string, keyId: string, expirationDate: string, version: number): Promise<AuthenticationKey> {
    const key = await (await this.#open(connectionId)).editKey(keyId, expirationDate, version);
    return this.#join(connectionId, key);
  }

  /**
   * Deletes keys in calls of at most `MAXIMUM_DELETE_IDS`; one result per id, in order. When a later call fails as a
   * whole, what was done before is still told, and the rest is told as failed.
   * @throws AppError when the first call fails as a whole: then nothing was deleted.
   */
  async delete(connectionId: string, keyIds: readonly string[]): Promise<KeyDeletion[]> {
    const api = await this.#open(connectionId);
    const results: KeyDeletion[] = [];
    for (let start = 0; start < keyIds.length; start += MAXIMUM_DELETE_IDS) {
      try {
        results.push(...(await api.deleteKeys(keyIds.slice(start, start + MAXIMUM_DELETE_IDS))));
      } catch (error) {
        if (start === 0 || !(error instanceof AppError)) {
          throw error;
        }
        const detail = error.detail ?? error.message;
        const rest = keyIds.slice(start).map((id): KeyDeletion => ({ id, outcome: 'failed', detail }));
        return [...results, ...rest];
      }
    }
    return results;
  }

  /** Gives one page of the accounts a key can be created for. */
  async listEligibleAccounts(connectionId: string, search: string, page: PageRequest): Promise<Page<EligibleAccount>> {
    return (await this.#open(connectionId)).listEligibleAccounts(search, page);
  }

  #join(connectionId: string, key: ApiKey): AuthenticationKey {
    return withAccount(key, this.#accounts.get(connectionId) ?? new Map());
  }
}

function withAccount(key: ApiKey, accounts: Accounts): AuthenticationKey {
  const account = accounts.get(key.accountId);
  return { ...key, accountProblem: account?.problem ?? null, systemRoles: account?.systemRoles ?? [] };
}

/** Fetches all pages of a list; ends when everything was given or a page brings nothing, so it always ends. */
async function fetchAll<Item>(fetchPage: (page: PageRequest) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (;;) {
    const page = await fetchPage({ skip: items.length, take: MAXIMUM_PAGE });
    items.push(...page.items);
    if (page.items.length === 0 || items.length >= page.total) {
      return items;
    }
  }
}

/** Fetches the accounts by id; empty where the account may see keys but not who could get one. */
async function fetchAccounts(api: AdminApi): Promise<Accounts> {
  try {
    const accounts = await fetchAll((page) => api.listEligibleAccounts('', page));
    return new Map(accounts.map((account) => [account.id, account]));
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_PERMITTED' || error.code === 'SERVICE_MISSING')) {
      return new Map();
    }
    throw error;
  }
}
