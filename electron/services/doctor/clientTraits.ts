import { decodeUtf8 } from '../../../shared/hmac/byteText.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import type { PastedRequest, PasteFormat } from './pastedRequest.ts';

/** What clients do to a request after its script has signed it, as measured by `npm run clients`. */

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

const KEEPS_DEFAULT_PORT: readonly PasteFormat[] = ['postman', 'newman'];

/** An address in its parts, as it stands in the text. */
export interface AddressParts {
  /** In lower case; empty for an address without a host. */
  readonly scheme: string;
  /** With its port, if it has one; empty if there is none. */
  readonly authority: string;
  /** Begins with `/`; without the fragment. */
  readonly pathAndQuery: string;
}

/** Splits an absolute address, one without its scheme (`host/path`), or path and query. */
export function splitAddress(address: string): AddressParts {
  const [, scheme = '', authority = '', rest = ''] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)(.*)$/is.exec(address) ?? [];
  const hasHost = scheme !== '' || authority !== '';
  const target = rest.replace(/#.*$/s, '');
  return {
    scheme: scheme.toLowerCase(),
    authority: hasHost ? authority.replace(/^.*@/s, '') : '',
    pathAndQuery: target.startsWith('/') ? target : `/${target}`,
  };
}

/** Returns what may have been sent for path and query as they stand in the text, the most probable first. */
export function sentAddresses({ format, addressIs }: PastedRequest, typed: string, pasted: string): string[] {
  if (addressIs === 'sent' || format === 'curl') {
    return [typed];
  }
  const byUrl = encodeByWhatwg(typed);
  switch (format) {
    case 'postman':
    case 'newman':
      return unique([encodeByPostman(typed), byUrl]);
    case 'bruno':
      return /\bencodeUrl\b["']?\s*[:=]\s*true/i.test(pasted) ? [encodeValues(typed)] : [byUrl];
    case 'httpYac':
      return [byUrl];
    default:
      // `urllib` and others send what can be sent as it is.
      return unique([
        byUrl,
        encodeByRequests(typed),
        encodeByPostman(typed),
        ...(/^[!-~]*$/.test(typed) ? [typed] : []),
      ]);
  }
}

/** Returns the hosts that a client may send for an authority, the most probable first. */
export function sentHosts({ format }: PastedRequest, { scheme, authority }: AddressParts): string[] {
  if (authority === '') {
    return [];
  }
  const port = DEFAULT_PORTS[scheme === '' ? 'http' : scheme] ?? '';
  const short = authority.endsWith(port) ? authority.slice(0, authority.length - port.length) : authority;
  const long = /:\d+$/.test(short) ? short : `${short}${port}`;
  const ascii = tryUrl(`${scheme === '' ? 'http' : scheme}://${authority}`)?.host ?? authority.toLowerCase();
  const keepsPort = KEEPS_DEFAULT_PORT.includes(format);
  return unique([keepsPort ? authority : short, ascii, short, short.toLowerCase(), authority, long]);
}

/** Returns the body that a client sends for one that was typed. */
export function sentBody({ format, bodyIs }: PastedRequest, typed: Uint8Array): Uint8Array {
  const text = decodeUtf8(typed);
  if (bodyIs !== 'typed' || text === null) {
    return typed;
  }
  switch (format) {
    case 'postman':
    case 'newman':
      return encode(withoutComments(text));
    case 'bruno': {
      const trimmed = withoutComments(text).trim();
      const isJson = trimmed === '' || parseJson(trimmed) !== undefined;
      return encode(isJson ? trimmed : JSON.stringify(trimmed));
    }
    case 'httpYac':
      return encode(text.replaceAll('\r\n', '\n'));
    default:
      return typed;
  }
}

/** Removes the comments of a JSON text: a line comment with its CR, but not with its LF. */
export function withoutComments(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) => (part.startsWith('"') ? part : ''));
}

/** As `new URL` does it, and with it browsers, Node, Bruno and httpYac. */
function encodeByWhatwg(typed: string): string {
  const url = tryUrl(`http://x${typed}`);
  return url === null ? typed : url.href.slice('http://x'.length);
}

/** Postman encodes spaces, letters beyond ASCII and a few signs, and resolves no dots. */
function encodeByPostman(typed: string): string {
  const mark = typed.indexOf('?');
  const path = mark < 0 ? typed : typed.slice(0, mark);
  return `${path.replace(/[^!-~]|["<>`{}]/gu, percent)}${(mark < 0 ? '' : typed.slice(mark)).replace(/[^!-~]|["'<>]/gu, percent)}`;
}

/** Python's requests encodes as RFC 3986, and writes escapes in upper case. */
function encodeByRequests(typed: string): string {
  const upper = typed.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  return upper.replace(/[^!-~]|["<>[\\\]^`{|}]/gu, percent);
}

/** Bruno's setting `encodeUrl` encodes each name and value, also what is encoded already. */
function encodeValues(typed: string): string {
  const [path = '', ...query] = typed.split('?');
  const pairs = query.join('?').split('&');
  return query.length === 0
    ? path
    : `${path}?${pairs.map((pair) => pair.split('=').map(encodeURIComponent).join('=')).join('&')}`;
}

function percent(character: string): string {
  // Half of a surrogate pair cannot be encoded.
  const codes = encodeURIComponent(character.isWellFormed() ? character : '\ufffd');
  return codes.startsWith('%') ? codes : `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function tryUrl(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
