import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { type KeyNotes, NO_NOTES } from '../../../../shared/model/keyNote.ts';
import type { KeyView } from '../../../../shared/model/keyView.ts';
import type { AccountsSeen } from '../../../../shared/model/lastUse.ts';
import type { RotationsByToken } from '../../../api/rotationQueries.ts';
import { useDebounced } from '../../../components/useDebounced.ts';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { useTimeZone } from '../../../i18n/timeZone.ts';
import { type ListedKeys, listKeys, shownKeys } from '../table/listedKeys.ts';
import { orderKeys } from '../table/orderKeys.ts';
import type { ShownKeys } from '../table/shownKeys.ts';
import { withoutPart } from './query/editQuery.ts';
import { findAccount } from './query/findAccount.ts';
import { askedTokens, findToken, isSearch } from './query/findToken.ts';
import { matchQuery } from './query/matchQuery.ts';
import { parseQuery, withoutLogs } from './query/parseQuery.ts';
import { accountTerm } from './query/querySuggestions.ts';
import type { QueryError, TextRange } from './query/queryTypes.ts';
import { fieldWord } from './query/queryWords.ts';
import { type SearchColumns, searchColumns } from './query/searchColumns.ts';
import { usePreparedList } from './usePreparedList.ts';
import { type SearchHint, useSearchHint } from './useSearchHint.ts';

/** Pause in typing before an error is shown, in milliseconds: most are only incomplete terms. */
const ERROR_DELAY_MS = 400;

