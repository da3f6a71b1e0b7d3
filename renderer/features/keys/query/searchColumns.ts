import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { foldText } from './foldText.ts';

/** An account that has keys. */
export interface KeyAccount {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  /** Full name and user name, folded. */
  readonly folded: string;
}

/**
 * What a search looks at, once per list and not once per letter that is typed. Every column has the order of the list
 * and is made when it is first asked for.
 */
export interface SearchColumns {
  /** Full name, user name and token, folded, each on a line of its own: no word goes over two of them. */
  readonly texts: () => readonly string[];
  /** Full name and user name, in the same way. */
  readonly names: () => readonly string[];
  readonly accountIds: () => readonly string[];
  readonly roles: () => readonly string[];
  readonly tokens: () => readonly string[];
  /** Milliseconds since the epoch; NaN where there is none. */
  readonly expires: () => readonly number[];
  readonly created: () => readonly number[];
  readonly used: () => readonly number[];
  /** Each account once, in the order of the list. */
  readonly accounts: () => readonly KeyAccount[];
  /** The name of each role once, in order. */
  readonly roleNames: () => readonly string[];
}

/** The columns of a list of keys. */
export function searchColumns(keys: readonly AuthenticationKey[]): SearchColumns {
  const column = <Value>(read: (key: AuthenticationKey) => Value) => once((): readonly Value[] => keys.map(read));
  return {
    texts: column((key) => foldText(`${key.fullName}\n${key.username}\n${key.token}`)),
    names: column((key) => foldText(`${key.fullName}\n${key.username}`)),
    accountIds: column((key) => foldText(key.accountId)),
    roles: column((key) => foldText(key.systemRoles.join('\n'))),
    tokens: column((key) => foldText(key.token)),
    expires: column((key) => Date.parse(key.expirationDate)),
    created: column((key) => Date.parse(key.creationDate)),
    used: column((key) => (key.lastUsedDate === null ? Number.NaN : Date.parse(key.lastUsedDate))),
    accounts: once(() => distinctAccounts(keys)),
    roleNames: once(() => [...new Set(keys.flatMap(({ systemRoles }) => systemRoles))].sort()),
  };
}

function distinctAccounts(keys: readonly AuthenticationKey[]): readonly KeyAccount[] {
  const accounts = new Map<string, KeyAccount>();
  for (const { accountId, username, fullName } of keys) {
    if (!accounts.has(accountId)) {
      accounts.set(accountId, { id: accountId, username, fullName, folded: foldText(`${fullName}\n${username}`) });
    }
  }
  return [...accounts.values()];
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
