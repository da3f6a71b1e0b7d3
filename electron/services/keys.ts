import { MAXIMUM_DELETE_IDS, MAXIMUM_PAGE } from '../../shared/adminApi/keyService.ts';
import type { AuthenticationKey, EligibleAccount, KeyDeletion, KeyPermissions } from '../../shared/model/key.ts';
import { AppError } from '../../shared/result.ts';
import type { AdminApi, ApiKey, Clock, Logger, Page, PageRequest } from '../ports.ts';
import type { KeptSecrets } from './keptSecrets.ts';

/** The complete list of a connection at one moment. */
export interface KeyList {
  readonly items: AuthenticationKey[];
  readonly total: number;
  /** When the last page had arrived, ISO 8601 in UTC. */
  readonly fetchedAt: string;
}

type Accounts = ReadonlyMap<string, EligibleAccount>;

/** What a list says of a key that is needed later without asking again. */
export type KeyFacts = Pick<ApiKey, 'id' | 'token' | 'username' | 'expirationDate'>;

/** What the last list of a connection said, by id. */
interface Fetched {
  readonly accounts: Accounts;
  readonly keys: Map<string, KeyFacts>;
}

/** What the keys are made of. */
export interface KeysOptions {
  readonly open: (connectionId: string) => Promise<AdminApi>;
  readonly keptSecrets: Pick<KeptSecrets, keyof KeptSecrets>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The keys of all connections: reading, creating, changing and deleting them. */
export class Keys {
  readonly #open: (connectionId: string) => Promise<AdminApi>;
  readonly #keptSecrets: KeysOptions['keptSecrets'];
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #fetched = new Map<string, Fetched>();

