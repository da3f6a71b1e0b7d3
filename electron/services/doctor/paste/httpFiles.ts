import type { PastedRequest } from '../pastedRequest.ts';
import { bodyOf } from './httpBody.ts';
import { announcesBody, readHeaderLines, readResponse } from './httpMessages.ts';
import { type Line, type Part, TracedText } from './tracedText.ts';

/** A request line with an address that a client has yet to take apart, with or without the version of HTTP. */
const REQUEST_LINE = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \u00a0]{1,20}(?=https?:\/\/|\/|\{\{)/;
const VERSION = /[ \u00a0]HTTP\/\d(?:\.\d)?\s{0,20}$/;
const VARIABLE = /^@([\w.-]{1,100})[ \t]{0,20}=[ \t]{0,20}(\S.{0,1000})$/;
/** More are no file of requests; each may be longer than what it stands for. */
const MAX_PLACEHOLDERS = 500;
const SEPARATOR = /^###/;

/**
 * Reads requests without the version of HTTP: files `.http` of httpYac, of the REST Client and of IntelliJ with their variables,
 * what httpYac prints, and requests that LWP of Perl and others print.
 */
export function readHttpFiles(source: TracedText): PastedRequest[] {
  const variables = variablesOf(source.lines);
  const text = withVariables(source, variables);
  const isHttpYac = /^(?:###|@\w|\{\{|user-agent: httpyac)/im.test(source.text);
  const { lines } = text;
  const starts = lines.flatMap((line, index) => (isRequestLine(line, lines[index + 1]) ? [index] : []));
  return starts.map((start, index) => readRequest(text, start, starts[index + 1] ?? lines.length, isHttpYac));
}

/** A sentence may begin in the same way: below a request there are headers, if anything. Paths with a version are raw HTTP. */
function isRequestLine({ text }: Line, next: Line | undefined): boolean {
  const [matched] = REQUEST_LINE.exec(text) ?? [];
  if (matched === undefined || (text[matched.length] === '/' && VERSION.test(text.slice(-40)))) {
    return false;
  }
  return next === undefined
    ? text[matched.length] !== '/'
    : /^(?:\s*$|[\w-]{1,100}:|\s+[?&]|#|\/\/|<|HTTP\/)/.test(next.text.slice(0, 200));
}

function variablesOf(lines: readonly Line[]): ReadonlyMap<string, string> {
  const found = lines.flatMap(({ text }) => {
    const [, name, value] = VARIABLE.exec(text) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value.trim()] as const];
  });
  return new Map(found);
}

/** A variable that the file defines is replaced; others are left as they are. */
function withVariables(source: TracedText, variables: ReadonlyMap<string, string>): TracedText {
  if (variables.size === 0) {
    return source;
  }
  const placeholders = Array.from(source.text.matchAll(/\{\{([\w.-]{1,100})\}\}/g)).slice(0, MAX_PLACEHOLDERS);
  const parts: Part[] = [];
  let start = 0;
  for (const { 0: written, 1: name = '', index } of placeholders) {
    const meaning = variables.get(name);
    if (meaning !== undefined) {
      parts.push({ start, end: index }, { start: index, end: index + written.length, meaning });
      start = index + written.length;
    }
  }
  return source.rewrite([...parts, { start, end: source.length }]);
}

function readRequest(source: TracedText, first: number, next: number, isHttpYac: boolean): PastedRequest {
  const block = source.lines.slice(first, next);
  const stop = block.findIndex(({ text }, index) => index > 0 && (SEPARATOR.test(text) || text.startsWith('HTTP/')));
  const lines = block.slice(0, stop === -1 ? undefined : stop);
  const [line = { text: '', start: 0, end: 0, next: 0 }] = lines;
  const [matched = '', method = ''] = REQUEST_LINE.exec(line.text) ?? [];
  const [version = ''] = VERSION.exec(line.text.slice(-40)) ?? [];
  const end = lines.at(-1)?.next ?? line.next;
  const empty = lines.findIndex(({ text }) => text.trim() === '');
  // A long query may go on in the next lines.
  const continued = lines.slice(1).findIndex(({ text }) => !/^\s+[?&]/.test(text));
  const headEnd = empty === -1 ? end : (lines[empty]?.start ?? end);
  const addressEnd = lines[continued === -1 ? 0 : continued]?.end ?? line.end;
  const headers = readHeaderLines(withoutComments(source.slice(addressEnd, headEnd)));
  const section = empty === -1 ? null : source.slice(lines[empty]?.next ?? end, end);
  const body = readBody(section, headers);
  const response =
    stop === -1 ? null : readResponse(source.slice(block[stop]?.start ?? end, source.lines[next]?.start));
  const head = source.slice(line.start, headEnd).trim().place() ?? { start: 0, end: 0 };
  const isSent = response !== null || headers.some(({ name }) => name.text.toLowerCase() === 'user-agent');
  return {
    format: isHttpYac ? 'httpYac' : 'http',
    place: { start: head.start, end: Math.max(head.end, body.body?.place?.end ?? 0) },
    method: source.slice(line.start, line.start + method.length).piece(),
    address: joinLines(
      source.slice(line.start + matched.length, Math.max(addressEnd - version.length, line.start + matched.length)),
    ).piece(),
    addressIs: isSent ? 'sent' : 'typed',
    headers,
    body: body.body,
    bodyIs:
      body.body === null && isSent && announcesBody(headers)
        ? 'unknown'
        : body.isFile
          ? 'unknown'
          : isSent
            ? 'sent'
            : 'typed',
    response,
    at: null,
  };
}

/** A body from a file, `< ./file`, is not in the text. */
function readBody(section: TracedText | null, headers: PastedRequest['headers']) {
  const isFile =
    section !== null &&
    /^\s{0,20}<@?\s?\S/.test(section.text.slice(0, 400)) &&
    !/^\s{0,20}<[?!a-z]+[ >]/i.test(section.text.slice(0, 400));
  const read = isFile ? null : bodyOf(section, headers);
  return { isFile, body: read === null ? null : { bytes: read.bytes, place: read.place } };
}

function withoutComments(head: TracedText): TracedText {
  const kept = head.lines.filter(({ text }) => text.trim() !== '' && !/^\s*(?:#|\/\/)/.test(text));
  return head.rewrite(kept.map(({ start, next }) => ({ start, end: next })));
}

function joinLines(address: TracedText): TracedText {
  const lines = address.lines.map(({ start, end }) => address.slice(start, end).trim());
  return lines.length > 1 ? TracedText.join(lines) : address.trim();
}
