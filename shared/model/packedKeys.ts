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
/** A part of a list of keys, created by {@link packKeys}. */
export type PackedKeys = Readonly<z.infer<typeof packedKeysSchema>>;

type PackedAccount = readonly [
  KeyAccount['accountId'],
  KeyAccount['username'],
  KeyAccount['fullName'],
  KeyAccount['systemRoles'],
  KeyAccount['accountProblem'],
];

/** Packs a list into parts of {@link KEYS_PER_PART} keys. No other fields than those of the schema are packed. */
export function* packKeys(keys: readonly AuthenticationKey[]): Generator<PackedKeys> {
  const table = new AccountTable();
  for (let start = 0; start < keys.length; start += KEYS_PER_PART) {
    yield packPart(keys.slice(start, start + KEYS_PER_PART), table);
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

/** Unpacks the parts of a list in their order: equal keys, and one object of texts for each account. */
export function* unpackKeys(parts: readonly PackedKeys[]): Generator<readonly AuthenticationKey[]> {
  const accounts: KeyAccount[] = [];
  for (const part of parts) {
    for (const [accountId, username, fullName, systemRoles, accountProblem] of JSON.parse(
      part.accounts,
    ) as readonly PackedAccount[]) {
      accounts.push({ accountId, username, fullName, systemRoles, accountProblem });
    }
    yield unpackPart(part, accounts);
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