/** What can be done with a search; always the same functions. */
export interface SearchCommands {
  /** The present text, for what happens later. */
  readonly readText: () => string;
  readonly setText: (text: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Replaces the search and focuses it, since the control that does so disappears. */
  readonly replace: (text: string) => void;
  /** Clears the search and focuses it, since the control that does so disappears. */
  readonly clear: () => void;
  /** Removes a part of the text and focuses the field, for the same reason. */
  readonly remove: (part: TextRange) => void;
  /** Looks for a token, or in a log line an account, in pasted text. True if there is one, which then replaces the search. */
  readonly paste: (pasted: string) => boolean;
}

/** Text of a search; the same object until one of its values changes. */
export interface KeySearchInput {
  readonly text: string;
  readonly columns: SearchColumns;
  /** Error in the text, after a pause in typing. */
  readonly error: QueryError | null;
  /** Whether the search has a complete token that no key in the list has. */
  readonly isTokenMissing: boolean;
}

/** The search of the list. Its text is its only state: filters are terms of the text. */
export interface KeySearch {
  readonly input: KeySearchInput;
  readonly commands: SearchCommands;
  /** All keys with their status. */
  readonly listed: ListedKeys;
  /** The places of the matching keys in the list, in the order of the table. */
  readonly found: Uint32Array;
  /** The matching keys, likewise. */
  readonly shown: ShownKeys;
  /** Id of the key whose row gets the focus once it is the only one; `null` for none. */
  readonly focusTarget: string | null;
  /** Another search that finds keys when this one does not. */
  readonly hint: SearchHint | null;
  readonly clearFocusTarget: () => void;
}

/**
 * Holds the search of a list of keys.
 * @param items `undefined` while there is no list.
 * @param notes the notes about keys, by token.
 * @param seen what access logs say about the accounts; `null` if none were read.
 * @param rotating the rotations under way, by the tokens of both keys.
 * @param now milliseconds since the epoch, UTC.
 * @param timeZone of the days of the search, an IANA name; `null` for that of the system.
 * @param initialText the search to begin with.
 */
export function useKeySearch(
  items: readonly AuthenticationKey[] | undefined,
  notes: KeyNotes,
  seen: AccountsSeen | null,
  rotating: RotationsByToken,
  sorting: KeyView['sorting'],
  now: number,
  timeZone: string | null,
  initialText: string,
): KeySearch {
  const [text, setText] = useState(initialText);
  const [focusTarget, setFocusTarget] = useState<string | null>(null);
  const language = useLanguage();
  const field = useRef<HTMLInputElement>(null);
  const keys = items ?? NO_KEYS;
  const findUse = seen?.find ?? null;
  const columns = useMemo(() => searchColumns(keys, notes, findUse), [keys, notes, findUse]);
  const listed = useMemo(() => listKeys(keys, now, notes, rotating), [keys, now, notes, rotating]);
  // Only the order by status changes over time.
  const orderedAt = sorting.column === 'status' ? now : 0;
  const { column, isDescending } = sorting;
  const comparedNotes = column === 'notes' ? notes : NO_NOTES;
  const comparedUse = column === 'accountSeen' ? findUse : null;
  const order = useMemo(() => {
    const sources = { now: orderedAt, notes: comparedNotes, findUse: comparedUse };
    return orderKeys(keys, { column, isDescending }, sources);
  }, [keys, column, isDescending, orderedAt, comparedNotes, comparedUse]);

  const systemZone = useTimeZone();
  const parse = useCallback(
    (written: string) => {
      const parsed = parseQuery(written, timeZone);
      return findUse === null ? withoutLogs(parsed) : parsed;
    },
    [findUse, timeZone],
  );
  // With the time zone of the system, whose days are others once it has changed.
  // Synchronously with the letter: rendering the page twice takes longer than filtering a hundred thousand keys.
  const query = useMemo(() => ({ systemZone, ...parse(text) }), [systemZone, parse, text]);
  const found = useMemo(() => matchQuery(query, listed, columns, order, now), [query, listed, columns, order, now]);
  const shown = useMemo(() => shownKeys(listed, found), [listed, found]);
  const isTokenMissing = useMemo(
    () => items !== undefined && askedTokens(text).some((token) => !columns.hasToken(token)),
    [items, text, columns],
  );
  usePreparedList(keys, columns, now);

  const rested = useDebounced(text, ERROR_DELAY_MS);
  const reported = useMemo(() => parse(rested).errors[0] ?? null, [parse, rested]);
  // A corrected error disappears at once.
  const isWrong = query.errors.length > 0;

  const change = useCallback((next: string) => {
    setFocusTarget(null);
    setText(next);
  }, []);
  const replace = useStableCallback((next: string): void => {
    change(next);
    field.current?.focus();
  });
  const clear = useCallback(() => replace(''), [replace]);
  const remove = useStableCallback((part: TextRange) => replace(withoutPart(text, part)));
  const paste = useStableCallback((pasted: string): boolean => {
    const token = isSearch(pasted) ? null : findToken(pasted, keys);
    const account = token === null && !isSearch(pasted) ? findAccount(pasted, columns.accounts()) : null;
    if (token !== null) {
      setText(`${fieldWord('token', language)}:${token.token}`);
      setFocusTarget(token.key?.id ?? null);
    } else if (account !== null) {
      change(accountTerm(account, language));
    }
    return token !== null || account !== null;
  });
  const error = isWrong ? reported : null;
  const input = useMemo(() => ({ text, columns, error, isTokenMissing }), [text, columns, error, isTokenMissing]);
  const readText = useStableCallback(() => text);
  const commands = useMemo(
    () => ({ readText, setText: change, field, replace, clear, remove, paste }),
    [readText, change, replace, clear, remove, paste],
  );
  const finds = useCallback(
    (other: string) => {
      const { terms, errors } = parseQuery(other, timeZone);
      const others = matchQuery({ terms, errors }, listed, columns, order, now);
      return terms.length > 0 && errors.length === 0 && others.length > 0;
    },
    [listed, columns, order, now, timeZone],
  );
  const hint = useSearchHint(text, shown.length > 0 || keys.length === 0, columns, finds);
  const clearFocusTarget = useCallback(() => setFocusTarget(null), []);
  return { input, commands, listed, found, shown, hint, focusTarget, clearFocusTarget };
}

const NO_KEYS: readonly AuthenticationKey[] = [];
