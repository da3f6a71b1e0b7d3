import { foldText } from '../../../../../shared/foldText.ts';
import type { AuthenticationKey } from '../../../../../shared/model/key.ts';
import { creationsOf, expiriesOf, lastUsesOf } from '../../../../../shared/model/keyInstants.ts';
import { type KeyNote, type KeyNotes, NO_NOTES } from '../../../../../shared/model/keyNote.ts';
import { type FindAccountUse, lastCallsOf } from '../../../../../shared/model/lastUse.ts';
import type { NoteField } from './queryTypes.ts';
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
 * Index of a list for searching, built once per list and not once per typed letter. Each column has the order of the
 * list and is built on first use.
 */
export interface SearchColumns {
  /** Full name, user name, token and note, folded, on separate lines so that no word spans two of them. */
  readonly texts: () => TextColumn;
  /**
   * Builds a part of {@link texts} in advance, so that the first letter does not have to wait for it. Returns true once
   * it is complete.
   */
  readonly prepareTexts: () => boolean;
  /** Full name and user name, likewise. */
  readonly names: () => TextColumn;
  readonly accountIds: () => readonly string[];
  readonly roles: () => TextColumn;
  readonly tokens: () => TextColumn;
  /** One text of the notes; tags are on separate lines. */
  readonly notes: (field: NoteField) => TextColumn;
  /** Milliseconds since the epoch; NaN if there is none. */
  readonly expires: () => ArrayLike<number>;
  readonly created: () => ArrayLike<number>;
  readonly used: () => ArrayLike<number>;
  /** Last calls of the accounts; empty if no access logs were read. */
  readonly seen: () => ArrayLike<number>;
  /** Whether access logs were read. */
  readonly hasLogs: boolean;
  /** Each account once, in the order of the list. */
  readonly accounts: () => readonly KeyAccount[];
  /** The name of each role once, in order. */
  readonly roleNames: () => readonly string[];
  /** Each owner, ticket or tag in the notes once, in order. */
  readonly noteValues: (field: Exclude<NoteField, 'purpose'>) => readonly string[];
}

/** Keys indexed in one go: a few milliseconds of work. */
const KEYS_PER_PART = 4_000;

/**
 * Creates the columns of a list of keys.
 * @param notes the notes about them, by token.
 * @param findUse finds what access logs say about an account; `null` if none were read.
 */
export function searchColumns(
  keys: readonly AuthenticationKey[],
  notes = NO_NOTES,
  findUse: FindAccountUse | null = null,
): SearchColumns {
  const column = <Value>(read: (key: AuthenticationKey) => Value) => once((): readonly Value[] => keys.map(read));
  const texts = (read: (key: AuthenticationKey) => string) => once(() => new TextColumn(keys.map(read)));
  // An account appears with each of its keys.
  const fold = remembering(foldText);
  const read: string[] = [];
  const readTo = (end: number): void => {
    for (const { fullName, username, token } of keys.slice(read.length, end)) {
      const note = notes.get(token);
      const noted = note === undefined ? '' : `\n${NOTE_FIELDS.map((field) => foldNote(note, field)).join('\n')}`;
      read.push(`${fold(fullName)}\n${fold(username)}\n${foldText(token)}${noted}`);
    }
  };
  const foldNote = (note: KeyNote, field: NoteField): string => valuesOf(note, field).map(fold).join('\n');
  const noteColumn = (field: NoteField) =>
    texts(({ token }) => {
      const note = notes.get(token);
      return note === undefined ? '' : foldNote(note, field);
    });
  const noteColumns = {
    owner: noteColumn('owner'),
    purpose: noteColumn('purpose'),
    ticket: noteColumn('ticket'),
    tag: noteColumn('tag'),
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
    roles: texts((key) => key.systemRoles.map(fold).join('\n')),
    tokens: texts((key) => foldText(key.token)),
    expires: () => expiriesOf(keys),
    created: () => creationsOf(keys),
    used: () => lastUsesOf(keys),
    seen: once(() => (findUse === null ? [] : lastCallsOf(keys, findUse))),
    hasLogs: findUse !== null,
    accounts: once(() => distinctAccounts(keys)),
    notes: (field) => noteColumns[field](),
    noteValues: (field) => distinctValues(keys, notes, field),
    roleNames: once(() => [...new Set(keys.flatMap(({ systemRoles }) => systemRoles))].sort()),
  };
}

const NOTE_FIELDS: readonly NoteField[] = ['owner', 'purpose', 'ticket', 'tag'];

function valuesOf(note: KeyNote, field: NoteField): readonly string[] {
  return field === 'tag' ? note.tags : [note[field]];
}

function distinctValues(keys: readonly AuthenticationKey[], notes: KeyNotes, field: NoteField): readonly string[] {
  const values = keys.flatMap(({ token }) => {
    const note = notes.get(token);
    return note === undefined ? [] : valuesOf(note, field);
  });
  return [...new Set(values)].filter((value) => value !== '').sort();
}

function distinctAccounts(keys: readonly AuthenticationKey[]): readonly KeyAccount[] {
  const accounts = new Map<string, KeyAccount>();
  for (const { accountId, username, fullName } of keys) {
    if (!accounts.has(accountId)) {
      accounts.set(accountId, {
        id: accountId,
        username,
        fullName,
        folded: `${foldText(fullName)}\n${foldText(username)}`,
      });
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
