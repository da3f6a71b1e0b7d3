import { type KeyboardEvent, useCallback, useRef } from 'react';

/** How long after a letter the next one belongs to the same name, in milliseconds. */
const PAUSE_MS = 700;

/** Whether a key press is a letter, a digit or the like, and not a command. */
function isText({ key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>) {
  return /^[\p{Letter}\p{Number}._@-]$/u.test(key) && !ctrlKey && !metaKey && !altKey;
}

/**
 * Finds the row whose name begins with what was typed, as file managers do: the next one for one letter, the first from
 * here on for several; past the end it goes on at the start.
 * @returns the position, or `null` where no name begins so.
 */
export function rowByPrefix(
  names: { readonly length: number; readonly at: (index: number) => string },
  prefix: string,
  from: number,
): number | null {
  const wanted = prefix.toLocaleLowerCase();
  const first = prefix.length === 1 ? from + 1 : from;
  for (let step = 0; step < names.length; step += 1) {
    const index = (first + step) % names.length;
    if (names.at(index).toLocaleLowerCase().startsWith(wanted)) {
      return index;
    }
  }
  return null;
}

/** Gives the row that a typed letter leads to; `null` for a key press that is none, or leads nowhere. */
export function useTypeAhead(): (
  event: KeyboardEvent,
  names: { readonly length: number; readonly at: (index: number) => string },
  from: number,
) => number | null {
  const typed = useRef({ text: '', at: 0 });
  return useCallback((event, names, from) => {
    if (!isText(event)) {
      return null;
    }
    const isNext = event.timeStamp - typed.current.at < PAUSE_MS;
    const text = (isNext ? typed.current.text : '') + event.key;
    typed.current = { text, at: event.timeStamp };
    // The same letter again and again goes on to the next name, as in a list of the system.
    const isRepeated = [...text].every((letter) => letter === text[0]);
    return rowByPrefix(names, isRepeated ? event.key : text, from);
  }, []);
}
