import type {
  AccountReading,
  AdminApi,
  ApiKey,
  KeyChanges,
  Page,
  PageRequest,
  ServerReading,
} from '../../electron/ports.ts';
import { foldText, searchWords } from '../../shared/foldText.ts';
import { type BulkResult, bulkResult } from '../../shared/model/bulkChange.ts';
import type { EligibleAccount, KeyPermissions } from '../../shared/model/key.ts';
import { AppError } from '../../shared/result.ts';

/** Starts every secret of {@link MemoryAdminApi}, so that a leak can be searched for. */
export const CANARY_SECRET = 'canary-secret-Zm9yIHRlc3Rz';

/** An account that may do everything. */
export const FULL_ACCESS: KeyPermissions = {
  canView: true,
  canReadSecret: true,
  canCreate: true,
  canEdit: true,
  canDelete: true,
  account: { id: 'account.1', username: 'admin', fullName: 'Administrator' },
};

/** An installation in memory with one account and the keys it was given. Set `failure` and every call fails with it. */
export class MemoryAdminApi implements AdminApi {
  readonly keys = new Map<string, ApiKey>();
  accounts: EligibleAccount[] = [
    {
      id: 'account.1',
      username: 'svc.erp',
      fullName: 'ERP connector',
      systemRoles: ['API integrations'],
      problem: null,
    },
  ];
  failure: AppError | null = null;
  /** Whether it compares the tokens that it is given, as the embedded platform does. */
  comparesTokens = true;
  /** What it publishes about itself and the account; `null` for one that does not offer the methods. */
  server: ServerReading | null = null;
  account: AccountReading | null = null;
  /** What the keys were at each cursor that was given out. */
  readonly #cursors = new Map<string, ReadonlyMap<string, ApiKey>>();

  constructor(keyIds: readonly string[] = []) {
    for (const id of keyIds) {
      this.keys.set(id, makeKey(id));
    }
  }

  async listKeys(page: PageRequest, search = ''): Promise<Page<ApiKey>> {
    this.#check();
    return slice(
      [...this.keys.values()].filter(({ token }) => token.includes(search)),
      page,
    );
  }

  async checksTokens(): Promise<boolean> {
    this.#check();
    return this.comparesTokens;
  }

  async listChanges(cursor: string | null, take: number): Promise<KeyChanges> {
    this.#check();
    const before = this.#cursors.get(cursor ?? '');
    const known = new Map(before);
    const changed = [...this.keys.values()].filter((key) => known.get(key.id) !== key);
    const gone = [...known.keys()].filter((id) => !this.keys.has(id));
    const reported = changed.slice(0, take);
    const deletedIds = gone.slice(0, take - reported.length);
    for (const key of reported) {
      known.set(key.id, key);
    }
    for (const id of deletedIds) {
      known.delete(id);
    }
    const next = `cursor.${this.#cursors.size + 1}`;
    this.#cursors.set(next, known);
    const hasMore = changed.length + gone.length > take;
    return { changed: reported, deletedIds, cursor: next, isReset: before === undefined, hasMore };
  }

