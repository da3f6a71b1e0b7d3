import type { PastedRequest, PasteFormat, Piece } from '../pastedRequest.ts';
import { bodyOf } from './httpBody.ts';
import { type Line, TracedText } from './tracedText.ts';

/** A header as it stands in the text. */
export type Header = PastedRequest['headers'][number];

/** What requests of a text have in common. */
export interface MessageOptions {
  readonly format: PasteFormat;
  readonly addressIs?: PastedRequest['addressIs'];
  /** Whether the text also shows bodies; the output of `curl -v` does not. */
  readonly hasBodies?: boolean;
  /** When the requests were sent, if the text says so. */
  readonly at?: number | null;
}

const METHOD = /^[A-Z][A-Z-]{1,19}$/;
const STATUS_LINE = /^HTTP\/\d(?:\.\d)?[ \u00a0]+(\d{3})(?!\d)/;
const HEADER_NAME = /^:?[!#$%&'*+.^_`|~\w-]{1,200}$/;

/** Reads the requests and responses of HTTP/1.1, and the pseudo-headers of HTTP/2, that stand in a text one after the other. */
export function readHttpMessages(source: TracedText, options: MessageOptions): PastedRequest[] {
  const lines = source.lines;
  const requests: PastedRequest[] = [];
  for (let index = 0; index < lines.length; ) {
    const start = startOf(source, lines, index);
    if (start === null) {
      index++;
      continue;
    }
    const head = readHead(source, lines, start.firstHeader);
    const next = nextStart(lines, head.next);
    const section = head.hasBody ? source.slice(lines[head.next]?.start ?? source.length, lines[next]?.start) : null;
    if (start.kind === 'request') {
      const headers = start.isHttp2 ? withoutPseudoHeaders(head.headers) : head.headers;
      const first = start.isHttp2 ? head.headers : [];
      const pseudo = (name: string) => first.find((header) => header.name.text === name)?.value ?? NONE;
      const body = options.hasBodies === false ? null : bodyOf(section, headers);
      requests.push({
        format: options.format,
        place: placeOf(source, lines, index, head.next, body?.end ?? null),
        method: start.method ?? pseudo(':method'),
        address: start.address ?? pseudo(':path'),
        addressIs: options.addressIs ?? 'sent',
        headers,
        body: body === null ? null : { bytes: body.bytes, place: body.place },
        bodyIs: options.hasBodies === false && announcesBody(headers) ? 'unknown' : 'sent',
        response: null,
        at: options.at ?? null,
      });
    } else {
      const request = requests.pop();
      if (request !== undefined) {
        const text = source.slice(lines[index]?.start ?? 0, lines[next]?.start);
        requests.push(
          request.response === null ? { ...request, response: responseOf(start.status, head.headers, text) } : request,
        );
      }
    }
    index = next;
  }
  return requests;
}

/** Reads the response that stands first in a text, as far as the next message; `null` if there is none. */
export function readResponse(source: TracedText): PastedRequest['response'] {
  const lines = source.lines;
  const index = lines.findIndex(({ text }) => STATUS_LINE.test(text));
  const start = startOf(source, lines, index);
  if (start?.kind !== 'response') {
    return null;
  }
  const { headers, next } = readHead(source, lines, start.firstHeader);
  return responseOf(
    start.status,
    headers,
    source.slice(lines[index]?.start ?? 0, lines[nextStart(lines, next)]?.start),
  );
}

/** Reads the lines `name: value` of a text, up to the first that is none. */
export function readHeaderLines(source: TracedText): Header[] {
  return readHead(source, source.lines, 0).headers;
}

/** `null` unless the line reads `METHOD address HTTP/1.1`. */
export function readRequestLine(
  line: TracedText,
): { readonly method: TracedText; readonly address: TracedText } | null {
  const { text } = line;
  const version = text.lastIndexOf('HTTP/');
  const [first = ''] = text.slice(0, 24).split(/[ \u00a0]/, 1);
  if (version <= first.length + 1 || !METHOD.test(first) || !/^HTTP\/\d(?:\.\d)?\s*$/.test(text.slice(version))) {
    return null;
  }
  const address = line.slice(first.length, version).trim();
  return address.length === 0 ? null : { method: line.slice(0, first.length), address };
}

/** The response of which this is the text. */
export function responseOf(
  status: TracedText | null,
  headers: readonly Header[],
  text: TracedText,
): PastedRequest['response'] {
  const date = headers.find(({ name }) => name.text.toLowerCase() === 'date')?.value.text ?? null;
  return { status: status?.piece() ?? null, date, text: text.text };
}

/** Returns whether the headers say that a body follows. */
export function announcesBody(headers: readonly Header[]): boolean {
  return headers.some(({ name, value }) =>
    name.text.toLowerCase() === 'content-length'
      ? Number(value.text) !== 0
      : name.text.toLowerCase() === 'transfer-encoding',
  );
}

/** `:authority` becomes the host, which HTTP/2 has no other header for; the other pseudo-headers are no headers. */
export function withoutPseudoHeaders(headers: readonly Header[]): Header[] {
  const hasHost = headers.some(({ name }) => name.text.toLowerCase() === 'host');
  return headers.flatMap((header) => {
    const { text, place } = header.name;
    if (!text.startsWith(':')) {
      return [header];
    }
    return text === ':authority' && !hasHost ? [{ ...header, name: { text: 'host', place } }] : [];
  });
}

const NONE: Piece = { text: '', place: null };

type Start =
  | {
      readonly kind: 'request';
      readonly isHttp2: boolean;
      readonly method: Piece | null;
      readonly address: Piece | null;
      readonly firstHeader: number;
    }
  | { readonly kind: 'response'; readonly status: TracedText; readonly firstHeader: number };

function startOf(source: TracedText, lines: readonly Line[], index: number): Start | null {
  const line = lines[index];
  if (line === undefined) {
    return null;
  }
  if (line.text.startsWith(':')) {
    return isPseudoHeader(line.text)
      ? { kind: 'request', isHttp2: true, method: null, address: null, firstHeader: index }
      : null;
  }
  const [matched, status] = STATUS_LINE.exec(line.text) ?? [];
  if (matched !== undefined && status !== undefined) {
    const end = line.start + matched.length;
    return { kind: 'response', status: source.slice(end - status.length, end), firstHeader: index + 1 };
  }
  const request = readRequestLine(source.slice(line.start, line.end));
  return request === null
    ? null
    : {
        kind: 'request',
        isHttp2: false,
        method: request.method.piece(),
        address: request.address.piece(),
        firstHeader: index + 1,
      };
}

function isPseudoHeader(line: string): boolean {
  return /^:(?:method|path|authority|scheme):/.test(line);
}

/** Index of the next line that begins a message. */
function nextStart(lines: readonly Line[], from: number): number {
  for (let index = from; index < lines.length; index++) {
    const { text = '' } = lines[index] ?? {};
    const isStart =
      STATUS_LINE.test(text) ||
      isPseudoHeader(text) ||
      (text.includes(' HTTP/') && readRequestLine(TracedText.of(text)) !== null);
    if (isStart) {
      return index;
    }
  }
  return lines.length;
}

interface Head {
  readonly headers: Header[];
  /** Index of the line after the head and the empty line. */
  readonly next: number;
  readonly hasBody: boolean;
}

function readHead(source: TracedText, lines: readonly Line[], first: number): Head {
  const headers: Header[] = [];
  let index = first;
  for (; index < lines.length; index++) {
    const { text = '', start = 0, end = 0 } = lines[index] ?? {};
    const colon = text.indexOf(':', 1);
    const name = text.slice(0, colon).trimEnd();
    if (text.trim() === '' || colon === -1 || !HEADER_NAME.test(name)) {
      break;
    }
    const value = source.slice(start + colon + 1, end).trim();
    const following = lines[index + 1];
    // The developer tools of a browser copy a value on a line of its own.
    const isBelow = value.length === 0 && following !== undefined && text.startsWith(':');
    headers.push({
      name: source.slice(start, start + name.length).piece(),
      value: (isBelow ? source.slice(following.start, following.end).trim() : value).piece(),
    });
    index += isBelow ? 1 : 0;
  }
  const isEmptyLine = lines[index]?.text.trim() === '';
  return { headers, next: isEmptyLine ? index + 1 : index, hasBody: index < lines.length };
}

function placeOf(source: TracedText, lines: readonly Line[], first: number, next: number, bodyEnd: number | null) {
  const start = lines[first]?.start ?? 0;
  const head = source
    .slice(start, lines[next - 1]?.end)
    .trim()
    .place() ?? { start: 0, end: 0 };
  return { start: head.start, end: Math.max(head.end, bodyEnd ?? 0) };
}
