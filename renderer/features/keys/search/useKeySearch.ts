import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { KeyView } from '../../../../shared/model/keyView.ts';
import { useDebounced } from '../../../components/useDebounced.ts';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import { type ListedKey, listKeys } from '../table/listedKeys.ts';
import { numbersToCompare, orderByNumbers } from '../table/orderKeys.ts';
import { withoutPart } from './query/editQuery.ts';
import { askedTokens, findToken, isSearch } from './query/findToken.ts';
import { matchQuery } from './query/matchQuery.ts';
import { parseQuery } from './query/parseQuery.ts';
import type { QueryError, TextRange } from './query/queryTypes.ts';
import { type SearchColumns, searchColumns } from './query/searchColumns.ts';

/** How long the typing must rest before it is told what is wrong, in milliseconds: most of it is only unfinished. */
const ERROR_DELAY_MS = 400;

/** The text of a search and what stands around it: the same object for as long as nothing of that changes. */
export interface KeySearchInput {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly columns: SearchColumns;
  /** What is wrong with the text, once the typing rests. */
  readonly error: QueryError | null;
  /** Whether a whole token is asked for that no key of the list has. */
  readonly isTokenMissing: boolean;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Empties the search and goes there, since the control that does it is gone afterwards. */
  readonly clear: () => void;
  /** Takes a part out of the text and goes there, for the same reason. */
  readonly remove: (part: TextRange) => void;
  /** Looks for a token in what was pasted. True: there is one, which took the place of the search. */
  readonly paste: (pasted: string) => boolean;
}

/** The search of the list. Its text is all that it knows: filters are terms of the text, and change it. */
export interface KeySearch {
  readonly input: KeySearchInput;
  /** Every key with its status. */
  readonly listed: readonly ListedKey[];
  /** The keys that the search shows, in the order of the table. */
  readonly shown: readonly ListedKey[];
  /** The key whose row gets the focus as soon as it is the only one; `null` for none. */
  readonly landing: string | null;
  readonly endLanding: () => void;
}

/**
 * Keeps the search of a list of keys.
 * @param items `undefined` while there is no list.
 * @param now milliseconds since the epoch, UTC.
 */
export function useKeySearch(
  items: readonly AuthenticationKey[] | undefined,
  sorting: KeyView['sorting'],
  now: number,
): KeySearch {
  const [text, setText] = useState('');
  const [landing, setLanding] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const keys = items ?? NO_KEYS;
  const columns = useMemo(() => searchColumns(keys), [keys]);
  const listed = useMemo(() => listKeys(keys, now), [keys, now]);
  // Nothing but the status changes its place by the passing of time.
  const orderedAt = sorting.column === 'status' ? now : 0;
  const { column, isDescending } = sorting;
  const compared = useMemo(() => numbersToCompare(keys, column, orderedAt), [keys, column, orderedAt]);
  const order = useMemo(() => orderByNumbers(compared, isDescending), [compared, isDescending]);

  // In one step with the letter: drawing the page twice takes longer than passing over a hundred thousand keys.
  const query = useMemo(() => parseQuery(text), [text]);
  const shown = useMemo(() => matchQuery(query, listed, columns, order, now), [query, listed, columns, order, now]);
  const isTokenMissing = useMemo(
    () => items !== undefined && askedTokens(text).some((token) => !columns.tokens().has(token)),
    [items, text, columns],
  );
  useEffect(() => {
    // Before the first letter, which would have to wait for it.
    let request = 0;
    const goOn = (): void => {
      request = requestIdleCallback(() => {
        if (!columns.prepareTexts()) {
          goOn();
        }
      });
    };
    goOn();
    return () => cancelIdleCallback(request);
  }, [columns]);

  const rested = useDebounced(text, ERROR_DELAY_MS);
  const told = useMemo(() => parseQuery(rested).errors[0] ?? null, [rested]);
  // What has just been put right is not held against anybody for another moment.
  const isWrong = query.errors.length > 0;

  const change = useCallback((next: string) => {
    setLanding(null);
    setText(next);
  }, []);
  const changeAndFocus = useStableCallback((next: string): void => {
    change(next);
    field.current?.focus();
  });
  const clear = useCallback(() => changeAndFocus(''), [changeAndFocus]);
  const remove = useStableCallback((part: TextRange) => changeAndFocus(withoutPart(text, part)));
  const paste = useStableCallback((pasted: string): boolean => {
    const found = isSearch(pasted) ? null : findToken(pasted, keys);
    if (found === null) {
      return false;
    }
    setText(`token:${found.token}`);
    setLanding(found.key?.id ?? null);
    return true;
  });
  const error = isWrong ? told : null;
  const input = useMemo(
    () => ({ text, setText: change, columns, error, isTokenMissing, field, clear, remove, paste }),
    [text, change, columns, error, isTokenMissing, clear, remove, paste],
  );
  return { input, listed, shown, landing, endLanding: useCallback(() => setLanding(null), []) };
}

const NO_KEYS: readonly AuthenticationKey[] = [];