  constructor({ open, keptSecrets, clock, logger }: KeysOptions) {
    this.#open = open;
    this.#keptSecrets = keptSecrets;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Fetches the whole list, page by page, and joins to each key what its account may do. */
  async list(connectionId: string): Promise<KeyList> {
    const api = await this.#open(connectionId);
    const [keys, accounts] = await Promise.all([fetchAll((page) => api.listKeys(page)), fetchAccounts(api)]);
    const facts = new Map(keys.map((key) => [key.id, factsOf(key)]));
    this.#fetched.set(connectionId, { accounts, keys: facts });
    void this.#keptSecrets.forgetKeys(connectionId, (keyId) => !facts.has(keyId));
    const items = keys.map((key) => withAccount(key, accounts));
    return { items, total: items.length, fetchedAt: new Date(this.#clock.now()).toISOString() };
  }

  /** Forgets what was fetched over a connection that now leads elsewhere. */
  forget(connectionId: string): void {
    this.#fetched.delete(connectionId);
  }

  /**
   * Gives the secret of a key in base64, asked from the platform, or as it was kept on this computer while the platform
   * cannot be reached: the value that must not leave main unasked. It is masked in the log from then on.
   */
  async readSecret(connectionId: string, keyId: string): Promise<string> {
    try {
      const { key, secretKey } = await (await this.#open(connectionId)).readSecret(keyId);
      this.#logger.redact(secretKey);
      // Nobody waits for it: a keychain with a prompt must not hold up what the user asked for.
      void this.#keptSecrets.keep(connectionId, key, secretKey);
      return secretKey;
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'UNREACHABLE' && error.code !== 'TIMEOUT')) {
        throw error;
      }
      const listedToken = this.factsOf(connectionId, keyId)?.token ?? null;
      const kept = await this.#keptSecrets.find(connectionId, keyId, listedToken);
      if (kept === null) {
        throw error;
      }
      return kept;
    }
  }

  /**
   * Gives the token of a key that was listed, without asking the platform: its answer would carry the secret, too.
   * @throws AppError `NOT_FOUND` for a key that no list has named.
   */
  tokenOf(connectionId: string, keyId: string): string {
    const facts = this.factsOf(connectionId, keyId);
    if (facts === null) {
      throw new AppError('NOT_FOUND', 'The key is not in the list.');
    }
    return facts.token;
  }

  /** Gives what was last heard of a key, also of one that is deleted by now; `null` for one that no list has named. */
  factsOf(connectionId: string, keyId: string): KeyFacts | null {
    return this.#fetched.get(connectionId)?.keys.get(keyId) ?? null;
  }

  /** Gives the user name of an account out of the last list, `null` where it was not named. */
  usernameOf(connectionId: string, accountId: string): string | null {
    return this.#fetched.get(connectionId)?.accounts.get(accountId)?.username ?? null;
  }

  /** Says what the account of the connection may do with keys. */
  async getPermissions(connectionId: string): Promise<KeyPermissions> {
    return (await this.#open(connectionId)).getPermissions();
  }

  /**
   * Creates a key. The secret that the platform answers with stays behind in the adapter; where it is to be kept it is
   * read again behind the answer, since the key exists whether or not that succeeds.
   */
  async create(connectionId: string, accountId: string, expirationDate: string): Promise<AuthenticationKey> {
    const key = await (await this.#open(connectionId)).createKey(accountId, expirationDate);
    if (this.#keptSecrets.isWanted(connectionId)) {
      this.readSecret(connectionId, key.id).catch((error: unknown) => {
        this.#logger.warn('The secret of a new key could not be kept', { error });
      });
    }
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
   * @throws AppError when the first call fails as a whole; without an answer it may still have been carried out.
   */
  async delete(connectionId: string, keyIds: readonly string[]): Promise<KeyDeletion[]> {
    const results = await deleteAll(await this.#open(connectionId), keyIds);
    const gone = new Set(results.filter(({ outcome }) => outcome !== 'failed').map(({ id }) => id));
    void this.#keptSecrets.forgetKeys(connectionId, (keyId) => gone.has(keyId));
    return results;
  }

  /** Gives one page of the accounts a key can be created for. */
  async listEligibleAccounts(connectionId: string, search: string, page: PageRequest): Promise<Page<EligibleAccount>> {
    return (await this.#open(connectionId)).listEligibleAccounts(search, page);
  }

  #join(connectionId: string, key: ApiKey): AuthenticationKey {
    const fetched = this.#fetched.get(connectionId);
    fetched?.keys.set(key.id, factsOf(key));
    return withAccount(key, fetched?.accounts ?? new Map());
  }
}

function factsOf({ id, token, username, expirationDate }: ApiKey): KeyFacts {
  return { id, token, username, expirationDate };
}

function withAccount(key: ApiKey, accounts: Accounts): AuthenticationKey {
  const account = accounts.get(key.accountId);
  return { ...key, accountProblem: account?.problem ?? null, systemRoles: account?.systemRoles ?? [] };
}

async function deleteAll(api: AdminApi, keyIds: readonly string[]): Promise<KeyDeletion[]> {
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

/** How often a list that changes while it is fetched is fetched again. */
const FETCH_ATTEMPTS = 3;

/**
 * Fetches all pages of a list. One that changes between two pages can repeat an item and skip another; it is fetched
 * again, and refused when it never comes out whole: a list with a gap must not look like a complete one.
 * @throws AppError `BAD_RESPONSE`.
 */
async function fetchAll<Item extends { readonly id: string }>(
  fetchPage: (page: PageRequest) => Promise<Page<Item>>,
): Promise<Item[]> {
  for (let attempt = 0; attempt < FETCH_ATTEMPTS; attempt += 1) {
    const items = new Map<string, Item>();
    const totals = new Set<number>();
    let skip = 0;
    let before = -1;
    // A page that brings nothing new ends the list, whatever total is promised.
    while (items.size > before && (skip === 0 || skip < Math.max(...totals))) {
      before = items.size;
      const page = await fetchPage({ skip, take: MAXIMUM_PAGE });
      for (const item of page.items) {
        items.set(item.id, item);
      }
      skip += page.items.length;
      totals.add(page.total);
    }
    if (totals.size === 1 && totals.has(items.size)) {
      return [...items.values()];
    }
  }
  throw new AppError('BAD_RESPONSE', 'The list never came out whole.');
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
