const ESCAPE = /%[0-9a-f]{2}/gi;

/**
 * Returns other spellings of a path and query: as typed, without the query, sorted, encoded once more or once less, and as
 * other libraries encode it. Some equal the given one.
 * @param address ASCII, as in a request line. @returns texts in Latin-1, whose characters are bytes.
 */
export function addressSpellings(address: string): string[] {
  const { path, query } = split(address);
  const form = `${path}?${new URLSearchParams(query)}`;
  const typed = [tryTo(() => decodeURI(address)), tryTo(() => decodeURIComponent(address))].filter(isText);
  return [
    path,
    ...typed.map((text) => Buffer.from(text, 'utf8').toString('latin1')),
    ...typed.map((text) => tryTo(() => encodeURI(text))),
    tryTo(() => `${path}?${reencode(query, encodeURIComponent)}`),
    tryTo(() => `${path}?${reencode(query, encodeStrictly)}`),
    query === '' ? null : `${path}?${query.split('&').sort().join('&')}`,
    address.replace(/=(?=&|$)/g, ''),
    address.replaceAll('%', '%25'),
    address.replaceAll('%25', '%'),
    form,
    form.replaceAll('+', '%20'),
    address.replaceAll('+', '%20'),
    address.replaceAll('%20', '+'),
    address.replace(ESCAPE, (code) => code.toUpperCase()),
    address.replace(ESCAPE, (code) => code.toLowerCase()),
    tryTo(() => new URL(address, 'http://x').href.slice('http://x'.length)),
  ].filter(isText);
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

function tryTo(convert: () => string): string | null {
  try {
    return convert();
  } catch {
    return null;
  }
}

function isText(text: string | null): text is string {
  return text !== null;
}
