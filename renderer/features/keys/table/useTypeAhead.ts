import { type KeyboardEvent, useCallback, useRef } from 'react';
import { isTyped } from '../../../components/shortcuts.ts';
import { foldText } from '../../../i18n/foldText.ts';

/** How long after a letter the next one belongs to the same name, in milliseconds. */
const PAUSE_MS = 700;
/** What begins no name: these are keys of the row and of the window, until a name has been begun. */
const COMMANDS: ReadonlySet<string> = new Set([' ', '/', '?']);

/** The names of the rows, in order. */
export interface RowNames {
  readonly length: number;
  readonly at: (index: number) => string;
}

/**
 * Finds the row whose name begins with what was typed, as file managers do: the next one for one letter, the first from
 * here on for several; past the end it goes on at the start. Any white space in a name is a space.
 * @returns the position, or `null` where no name begins so.
 */
export function rowByPrefix(names: RowNames, prefix: string, from: number): number | null {
  const wanted = fold(prefix);
  const first = prefix.length === 1 ? from + 1 : from;
  for (let step = 0; step < names.length; step += 1) {
    const index = (first + step) % names.length;
    if (fold(names.at(index)).startsWith(wanted)) {
      return index;
    }
  }
  return null;
}

/**
 * Gives what a key press in a row means as a part of a name: the row that the name leads to, `null` where it leads nowhere,
 * `undefined` for a key press that is no part of one. Within a name every character belongs to it, a space too, and
 * Backspace takes the last one back. A name ends with a pause, and with a move to another row than the one that it led to.
 */
export function useTypeAhead(): (
  event: KeyboardEvent,
  names: RowNames & { readonly idAt: (index: number) => string | undefined },
  from: number,
) => number | null | undefined {
  const typed = useRef<Typed>({ text: '', at: Number.NEGATIVE_INFINITY, rows: [] });
  return useCallback((event, names, from) => {
    const { key, timeStamp } = event;
    const { current } = typed;
    const goesOn = timeStamp - current.at < PAUSE_MS && current.rows.includes(names.idAt(from));
    const before = goesOn ? current.text : '';
    if (before !== '' && key === 'Backspace') {
      typed.current = { text: [...before].slice(0, -1).join(''), at: timeStamp, rows: [names.idAt(from)] };
      return null;
    }
    if (!isTyped(event.nativeEvent) || (before === '' && (COMMANDS.has(key) || key.trim() === ''))) {
      return undefined;
    }
    const text = before + key;
    // The same letter again and again goes on to the next name, as in a list of the system.
    const isRepeated = [...text].every((letter) => letter === text[0]);
    const row = rowByPrefix(names, isRepeated ? key : text, from);
    typed.current = { text, at: timeStamp, rows: [from, row ?? from].map(names.idAt) };
    return row;
  }, []);
}

/** A name as far as it was typed. */
interface Typed {
  readonly text: string;
  /** When its last letter came, in milliseconds. */
  readonly at: number;
  /** The keys in whose rows the next letter may be pressed: the row that the name led to, or the one before while the focus is on its way. */
  readonly rows: readonly (string | undefined)[];
}

function fold(text: string): string {
  return foldText(text).replaceAll(/\s+/g, ' ').trimStart();
}
