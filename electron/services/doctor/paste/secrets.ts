import { decodeUtf8 } from '../../../../shared/hmac/byteText.ts';
import { decodeBase64 } from '../base64.ts';
import type { PastedRequest, Place } from '../pastedRequest.ts';

/** Base64 of 32 to 64 bytes, also in the alphabet for addresses. An escaped `=` at its end belongs to it. */
const BASE64 = /(?:(?<![\w+/\\-])|(?<=\\[nrt]))[\w+/-]{42,88}(?:(?:=|%3D|\\u003d){1,2}|(?![\w+/=-]))/gi;
/** What a field with such a name holds is secret, whatever it looks like. */
const NAMED =
  /(?:secret(?:[-_ ]?(?:access[-_ ]?)?key)?|password|passwd|pwd)\\?["'”]?\s{0,4}(?:[:=]|=>|,)\s{0,4}\\?["'`“«]?([^\s"'`,;&\\”»{}$<>]{8,200})/gi;
const BASIC = /\bBasic\s{1,4}(?!realm\b)([\w+/=-]{4,400})/gi;
/** What stands in front of a signature or a hash; in a string-to-sign that is the host. */
const PUBLIC_NAME = /(?:(?:signature|sha-?256|sha\d{3})["'\]]*\s{0,3}[:=]?[\s"']{0,3}|;[\w.:[\]-]{1,36};)$/i;

/**
 * Finds texts that look like a secret key or a password, so that they are masked. A signature and the hash of a body look the
 * same as a key, but are values of a request, and stand again in the string-to-sign that a program prints.
 */
export function findSecrets(text: string, requests: readonly PastedRequest[]): Place[] {
  const values = requests.flatMap(({ headers }) => headers.flatMap(({ value }) => value.text.split(/[&,;\s]+/)));
  const known = new Set(values.map((value) => withoutPadding(value.replace(/^"?signature=/i, ''))));
  const keys = Array.from(text.matchAll(BASE64)).filter(
    ({ 0: value, index }) =>
      looksRandom(value) &&
      !isEncodedText(value) &&
      !known.has(withoutPadding(value)) &&
      !requests.some(({ address }) => address.text.includes(value)) &&
      !PUBLIC_NAME.test(text.slice(Math.max(0, index - 40), index)),
  );
  const named = [NAMED, BASIC].flatMap((pattern) => Array.from(text.matchAll(pattern)));
  const places = [...keys, ...named].map(({ 0: matched, 1: value = matched, index }) => {
    const start = index + matched.length - value.length;
    return { start, end: start + value.length };
  });
  return merge(places);
}

function withoutPadding(value: string): string {
  return value.replace(/(?:=|%3D|\\u003d){1,2}"?$/i, '');
}

/** Letters of both cases and digits alternate in random Base64; in words and paths they rarely do. */
function looksRandom(value: string): boolean {
  const classes = Array.from(value, (char): string =>
    /[a-z]/.test(char) ? 'a' : /[A-Z]/.test(char) ? 'A' : /\d/.test(char) ? '0' : '+',
  );
  const changes = classes.filter((each, index) => index > 0 && each !== classes[index - 1]).length;
  return changes * 5 >= value.length * 2 && ['a', 'A', '0'].every((each) => classes.includes(each));
}

/** Base64 of a text, such as a body in a report: random bytes are no UTF-8, or hold control characters. */
function isEncodedText(value: string): boolean {
  const bytes = decodeBase64(withoutPadding(value).replaceAll('-', '+').replaceAll('_', '/'));
  const text = bytes === null ? null : decodeUtf8(bytes);
  return text !== null && !/[^\P{Cc}\s]/u.test(text);
}

function merge(places: readonly Place[]): Place[] {
  const merged: Place[] = [];
  for (const place of places.toSorted((left, right) => left.start - right.start)) {
    const last = merged.at(-1);
    if (last !== undefined && place.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, place.end) };
    } else {
      merged.push(place);
    }
  }
  return merged;
}
