import { readableText } from '../../../shared/hmac/byteText.ts';

/** Maximum number of quoted characters. */
const MAX_LENGTH = 100;
/** Control characters, and those that are invisible or change the direction of writing. */
const UNPRINTABLE = /[^ \p{L}\p{M}\p{N}\p{P}\p{S}]/gu;

/**
 * Quotes a part of a request in an error message: bounded, unprintable characters escaped.
 * @param value as Node reads headers, in Latin-1; shown as UTF-8 if it is that.
 */
export function quote(value: string, maximum = MAX_LENGTH): string {
  const text = readableText(value);
  const cut = text.length > maximum ? `${text.slice(0, maximum)}…` : text;
  return `"${cut.replace(/["\\]/g, '\\$&').replace(UNPRINTABLE, escapeOf)}"`;
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
