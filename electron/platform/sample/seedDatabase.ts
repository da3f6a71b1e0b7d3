import type { SecretCipher } from '../authentication/secretCipher.ts';
import { PlatformStartError } from '../platformStartError.ts';
import type { PlatformDatabase } from '../storage/databaseEngine.ts';
import { newKeyRow } from '../storage/keyStorage.ts';
import type { NewAccountRow, NewKeyRow, PermissionLevel, Resource } from '../storage/schema.ts';
import { searchNameOf } from '../storage/searchName.ts';
import { allocateChanges, writeTransaction } from '../storage/writeTransaction.ts';
import { generatedAccount, generatedKey, generatedOwner } from './generatedAccounts.ts';
import { API_INTEGRATIONS, SAMPLE_ROLES, STANDARD_ROLES } from './roles.ts';
import { type AccountDefinition, ADMINISTRATOR, type KeyDefinition, SAMPLE_ACCOUNTS } from './sampleAccounts.ts';

/** Number of accounts and keys in total; what is not given is not generated. */
export interface DataSetSize {
  readonly accounts?: number | undefined;
  readonly keys?: number | undefined;
}

/** Options of {@link seedDatabase}. */
export interface SeedOptions {
  readonly cipher: SecretCipher;
  /** Hash of the password of `admin`, which the accounts of the sample data share. */
  readonly passwordHash: string;
  /** Adds the sample roles, accounts and keys. */
  readonly hasSample: boolean;
  /** Adds generated accounts and keys until there are this many. */
  readonly size: DataSetSize;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

interface OwnedKey extends KeyDefinition {
  /** Index of the account. */
  readonly owner: number;
}

/** Engines limit the parameters of a statement; a row has at most 17 of them. */
const ROWS_PER_INSERT = 500;
const MINUTE_MS = 60_000;
/** Accounts are older than their oldest key. */
const ACCOUNT_AGE_DAYS = 700;

/**
 * Fills a database in one transaction if it is empty.
 * @returns whether it was empty.
 * @throws PlatformStartError if the sample data alone exceeds the requested size.
 */
export async function seedDatabase(database: PlatformDatabase, options: SeedOptions): Promise<boolean> {
  const { accounts, keys } = planData(options);
  return writeTransaction(database, async (transaction) => {
    if ((await transaction.selectFrom('account').select('id').limit(1).execute()).length > 0) {
      return false;
    }
    const roleIds = await insertRoles(
      transaction,
      accounts.some(({ roles }) => roles.includes(API_INTEGRATIONS)),
    );
    const accountIds: number[] = [];
    for (const rows of chunks(accounts.map((account) => toAccountRow(account, options)))) {
      const inserted = await transaction.insertInto('account').values(rows).returning(['id', 'username']).execute();
      // Engines may return the rows of one insert in any order.
      const byName = new Map(inserted.map(({ id, username }) => [username, id]));
      accountIds.push(...rows.map(({ username }) => required(byName.get(username))));
    }
    const members = accounts.flatMap(({ roles }, index) =>
      roles.map((role) => ({ accountId: required(accountIds[index]), roleId: required(roleIds.get(role)) })),
    );
    for (const rows of chunks(members)) {
      await transaction.insertInto('roleMember').values(rows).execute();
    }
    let change = await allocateChanges(transaction, keys.length);
    for (const part of chunks(keys)) {
      const rows = part.map((key) => {
        change += 1;
        return toKeyRow(options, key, required(accountIds[key.owner]), change);
      });
      await transaction.insertInto('authenticationKey').values(rows).execute();
    }
    return true;
  });
}

function planData({ hasSample, size }: SeedOptions): {
  readonly accounts: readonly AccountDefinition[];
  readonly keys: readonly OwnedKey[];
} {
  const accounts = hasSample ? [ADMINISTRATOR, ...SAMPLE_ACCOUNTS] : [ADMINISTRATOR];
  const keys = hasSample
    ? accounts.flatMap((account, owner) => (account.keys ?? []).map((key): OwnedKey => ({ ...key, owner })))
    : [];
  const { accounts: accountCount = accounts.length, keys: keyCount = keys.length } = size;
  if (accountCount < accounts.length || keyCount < keys.length) {
    throw new PlatformStartError(`The data set needs at least ${accounts.length} accounts and ${keys.length} keys.`);
  }
  while (accounts.length < accountCount) {
    accounts.push(generatedAccount(accounts.length));
  }
  while (keys.length < keyCount) {
    keys.push({ ...generatedKey(keys.length), owner: generatedOwner(keys.length, accounts.length) });
  }
  return { accounts, keys };
}

async function insertRoles(database: PlatformDatabase, hasSampleRoles: boolean): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  for (const role of hasSampleRoles ? [...STANDARD_ROLES, ...SAMPLE_ROLES] : STANDARD_ROLES) {
    const { id } = await database
      .insertInto('systemRole')
      .values({
        name: role.name,
        isStandard: role.isStandard ? 1 : 0,
        isActive: 1,
        grantsEverything: role.grantsEverything ? 1 : 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(role.name, id);
    const permissions = Object.entries(role.permissions) as [Resource, PermissionLevel][];
    if (permissions.length > 0) {
      const rows = permissions.map(([resource, level]) => ({ roleId: id, resource, level }));
      await database.insertInto('rolePermission').values(rows).execute();
    }
  }
  return ids;
}

function toAccountRow(account: AccountDefinition, { passwordHash, now }: SeedOptions): NewAccountRow {
  const { username, fullName, kind } = account;
  const creationDate = startOfDay(now, -ACCOUNT_AGE_DAYS);
  return {
    username,
    fullName,
    searchName: searchNameOf({ username, fullName }),
    mbox: kind === 'person' ? `${username}@example.com` : null,
    department: account.department ?? null,
    title: account.title ?? null,
    phone: null,
    language: account.language ?? null,
    timeZone: account.timeZone ?? null,
    authenticationMethod: 'Builtin',
    role: account === ADMINISTRATOR ? 'Administrator' : 'User',
    isActive: account.isDeactivated === true ? 0 : 1,
    isDisabled: account.isArchived === true ? 1 : 0,
    passwordHash: kind === 'person' ? passwordHash : null,
    creationDate,
    lastWriteDate: creationDate,
    lastLoginDate: null,
  };
}

function toKeyRow({ cipher, now }: SeedOptions, key: OwnedKey, accountId: number, change: number): NewKeyRow {
  const { createdDaysAgo, expiresInDays, usedMinutesAgo, token } = key;
  // Keys are created at a time of a working day, spread so that no two of a small set look alike.
  const minuteOfDay = 8 * 60 + ((createdDaysAgo * 37) % (9 * 60));
  const creationDate = startOfDay(now, -createdDaysAgo) + minuteOfDay * MINUTE_MS;
  const expirationDate = startOfDay(now, expiresInDays);
  const row = newKeyRow(cipher, {
    accountId,
    creationDate,
    expirationDate,
    change,
    ...(token === undefined ? {} : { token }),
  });
  if (usedMinutesAgo === undefined) {
    return row;
  }
  const lastUsedDate = now - usedMinutesAgo * MINUTE_MS;
  return { ...row, lastUsedDate: Math.max(creationDate, Math.min(lastUsedDate, expirationDate)) };
}

/** Midnight of a day counted from today, in the time zone of this machine, as the window offers it. */
function startOfDay(now: number, days: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += ROWS_PER_INSERT) {
    yield items.slice(start, start + ROWS_PER_INSERT);
  }
}

/** @throws Error for a value that only a mistake in the definitions can leave undefined. */
function required<Value>(value: Value | undefined): Value {
  if (value === undefined) {
    throw new Error('The sample data refers to an account or a role that it does not define.');
  }
  return value;
}
