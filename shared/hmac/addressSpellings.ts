import { toByteText } from './byteText.ts';

const ESCAPE = /%[0-9a-f]{2}/gi;

/** How a client may spell an address otherwise than it is sent. */
export type AddressSpelling =
  | 'withoutQuery'
  /** Nothing percent-encoded but what separates the parts. */
  | 'typed'
  /** Everything decoded. */
  | 'decoded'
  /** As JavaScript's `encodeURI` writes what was typed. */
  | 'encodeUri'
  /** Names and values as JavaScript's `encodeURIComponent` writes them. */
  | 'encodeUriComponent'
  /** Everything percent-encoded but the unreserved characters of RFC 3986, 2.3. */
  | 'rfc3986'
  | 'sorted'
  /** `a` for `a=`. */
  | 'withoutEqualsSign'
  | 'encodedTwice'
  | 'encodedOnce'
  /** As HTML forms write a query: `+` for a space. */
  | 'form'
  | 'spaceAsPercent20'
  | 'plusAsPercent20'
  | 'spaceAsPlus'
  | 'upperCaseHex'
  | 'lowerCaseHex'
  /** As browsers and Node write it: dots in the path are resolved. */
  | 'whatwg'
  /** With scheme and host. */
  | 'absolute'
  | 'empty'
  /** With the name of a variable for the value of each parameter. */
  | 'placeholders';

/** An address as a client may have written it. */
export interface SpelledAddress {
  readonly spelling: AddressSpelling;
  /** A byte text, see `byteText.ts`. */
  readonly address: string;
}

/**
 * Returns other spellings of a path and query: as typed, without the query, sorted, encoded once more or once less, and
 * as other libraries encode it. Some equal the given one.
 * @param sent ASCII, as in a request line.
 * @param host with which an absolute address is written.
 */
export function addressSpellings(sent: string, host: string): SpelledAddress[] {
  const { path, query } = split(sent);
  const form = `${path}?${new URLSearchParams(query)}`;
  const typed = tryTo(() => decodeURI(sent));
  const decoded = tryTo(() => decodeURIComponent(sent));
  const spellings: readonly (readonly [AddressSpelling, string | null])[] = [
    ['withoutQuery', path],
    ['typed', typed],
    ['decoded', decoded],
    ['encodeUri', typed === null ? null : tryTo(() => encodeURI(typed))],
    ['encodeUri', decoded === null ? null : tryTo(() => encodeURI(decoded))],
    ['encodeUriComponent', tryTo(() => `${path}?${reencode(query, encodeURIComponent)}`)],
    ['rfc3986', tryTo(() => `${path}?${reencode(query, encodeStrictly)}`)],
    ['sorted', query === '' ? null : `${path}?${query.split('&').sort().join('&')}`],
    ['withoutEqualsSign', sent.replace(/=(?=&|$)/g, '')],
    ['encodedTwice', sent.replaceAll('%', '%25')],
    ['encodedOnce', sent.replaceAll('%25', '%')],
    ['form', form],
    ['spaceAsPercent20', form.replaceAll('+', '%20')],
    ['plusAsPercent20', sent.replaceAll('+', '%20')],
    ['spaceAsPlus', sent.replaceAll('%20', '+')],
    ['upperCaseHex', sent.replace(ESCAPE, (code) => code.toUpperCase())],
    ['lowerCaseHex', sent.replace(ESCAPE, (code) => code.toLowerCase())],
    ['whatwg', tryTo(() => new URL(sent, 'http://x').href.slice('http://x'.length))],
    ['absolute', `http://${host}${sent}`],
    ['absolute', `https://${host}${sent}`],
    ['empty', ''],
    ['placeholders', query === '' ? null : `${path}?${withPlaceholders(query)}`],
  ];
  return spellings.flatMap(([spelling, text]) => (text === null ? [] : [{ spelling, address: toByteText(text) }]));
}

function split(address: string): { readonly path: string; readonly query: string } {
  const mark = address.indexOf('?');
  return mark < 0 ? { path: address, query: '' } : { path: address.slice(0, mark), query: address.slice(mark + 1) };
}

/** Decodes the names and values of a query and encodes them again. @throws URIError */
function reencode(query: string, encode: (text: string) => string): string {
  const pairs = query.split('&').map((pair) => pair.split('=').map((part) => encode(decodeURIComponent(part))));
  return pairs.map((parts) => parts.join('=')).join('&');
}

/** Leaves unreserved characters only (RFC 3986, 2.3). */
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Variables are usually named as the parameter: `?name={{name}}`. */
function withPlaceholders(query: string): string {
  return query.replace(/(^|&)([^=&]+)=[^&]*/g, '$1$2={{$2}}');
}

function tryTo(convert: () => string): string | null {
  try {
    return convert();
  } catch {
    return null;
  }
}
