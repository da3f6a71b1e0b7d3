import { isUtf8 } from 'node:buffer';

/** Maximum number of quoted characters. */
const MAX_LENGTH = 100;
/** Control characters, and those that are invisible or change the direction of writing. */
const UNPRINTABLE = /[^ \p{L}\p{M}\p{N}\p{P}\p{S}]/gu;

/**
 * Quotes a part of a request in an error message: bounded, unprintable characters escaped.
 * @param value as Node reads headers, in Latin-1; shown as UTF-8 if it is that.
 */
export function quote(value: string, maximum = MAX_LENGTH): string {
  const text = readable(value);
  const cut = text.length > maximum ? `${text.slice(0, maximum)}…` : text;
  return `"${cut.replace(/["\\]/g, '\\$&').replace(UNPRINTABLE, escapeOf)}"`;
}

/** Returns a part of a request as the UTF-8 that it is, or unchanged. */
export function readable(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : value;
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
