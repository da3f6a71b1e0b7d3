import type { AuthenticationKey } from '../../../../../shared/model/key.ts';
import { creationsOf, expiriesOf, lastUsesOf } from '../../../../../shared/model/keyInstants.ts';
import { foldText } from '../../../../i18n/foldText.ts';
import { TextColumn } from './textColumn.ts';

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
  readonly texts: () => TextColumn;
  /**
   * Makes a part of {@link texts} ready, so that it is there when the first letter is typed, and nobody has waited for the
   * whole of it. True once nothing is left to do.
   */
  readonly prepareTexts: () => boolean;
  /** Full name and user name, in the same way. */
  readonly names: () => TextColumn;
  readonly accountIds: () => readonly string[];
  readonly roles: () => TextColumn;
  readonly tokens: () => TextColumn;
  /** Milliseconds since the epoch; NaN where there is none. */
  readonly expires: () => ArrayLike<number>;
  readonly created: () => ArrayLike<number>;
  readonly used: () => ArrayLike<number>;
  /** Each account once, in the order of the list. */
  readonly accounts: () => readonly KeyAccount[];
  /** The name of each role once, in order. */
  readonly roleNames: () => readonly string[];
}

/** Keys whose texts are made ready in one go: a few milliseconds of work. */
const KEYS_PER_PART = 4_000;

/** The columns of a list of keys. */
export function searchColumns(keys: readonly AuthenticationKey[]): SearchColumns {
  const column = <Value>(read: (key: AuthenticationKey) => Value) => once((): readonly Value[] => keys.map(read));
  const texts = (read: (key: AuthenticationKey) => string) => once(() => new TextColumn(keys.map(read)));
  // An account is named by each of its keys.
  const fold = remembering(foldText);
  const read: string[] = [];
  const readTo = (end: number): void => {
    for (const { fullName, username, token } of keys.slice(read.length, end)) {
      read.push(`${fold(fullName)}\n${fold(username)}\n${foldText(token)}`);
    }
  };
  let isReady = false;
  const everything = once(() => {
    readTo(keys.length);
    isReady = true;
    return new TextColumn(read.splice(0));
  });
  return {
    texts: everything,
    prepareTexts: () => {
      if (!isReady && read.length < keys.length) {
        readTo(read.length + KEYS_PER_PART);
      } else {
        everything();
      }
      return isReady;
    },
    names: texts((key) => `${fold(key.fullName)}\n${fold(key.username)}`),
    accountIds: column((key) => fold(key.accountId)),
    roles: texts((key) => fold(key.systemRoles.join('\n'))),
    tokens: texts((key) => foldText(key.token)),
    expires: () => expiriesOf(keys),
    created: () => creationsOf(keys),
    used: () => lastUsesOf(keys),
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

function remembering(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const changed = known.get(text) ?? change(text);
    known.set(text, changed);
    return changed;
  };
}
