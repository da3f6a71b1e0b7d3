import { type KeyboardEvent, useCallback, useRef } from 'react';
import { foldText } from '../../../../shared/foldText.ts';
import { isTyped } from '../../../components/shortcuts.ts';

/** Time within which the next letter belongs to the same name, in milliseconds. */
const PAUSE_MS = 700;
/** Characters that do not start a name: they are commands of the row and the window. */
const COMMANDS: ReadonlySet<string> = new Set([' ', '/', '?']);

/** The names of the rows, in order. */
export interface RowNames {
  readonly length: number;
  readonly at: (index: number) => string;
}

/**
 * Finds the row whose name starts with the typed text, like file managers: the next one for one letter, the first from
 * here on for several, wrapping at the end. Any white space in a name counts as a space.
 * @returns the index, or `null` if no name starts with it.
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
 * Interprets a key press in a row as part of a name: returns the row that the name leads to, `null` if there is none,
 * `undefined` if the key press does not belong to a name. Within a name every character counts, including spaces, and
 * Backspace removes the last one. A name ends with a pause, or when the focus moves to another row.
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
    // Repeating one letter moves on to the next name, as in native lists.
    const isRepeated = [...text].every((letter) => letter === text[0]);
    const row = rowByPrefix(names, isRepeated ? key : text, from);
    typed.current = { text, at: timeStamp, rows: [from, row ?? from].map(names.idAt) };
    return row;
  }, []);
}

/** A partially typed name. */
interface Typed {
  readonly text: string;
  /** Time of the last letter, in milliseconds. */
  readonly at: number;
  /** Keys in whose rows the next letter may be typed: the target row, or the previous one while the focus moves. */
  readonly rows: readonly (string | undefined)[];
}

function fold(text: string): string {
  return foldText(text).trimStart();
}
