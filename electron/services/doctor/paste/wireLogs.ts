import { decodeUtf8 } from '../../../../shared/hmac/byteText.ts';
import type { PastedRequest } from '../pastedRequest.ts';
import { announcesBody, readHttpMessages, readResponse } from './httpMessages.ts';
import { type Literal, readLiteral } from './literals.ts';
import { type Line, type Part, TracedText } from './tracedText.ts';

/**
 * Lines in which programs quote what they send and receive: `send: b'…'` and `reply: '…'` of Python, `<- "…"` and `-> "…"` of
 * Ruby, `>> "…"` and `<< "…"` of Apache HttpClient.
 */
const SENT = /^(?:[^"']{0,200}(?<!-)>> (?=")|send: (?=b?["'])|<- (?="))/;
const RECEIVED = /^(?:[^"']{0,200}<< (?=")|reply: (?=b?["'])|-> (?="))/;
/** A header of the response in Python. */
const RECEIVED_HEADER = /^header: /;

/** Reads the requests that Python, Ruby or Apache HttpClient quote while they send them. */
export function readWireLogs(source: TracedText): PastedRequest[] {
  const groups: { readonly sent: Line[]; readonly rest: Line[] }[] = [];
  for (const line of source.lines) {
    const last = groups.at(-1);
    if (SENT.test(line.text)) {
      if (last === undefined || last.rest.length > 0) {
        groups.push({ sent: [line], rest: [] });
      } else {
        last.sent.push(line);
      }
    } else if (last !== undefined && (last.rest.length > 0 || RECEIVED.test(line.text) || line.text.trim() !== '')) {
      last.rest.push(line);
    }
  }
  return groups.flatMap(({ sent, rest }) => readGroup(source, sent, rest));
}

function readGroup(source: TracedText, sent: readonly Line[], rest: readonly Line[]): PastedRequest[] {
  const texts = sent.flatMap((line) => quoted(source, line, SENT) ?? []);
  const wire = TracedText.join(texts.map(({ text }) => text));
  const end = /\r?\n\r?\n/.exec(wire.text);
  const headEnd = end === null ? wire.length : end.index + end[0].length;
  const [request] = readHttpMessages(decoded(wire.slice(0, headEnd)), { format: 'code', hasBodies: false });
  if (request === undefined) {
    return [];
  }
  const body = wire.slice(headEnd);
  const place = body.place();
  const bytes = bytesFrom(texts, headEnd);
  const isComplete = end !== null && (bytes.length > 0 || !announcesBody(request.headers));
  return [
    {
      ...request,
      place: {
        start: source.slice(sent[0]?.start ?? 0).place()?.start ?? 0,
        end: source.slice(0, sent.at(-1)?.end).place()?.end ?? 0,
      },
      body: bytes.length === 0 ? null : { bytes, place },
      bodyIs: isComplete ? 'sent' : 'unknown',
      response: readResponse(responseText(source, rest)),
    },
  ];
}

/** Bytes of UTF-8 as the letters that they are; others stay as they are in Latin-1. */
function decoded(text: TracedText): TracedText {
  const parts: Part[] = [];
  let offset = 0;
  for (const { 0: bytes, index } of text.text.matchAll(/[\x80-\xff]+/g)) {
    const meaning = decodeUtf8(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
    const end = index + bytes.length;
    parts.push({ start: offset, end: index }, { start: index, end, ...(meaning === null ? {} : { meaning }) });
    offset = end;
  }
  return text.rewrite([...parts, { start: offset, end: text.length }]);
}

interface Quoted {
  readonly text: TracedText;
  readonly isBytes: boolean;
}

/** The text in quotes after a sign. Ruby writes bytes that are no UTF-8 as `\xD0`, and others as letters. */
function quoted(source: TracedText, line: Line, sign: RegExp): Quoted | null {
  const [prefix] = sign.exec(line.text) ?? [];
  const read = prefix === undefined ? null : readLiteral(source.slice(line.start, line.end), prefix.length);
  return read?.value.kind === 'text' ? { text: withoutMarks(read.value), isBytes: isBytes(read.value, line) } : null;
}

function isBytes({ isBytes: isLiteral }: Extract<Literal, { kind: 'text' }>, { text }: Line): boolean {
  return isLiteral || /\\x[\da-f]{2}/i.test(text);
}

/** Apache writes line ends as `[\r][\n]`, which the literal has as `[CR][LF]`. */
function withoutMarks({ text }: Extract<Literal, { kind: 'text' }>): TracedText {
  if (!text.text.includes('[\n]')) {
    return text;
  }
  const parts = Array.from(text.text.matchAll(/\[([\r\n])\]|[^[]+|\[/g), ({ 0: { length }, 1: end, index }) =>
    end === undefined ? { start: index, end: index + length } : { start: index, end: index + length, meaning: end },
  );
  return text.rewrite(parts);
}

/** The bytes of the texts from an offset on. */
function bytesFrom(texts: readonly Quoted[], offset: number): Uint8Array {
  let skipped = offset;
  const chunks = texts.map(({ text, isBytes: isRaw }) => {
    const rest = text.text.slice(skipped);
    skipped = Math.max(0, skipped - text.length);
    return isRaw ? Uint8Array.from(rest, (char) => char.charCodeAt(0)) : new TextEncoder().encode(rest);
  });
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}

function responseText(source: TracedText, lines: readonly Line[]): TracedText {
  const parts = lines.map((line) => {
    const received = quoted(source, line, RECEIVED);
    if (received !== null) {
      return received.text;
    }
    const [prefix = ''] = RECEIVED_HEADER.exec(line.text) ?? [];
    return source.slice(line.start + prefix.length, line.next);
  });
  return TracedText.join(parts);
}