  async readSecret(keyId: string): Promise<{ key: ApiKey; secretKey: string }> {
    this.#check();
    return { key: this.#find(keyId), secretKey: secretOf(keyId) };
  }

  /** What happens to a key when the database goes back and others then create keys: its identifier names another one. */
  replaceKey(keyId: string): ApiKey {
    const other = { ...makeKey(keyId), accountId: 'account.2', username: 'svc.other', token: OTHER_TOKEN };
    this.keys.set(keyId, other);
    return other;
  }

  /** Returns more fields than the port declares, like a real platform: the secret must be dropped. */
  async createKey(accountId: string, expirationDate: string, _requestId?: string): Promise<ApiKey> {
    this.#check();
    let number = this.keys.size + 1;
    while (this.keys.has(`authkey.${number}`)) {
      number += 1;
    }
    const id = `authkey.${number}`;
    const { username, fullName } = this.accounts.find((account) => account.id === accountId) ?? makeKey(id);
    const key = { ...makeKey(id), accountId, username, fullName, expirationDate };
    this.keys.set(id, key);
    return { ...key, secretKey: secretOf(id) } as ApiKey;
  }

  async editKey(keyId: string, expirationDate: string, version: number, token?: string): Promise<ApiKey> {
    this.#check();
    const key = this.#find(keyId);
    if (this.comparesTokens && token !== undefined && token !== key.token) {
      throw new AppError('KEY_REPLACED', 'Another key has this identifier.');
    }
    if (key.version !== version) {
      throw new AppError('CONFLICT', 'The key was changed meanwhile.');
    }
    const changed = { ...key, expirationDate, version: version + 1 };
    this.keys.set(keyId, changed);
    return changed;
  }

  async deleteKeys(keyIds: readonly string[], tokens?: readonly string[]): Promise<readonly BulkResult[]> {
    this.#check();
    return keyIds.map((id, index) => {
      const key = this.keys.get(id);
      if (this.comparesTokens && key !== undefined && tokens !== undefined && tokens[index] !== key.token) {
        return bulkResult(id, 'replaced', { code: 'KEY_REPLACED' });
      }
      return bulkResult(id, this.keys.delete(id) ? 'done' : 'missing');
    });
  }

  async getPermissions(): Promise<KeyPermissions> {
    this.#check();
    return FULL_ACCESS;
  }

  async listEligibleAccounts(search: string, page: PageRequest): Promise<Page<EligibleAccount>> {
    this.#check();
    return slice(
      this.accounts.filter(({ username, fullName }) =>
        searchWords(search).every((word) => foldText(`${username} ${fullName}`).includes(word)),
      ),
      page,
    );
  }

  async readServer(): Promise<ServerReading> {
    this.#check();
    return offered(this.server);
  }

  async readServicePath(): Promise<string | null> {
    this.#check();
    return null;
  }

  async readAccount(_accountId: string): Promise<AccountReading> {
    this.#check();
    return offered(this.account);
  }

  #check(): void {
    if (this.failure !== null) {
      throw this.failure;
    }
  }

  #find(keyId: string): ApiKey {
    const key = this.keys.get(keyId);
    if (key === undefined) {
      throw new AppError('NOT_FOUND', 'There is no such key.');
    }
    return key;
  }
}

/** The token of a key that came in the place of another one. */
export const OTHER_TOKEN = 'ffffffffffffffffffffffffffffffff';

/** The token of a key of {@link MemoryAdminApi}. */
export function tokenOf(keyId: string): string {
  return `0123456789abcdef01234567${(Number(keyId.split('.')[1]) || 0).toString(16).padStart(8, '0')}`;
}

/** The reference of a key of {@link MemoryAdminApi}. */
export function shownKey(id: string): { readonly id: string; readonly token: string } {
  return { id, token: tokenOf(id) };
}

/** The secret of a key of {@link MemoryAdminApi}. */
export function secretOf(keyId: string): string {
  return `${CANARY_SECRET}-${keyId}`;
}

function makeKey(id: string): ApiKey {
  return {
    id,
    accountId: 'account.1',
    username: 'svc.erp',
    fullName: 'ERP connector',
    token: tokenOf(id),
    creationDate: '2026-01-01T00:00:00.000Z',
    expirationDate: '2027-01-01T00:00:00.000Z',
    lastUsedDate: null,
    version: 1,
  };
}

function offered<Reading>(reading: Reading | null): Reading {
  if (reading === null) {
    throw new AppError('SERVICE_MISSING', 'There is no such method.');
  }
  return reading;
}

function slice<Item>(items: readonly Item[], { skip, take }: PageRequest): Page<Item> {
  return { items: items.slice(skip, skip + take), total: items.length };
}
