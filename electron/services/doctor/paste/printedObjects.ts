import type { PastedRequest, Piece, Place } from '../pastedRequest.ts';
import { announcesBody, type Header } from './httpMessages.ts';
import { bytesOf, fieldOf, type Literal, readLiteral, textOf } from './literals.ts';
import type { TracedText } from './tracedText.ts';

/** Where an object may begin: a bracket, and a name with its value. */
const OBJECT = /[{(](?=\s{0,200}["']?[\w-]{1,60}["']?\s?[:=])/g;
const SIGNED_HEADERS = ['authorization', 'x-ms-date', 'x-ms-content-sha256'];
/** How often the text may be read: what is no object after all may have been read to its end. */
const MAX_READINGS = 3;
const CONTEXT = 600;
const ADDRESS_BEFORE = /(?:https?:\/\/[^\s"'<>{}()]+|(?<=["' ])\/[^\s"'<>{}()]+)/g;
const METHOD_BEFORE = /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/g;

/**
 * Reads what programs print of their requests: an object of JavaScript or Python with headers of which at least one belongs to
 * a signature. Method, address and body are in the object around them, else in the text next to it.
 */
export function readPrintedObjects(source: TracedText): PastedRequest[] {
  const requests: PastedRequest[] = [];
  let budget = MAX_READINGS * source.length;
  OBJECT.lastIndex = 0;
  for (let found = OBJECT.exec(source.text); found !== null && budget > 0; found = OBJECT.exec(source.text)) {
    const read = readLiteral(source, found.index);
    budget -= (read?.end ?? source.length) - found.index;
    if (read !== null) {
      for (const { headers, owner } of findHeaders(read.value, null)) {
        requests.push(toRequest(source, { start: found.index, end: read.end }, headers, owner));
      }
      OBJECT.lastIndex = read.end;
    }
  }
  return requests;
}

type ObjectLiteral = Extract<Literal, { kind: 'object' }>;

interface FoundHeaders {
  readonly headers: ObjectLiteral;
  /** The object with the options of the request; `null` if the headers stand alone. */
  readonly owner: ObjectLiteral | null;
}

function findHeaders(value: Literal, owner: ObjectLiteral | null): FoundHeaders[] {
  if (value.kind === 'list') {
    return value.items.flatMap((item) => findHeaders(item, owner));
  }
  if (value.kind !== 'object') {
    return [];
  }
  if (SIGNED_HEADERS.some((name) => textOf(fieldOf(value, name)) !== null)) {
    return [{ headers: value, owner }];
  }
  return value.fields.flatMap((field) => findHeaders(field.value, value));
}

function toRequest(
  source: TracedText,
  range: Place,
  headers: ObjectLiteral,
  owner: ObjectLiteral | null,
): PastedRequest {
  const before = source.slice(Math.max(0, range.start - CONTEXT), range.start);
  const read = headersOf(headers);
  const { value, isSent } = addressOf(owner) ?? { value: lastIn(before, ADDRESS_BEFORE), isSent: false };
  const method = textOf(fieldOf(owner, 'method')) ?? lastIn(before, METHOD_BEFORE);
  const body = bodyOf(owner) ?? bodyAfter(source, range.end);
  const place = (owner ?? headers).source.place() ?? range;
  return {
    format: 'code',
    place: {
      start: Math.min(place.start, value?.place()?.start ?? place.start),
      end: Math.max(place.end, body?.end ?? 0),
    },
    method: method === null ? NONE : { text: method.text.toUpperCase(), place: method.place() },
    address: value?.piece() ?? NONE,
    addressIs: isSent ? 'sent' : 'typed',
    headers: read,
    body: body === null ? null : { bytes: body.bytes, place: body.place },
    bodyIs: body === null && !hasNoBody(method, read) ? 'unknown' : 'sent',
    response: responseAfter(source, Math.max(range.end, body?.offset ?? 0)),
    at: null,
  };
}

/** An object that shows no body says little: most programs pass it on separately. */
function hasNoBody(method: TracedText | null, headers: readonly Header[]): boolean {
  const isEmpty = headers.some(({ name, value }) => name.text.toLowerCase() === 'content-length' && value.text === '0');
  return isEmpty || (method?.text.toUpperCase() === 'GET' && !announcesBody(headers));
}

const NONE: Piece = { text: '', place: null };

function headersOf({ fields }: ObjectLiteral): Header[] {
  return fields.flatMap(({ name, value }) => {
    const texts = value.kind === 'list' ? value.items : [value];
    return texts.flatMap((each) => {
      const text = textOf(each);
      return text === null ? [] : [{ name: name.piece(), value: text.piece() }];
    });
  });
}

/** An object `URL` has what is sent; a text is encoded later. */
function addressOf(owner: ObjectLiteral | null): { readonly value: TracedText; readonly isSent: boolean } | null {
  const url = fieldOf(owner, 'url');
  const href = textOf(fieldOf(url, 'href')) ?? textOf(fieldOf(owner, 'href'));
  if (href !== null) {
    return { value: href, isSent: true };
  }
  const value = textOf(url) ?? textOf(fieldOf(owner, 'uri')) ?? textOf(fieldOf(owner, 'path'));
  return value === null || value.length === 0 ? null : { value, isSent: false };
}

interface FoundBody {
  readonly bytes: Uint8Array;
  readonly place: Place | null;
  readonly end: number;
  /** Offset after it in the text that is read. */
  readonly offset: number;
}

function bodyOf(owner: ObjectLiteral | null): FoundBody | null {
  const value = ['body', 'data', 'content'].map((name) => fieldOf(owner, name)).find((each) => each?.kind === 'text');
  return value?.kind === 'text' && value.text.length > 0 ? foundBody(value, 0) : null;
}

/** A text in quotes that is printed after the headers. */
function bodyAfter(source: TracedText, offset: number): FoundBody | null {
  const [gap] =
    /^[ \t,)]{0,20}\r?\n?(?:body|data|content)?[ \t:=]{0,10}(?=b?["'])/i.exec(source.text.slice(offset, offset + 60)) ??
    [];
  const read = gap === undefined ? null : readLiteral(source, offset + gap.length);
  return read?.value.kind === 'text' && read.value.text.length > 0 ? foundBody(read.value, read.end) : null;
}

function foundBody(value: Extract<Literal, { kind: 'text' }>, offset: number): FoundBody {
  const place = value.text.place();
  return { bytes: bytesOf(value), place, end: place?.end ?? 0, offset };
}

function lastIn(text: TracedText, pattern: RegExp): TracedText | null {
  const last = Array.from(text.text.matchAll(pattern)).at(-1);
  return last === undefined ? null : text.slice(last.index, last.index + last[0].length);
}

/** Status and error of the platform, if they are printed below. */
function responseAfter(source: TracedText, offset: number): PastedRequest['response'] {
  const after = source.slice(offset, offset + 8000);
  const [line = '', status] = /^[^{}]{0,200}?\b([1-5]\d\d)(?!\d)/.exec(after.text) ?? [];
  const start = after.text.indexOf('{"Code"');
  const error = start === -1 ? null : readLiteral(after, start);
  const [, date = null] = /\bdate['"]?: ['"]([^'"\n]{20,40})['"]/i.exec(after.text) ?? [];
  if (status === undefined && error === null) {
    return null;
  }
  return {
    status: status === undefined ? null : after.slice(line.length - status.length, line.length).piece(),
    date,
    text: after.text.slice(Math.max(start, 0), error?.end ?? line.length),
  };
}
