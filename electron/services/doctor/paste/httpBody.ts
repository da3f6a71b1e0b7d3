import { toBase64 } from '../base64.ts';
import { hashOf } from '../hmacSha256.ts';
import type { PastedRequest, Place } from '../pastedRequest.ts';
import { offsetAfterBytes, TracedText, utf8Length } from './tracedText.ts';

/** The bytes of a body, and where they stand. */
export interface ReadBody {
  readonly bytes: Uint8Array;
  readonly place: Place | null;
  /** End in the pasted text. */
  readonly end: number;
}

/**
 * Reads the body of a raw message from the text that follows its head. A text that was pasted usually ends with line breaks that
 * are not part of the body, and may have lost the CR of others: `Content-Length` tells, else the hash that was signed.
 * @param section `null` if nothing follows the head.
 */
export function bodyOf(section: TracedText | null, headers: PastedRequest['headers']): ReadBody | null {
  if (section === null) {
    return null;
  }
  const isChunked = /chunked/i.test(headerOf(headers, 'transfer-encoding') ?? '');
  const chunks = isChunked ? readChunks(section) : null;
  if (chunks !== null) {
    return read(chunks, chunks.text);
  }
  const length = Number(headerOf(headers, 'content-length') ?? Number.NaN);
  const hash = headerOf(headers, 'x-ms-content-sha256') ?? '';
  const withoutEnd = section.withoutLineEnd();
  const right = Number.isNaN(length)
    ? hash !== '' && forms(section, withoutEnd).find(({ text }) => toBase64(hashOf(encode(text))) === hash)
    : forms(section, withoutEnd).find(({ text }) => utf8Length(text) === length);
  const { part, text } = right || { part: withoutEnd, text: withoutEnd.text };
  return text.length === 0 ? null : read(part, text);
}

/** How many line breaks of a body are looked for at its end. */
const MAX_LINE_BREAKS = 3;

/** What the body may have been: with some of the line breaks at its end, as it stands or with the CR of Windows. */
function forms(section: TracedText, withoutEnd: TracedText): { readonly part: TracedText; readonly text: string }[] {
  const ends = section.slice(withoutEnd.length).lines.slice(0, MAX_LINE_BREAKS);
  const parts = [withoutEnd, ...ends.map(({ next }) => section.slice(0, withoutEnd.length + next))];
  return [
    ...parts.map((part) => ({ part, text: part.text })),
    ...parts.map((part) => ({ part, text: part.text.replace(/\r?\n/g, '\r\n') })),
  ];
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function read(section: TracedText, text: string): ReadBody {
  const place = section.place();
  return { bytes: encode(text), place, end: place?.end ?? 0 };
}

/** `null` if these are no chunks: many programs show a body that was sent in chunks as a whole. */
function readChunks(section: TracedText): TracedText | null {
  const chunks: TracedText[] = [];
  for (let offset = 0; offset < section.length; ) {
    const feed = section.text.indexOf('\n', offset);
    const [size] =
      /^[\da-f]{1,8}(?=\s*(?:;|$))/i.exec(
        section.text.slice(offset, feed === -1 ? undefined : Math.min(feed, offset + 200)),
      ) ?? [];
    if (size === undefined) {
      return null;
    }
    const bytes = Number.parseInt(size, 16);
    if (bytes === 0) {
      return chunks.length === 0 ? null : TracedText.join(chunks);
    }
    const chunk = section.slice(
      feed + 1,
      feed + 1 + offsetAfterBytes(section.text.slice(feed + 1, feed + 1 + bytes), bytes),
    );
    chunks.push(chunk);
    const end = feed + 1 + chunk.length;
    const [lineEnd = ''] = /^\r?\n/.exec(section.text.slice(end, end + 2)) ?? [];
    if (lineEnd === '') {
      return null;
    }
    offset = end + lineEnd.length;
  }
  return null;
}

function headerOf(headers: PastedRequest['headers'], wanted: string): string | undefined {
  return headers.find(({ name }) => name.text.toLowerCase() === wanted)?.value.text;
}
