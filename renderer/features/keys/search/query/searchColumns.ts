import { foldText } from '../../../../../shared/foldText.ts';
import type { AuthenticationKey } from '../../../../../shared/model/key.ts';
import { accountsOf } from '../../../../../shared/model/keyAccounts.ts';
import { creationsOf, expiriesOf, lastUsesOf } from '../../../../../shared/model/keyInstants.ts';
import { type KeyNote, NO_NOTES } from '../../../../../shared/model/keyNote.ts';
import { type FindAccountUse, lastCallsOf } from '../../../../../shared/model/lastUse.ts';
import { placesOfTokens } from '../../../../../shared/model/placesOfTokens.ts';
import type { NoteField } from './queryTypes.ts';
import { TextColumn } from './textColumn.ts';
import { TokenColumn } from './tokenColumn.ts';

/** An account that has keys. */
export interface KeyAccount {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  /** Full name and user name, folded. */
  readonly folded: string;
}

/** 1 for each key of the list that is found, else 0; for whoever asked to change. */
export type Marks = Uint8Array;

/**
 * Index of a list for searching, built once per list and not once per typed letter, each part on first use: the names and
 * roles of its accounts, its tokens, and the notes of the keys that have one. All texts are folded.
 */
export interface SearchColumns {
  /** Keys with the text in full name, user name, token or note, in one of them as a whole. */
  readonly withText: (text: string) => Marks;
  /** Keys of the accounts with all words in their names, or with this id. */
  readonly withAccount: (words: readonly string[], id: string) => Marks;
  readonly withRole: (text: string) => Marks;
  readonly withToken: (text: string) => Marks;
  readonly withNote: (field: NoteField, text: string) => Marks;
  /** Whether one of the keys has this token. */
  readonly hasToken: (token: string) => boolean;
  /**
   * Builds a part of what {@link withText} needs in advance, so that the first letter does not have to wait for it. Returns
   * true once it is complete.
   */
  readonly prepareTexts: () => boolean;
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
  const known = once(() => accountsOf(keys));
  const names = once(() => new TextColumn(known().accounts.map(foldedNames)));
  const ids = once(() => known().accounts.map(({ accountId }) => foldText(accountId)));
  const roles = once(
    () => new TextColumn(known().accounts.map(({ systemRoles }) => systemRoles.map(foldText).join('\n'))),
  );
  const tokens = new TokenColumn(keys);
  /** The keys of the marked accounts. */
  const keysOf = (marked: Uint8Array): Marks => {
    const { indexes } = known();
    const marks = new Uint8Array(keys.length);
    for (let place = 0; place < marks.length; place += 1) {
      // Defined: there is an account for each key.
      marks[place] = marked[indexes[place] as number] as number;
    }
    return marks;
  };
  const noted = once(() => {
    const places = placesOfTokens(keys, notes);
    return { places, notes: Array.from(places, (place) => notes.get(keys[place]?.token ?? '')) };
  });
  const noteColumn = (field: NoteField) =>
    once(() => new TextColumn(noted().notes.map((note) => (note === undefined ? '' : foldedNote(note, field)))));
  const noteColumns = {
    owner: noteColumn('owner'),
    purpose: noteColumn('purpose'),
    ticket: noteColumn('ticket'),
    tag: noteColumn('tag'),
  };
  const markNotes = (field: NoteField, text: string, marks: Marks): void => {
    const { places } = noted();
    const marked = noteColumns[field]().placesWith(text);
    for (const [index, place] of places.entries()) {
      marks[place] = Math.max(marks[place] ?? 0, marked[index] ?? 0);
    }
  };
  return {
    withText: (text) => {
      const marks = keysOf(names().placesWith(text));
      tokens.mark(text, marks);
      for (const field of NOTE_FIELDS) {
        markNotes(field, text, marks);
      }
      return marks;
    },
    withAccount: (words, id) => {
      const ofWords = words.map((word) => names().placesWith(word));
      return keysOf(
        Uint8Array.from(ids(), (one, account) =>
          one === id || ofWords.every((marked) => marked[account] === 1) ? 1 : 0,
        ),
      );
    },
    withRole: (text) => keysOf(roles().placesWith(text)),
    withToken: (text) => {
      const marks = new Uint8Array(keys.length);
      tokens.mark(text, marks);
      return marks;
    },
    withNote: (field, text) => {
      const marks = new Uint8Array(keys.length);
      markNotes(field, text, marks);
      return marks;
    },
    hasToken: (token) => tokens.has(token),
    prepareTexts: () => {
      names();
      noted();
      return tokens.prepare();
    },
    expires: () => expiriesOf(keys),
    created: () => creationsOf(keys),
    used: () => lastUsesOf(keys),
    seen: once(() => {
      if (findUse === null) {
        return [];
      }
      const { accounts, indexes } = known();
      const calls = lastCallsOf(accounts, findUse);
      return new Float64Array(keys.length).map((_, place) => calls[indexes[place] as number] as number);
    }),
    hasLogs: findUse !== null,
    accounts: once(() => {
      const byId = new Map<string, KeyAccount>();
      for (const account of known().accounts) {
        const { accountId: id, username, fullName } = account;
        if (!byId.has(id)) {
          byId.set(id, { id, username, fullName, folded: foldedNames(account) });
        }
      }
      return [...byId.values()];
    }),
    noteValues: (field) => {
      const values = noted().notes.flatMap((note) => (note === undefined ? [] : valuesOf(note, field)));
      return [...new Set(values)].filter((value) => value !== '').sort();
    },
    roleNames: once(() => [...new Set(known().accounts.flatMap(({ systemRoles }) => systemRoles))].sort()),
  };
}

const NOTE_FIELDS: readonly NoteField[] = ['owner', 'purpose', 'ticket', 'tag'];

function valuesOf(note: KeyNote, field: NoteField): readonly string[] {
  return field === 'tag' ? note.tags : [note[field]];
}

/** Several values are on separate lines, so that no word spans two of them. */
function foldedNote(note: KeyNote, field: NoteField): string {
  return valuesOf(note, field).map(foldText).join('\n');
}

/** Full name and user name, likewise. */
function foldedNames({ fullName, username }: Pick<AuthenticationKey, 'fullName' | 'username'>): string {
  return `${foldText(fullName)}\n${foldText(username)}`;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
