import { z } from 'zod';
import { AccountTable, type KeyAccount } from './accountTable.ts';
import type { AuthenticationKey } from './key.ts';

/** Keys in one part: packing or unpacking them takes about half a frame. */
export const KEYS_PER_PART = 10_000;

/** Values of a column as one text, created by {@link columnOf}. */
const columnSchema = z.string();

/**
 * A part of a list of keys as a few texts, which cross between processes many times faster than objects. Each column has
 * one value for each key.
 */
export const packedKeysSchema = z.object({
  /** JSON of the accounts that no earlier part of the list contains. */
  accounts: z.string(),
  /** Numbers of the accounts of the keys, in the order of their first use in the list. */
  accountNumbers: columnSchema,
  ids: columnSchema,
  tokens: columnSchema,
  creationDates: columnSchema,
  expirationDates: columnSchema,
  /** Empty where no use was reported. */
  lastUsedDates: columnSchema,
  versions: columnSchema,
});
/** A part of a list of keys, created by {@link KeyPacker}. */
export type PackedKeys = Readonly<z.infer<typeof packedKeysSchema>>;

type PackedAccount = readonly [
  KeyAccount['accountId'],
  KeyAccount['username'],
  KeyAccount['fullName'],
  KeyAccount['systemRoles'],
  KeyAccount['accountProblem'],
];

/** Packs a list in parts of {@link KEYS_PER_PART} keys. No other fields than those of the schema are packed. */
export class KeyPacker {
  readonly #keys: readonly AuthenticationKey[];
  readonly #accounts = new AccountTable();
  #packed = 0;

  constructor(keys: readonly AuthenticationKey[]) {
    this.#keys = keys;
  }

  /** Returns the next part; `null` if all keys are packed. */
  next(): PackedKeys | null {
    if (this.isDone) {
      return null;
    }
    const start = this.#packed;
    this.#packed += KEYS_PER_PART;
    return packPart(this.#keys.slice(start, this.#packed), this.#accounts);
  }

  /** Whether all keys are packed. */
  get isDone(): boolean {
    return this.#packed >= this.#keys.length;
  }
}

function packPart(keys: readonly AuthenticationKey[], table: AccountTable): PackedKeys {
  const accounts: PackedAccount[] = [];
  const accountNumbers = keys.map((key) => {
    const known = table.size;
    const { number, accountId, username, fullName, systemRoles, accountProblem } = table.find(key);
    if (number === known) {
      accounts.push([accountId, username, fullName, systemRoles, accountProblem]);
    }
    return String(number);
  });
  return {
    accounts: JSON.stringify(accounts),
    accountNumbers: columnOf(accountNumbers),
    ids: columnOf(keys.map(({ id }) => id)),
    tokens: columnOf(keys.map(({ token }) => token)),
    creationDates: columnOf(keys.map(({ creationDate }) => creationDate)),
    expirationDates: columnOf(keys.map(({ expirationDate }) => expirationDate)),
    lastUsedDates: columnOf(keys.map(({ lastUsedDate }) => lastUsedDate ?? '')),
    versions: columnOf(keys.map(({ version }) => String(version))),
  };
}

/** Unpacks the parts of one list in their order: equal keys, and one object of texts for each account. */
export class KeyUnpacker {
  readonly #accounts: KeyAccount[] = [];

  /** Returns the keys of the next part. @throws Error if a part before it is missing. */
  unpack(part: PackedKeys): readonly AuthenticationKey[] {
    const accounts: readonly PackedAccount[] = JSON.parse(part.accounts);
    for (const [accountId, username, fullName, systemRoles, accountProblem] of accounts) {
      this.#accounts.push({ accountId, username, fullName, systemRoles, accountProblem });
    }
    return unpackPart(part, this.#accounts);
  }
}

function unpackPart(part: PackedKeys, accounts: readonly KeyAccount[]): readonly AuthenticationKey[] {
  const numbers = valuesOf(part.accountNumbers);
  const tokens = valuesOf(part.tokens);
  const creationDates = valuesOf(part.creationDates);
  const expirationDates = valuesOf(part.expirationDates);
  const lastUsedDates = valuesOf(part.lastUsedDates);
  const versions = valuesOf(part.versions);
  return valuesOf(part.ids).map((id, index): AuthenticationKey => {
    const account = accounts[Number(numbers[index])];
    if (account === undefined || versions.length <= index) {
      throw new Error('A packed list of keys is incomplete');
    }
    return {
      id,
      accountId: account.accountId,
      username: account.username,
      fullName: account.fullName,
      systemRoles: account.systemRoles,
      token: tokens[index] ?? '',
      creationDate: creationDates[index] ?? '',
      expirationDate: expirationDates[index] ?? '',
      lastUsedDate: lastUsedDates[index] || null,
      version: Number(versions[index]),
      accountProblem: account.accountProblem,
    };
  });
}

/** Between the values of a column. JSON as which a column crosses to a page escapes it in two characters. */
const SEPARATOR = '\n';
/** In front of a column whose values contain {@link SEPARATOR}, which is JSON of the values. */
const AS_JSON = '\t';

/** Joins the values of a column. They may be any texts. */
function columnOf(values: readonly string[]): string {
  const isPlain = values.every((value) => !value.includes(SEPARATOR)) && !values[0]?.startsWith(AS_JSON);
  return isPlain ? values.join(SEPARATOR) : AS_JSON + JSON.stringify(values);
}

/** Returns the values of a column of at least one value. */
function valuesOf(column: string): readonly string[] {
  return column.startsWith(AS_JSON) ? JSON.parse(column.slice(1)) : column.split(SEPARATOR);
}
