import type { PastedRequest, Piece } from '../pastedRequest.ts';
import { readCurlOptions } from './curlOptions.ts';
import type { Header } from './httpMessages.ts';
import { readShellWords, shellOf } from './shellWords.ts';
import type { TracedText } from './tracedText.ts';

/** The requests of a command of curl, and the offset after it. */
export interface CurlCommand {
  readonly requests: readonly PastedRequest[];
  readonly end: number;
}

/** Reads the command of curl that begins at `start`. It has several requests if it has several addresses or `--next`. */
export function readCurlCommand(source: TracedText, start: number): CurlCommand {
  const command = source.slice(start);
  const { words, end } = readShellWords(command, shellOf(command.text));
  const place = command.slice(0, end).trim().place() ?? { start, end: start };
  const requests: PastedRequest[] = [];
  let draft = new Draft();
  for (const { name, value } of readCurlOptions(words.map(({ text }) => text))) {
    const text = value === null ? null : (words[value.word]?.slice(value.offset) ?? null);
    if (name === 'next') {
      requests.push(...draft.requests(place));
      draft = new Draft();
    } else {
      draft.add(name, text);
    }
  }
  return { requests: [...requests, ...draft.requests(place)], end: start + end };
}

/** A command with more addresses is prose that mentions curl. */
const MAX_ADDRESSES = 20;

/** Header that curl sends although it is not in the command. */
const implied = (name: string, value: string, from: TracedText | null = null): Header => ({
  name: { text: name, place: null },
  value: { text: value, place: from?.place() ?? null },
});

/** What the options say about a request. */
class Draft {
  readonly #urls: TracedText[] = [];
  readonly #headers: Header[] = [];
  /** `name:` without a value removes a header that curl would send. */
  readonly #removed = new Set<string>();
  readonly #impliedHeaders: Header[] = [];
  /** Parts of the body, which `&` joins; `null` for those that only the computer of the client has. */
  readonly #data: (TracedText | { readonly encoded: string; readonly from: TracedText } | null)[] = [];
  readonly #query: string[] = [];
  readonly #flags = new Set<string>();
  #method: TracedText | null = null;

  add(name: string, value: TracedText | null): void {
    if (value === null) {
      this.#flags.add(name);
      return;
    }
    switch (name) {
      case 'url':
        this.#urls.push(value);
        break;
      case 'request':
        this.#method = value;
        break;
      case 'header':
        this.#addHeader(value);
        break;
      case 'user':
        this.#impliedHeaders.push(implied('Authorization', `Basic ${base64(value.text)}`, value));
        break;
      case 'oauth2-bearer':
        this.#impliedHeaders.push(implied('Authorization', `Bearer ${value.text}`, value));
        break;
      case 'user-agent':
        this.#impliedHeaders.push(implied('User-Agent', value.text, value));
        break;
      case 'data':
      case 'data-ascii':
      case 'data-binary':
        this.#data.push(value.text.startsWith('@') ? null : value);
        break;
      case 'json':
        this.#data.push(value.text.startsWith('@') ? null : value);
        this.#flags.add('json');
        break;
      case 'data-raw':
        this.#data.push(value);
        break;
      case 'data-urlencode':
        this.#data.push(urlEncoded(value));
        break;
      case 'url-query':
        this.#query.push(urlEncoded(value)?.encoded ?? '');
        break;
      case 'form':
      case 'form-string':
      case 'upload-file':
        this.#flags.add(name);
    }
  }

  requests(place: PastedRequest['place']): PastedRequest[] {
    const urls = this.#urls.length > MAX_ADDRESSES ? [] : this.#urls;
    return urls.map((url) => ({
      format: 'curl',
      place,
      method: this.#method?.piece() ?? { text: this.#impliedMethod(), place: null },
      address: this.#address(url),
      addressIs: 'typed',
      headers: this.#allHeaders(),
      ...this.#body(),
      response: null,
      at: null,
    }));
  }

  #addHeader(header: TracedText): void {
    const colon = header.text.indexOf(':');
    const name = header.slice(0, colon === -1 ? header.length : colon).trim();
    if (colon === -1) {
      // `name;` sends an empty header; `@file` and others say nothing that can be read.
      if (name.text.endsWith(';')) {
        this.#headers.push({ name: name.slice(0, name.length - 1).piece(), value: { text: '', place: null } });
      }
      return;
    }
    const value = header.slice(colon + 1).trim();
    if (value.length === 0) {
      this.#removed.add(name.text.toLowerCase());
    } else {
      this.#headers.push({ name: name.piece(), value: value.piece() });
    }
  }

  #allHeaders(): Header[] {
    const isGiven = (wanted: string) =>
      this.#removed.has(wanted) || this.#headers.some(({ name }) => name.text.toLowerCase() === wanted);
    const type = this.#flags.has('json') ? 'application/json' : 'application/x-www-form-urlencoded';
    const hasType = this.#data.length > 0 && !this.#flags.has('get');
    const added = [...this.#impliedHeaders, ...(hasType ? [implied('Content-Type', type)] : [])];
    return [...this.#headers, ...added.filter(({ name }) => !isGiven(name.text.toLowerCase()))];
  }

  #impliedMethod(): string {
    if (this.#flags.has('upload-file')) {
      return 'PUT';
    }
    if (this.#flags.has('head')) {
      return 'HEAD';
    }
    const hasBody = this.#data.length > 0 || this.#flags.has('form') || this.#flags.has('form-string');
    return hasBody && !this.#flags.has('get') ? 'POST' : 'GET';
  }

  /** With `-G` the data belong to the query. */
  #address(url: TracedText): Piece {
    const data = this.#flags.has('get') ? this.#data.map((part) => (part === null ? '' : textOfPart(part))) : [];
    const query = [...data, ...this.#query].join('&');
    const separator = url.text.includes('?') ? '&' : '?';
    return { text: query === '' ? url.text : `${url.text}${separator}${query}`, place: url.place() };
  }

  #body(): Pick<PastedRequest, 'body' | 'bodyIs'> {
    if (this.#flags.has('form') || this.#flags.has('form-string') || this.#flags.has('upload-file')) {
      return { body: null, bodyIs: 'unknown' };
    }
    if (this.#data.length === 0 || this.#flags.has('get')) {
      return { body: null, bodyIs: 'typed' };
    }
    const parts = this.#data.filter((part) => part !== null);
    if (parts.length < this.#data.length) {
      return { body: null, bodyIs: 'unknown' };
    }
    const text = parts.map(textOfPart).join(this.#flags.has('json') ? '' : '&');
    const places = parts.flatMap((part) => ('encoded' in part ? part.from : part).place() ?? []);
    const [first, last] = [places[0], places.at(-1)];
    const place = first === undefined || last === undefined ? null : { start: first.start, end: last.end };
    return { body: { bytes: new TextEncoder().encode(text), place }, bodyIs: 'typed' };
  }
}

function textOfPart(part: TracedText | { readonly encoded: string }): string {
  return 'encoded' in part ? part.encoded : part.text;
}

/** `content`, `=content` or `name=content`; `null` for the content of a file. */
function urlEncoded(value: TracedText): { readonly encoded: string; readonly from: TracedText } | null {
  const { text } = value;
  const equals = text.indexOf('=');
  if (equals === -1 && text.includes('@')) {
    return null;
  }
  const name = equals > 0 ? `${text.slice(0, equals)}=` : '';
  const content = new URLSearchParams([['', text.slice(equals + 1)]]).toString().slice(1);
  return { encoded: name + content.replaceAll('*', '%2A'), from: value };
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
