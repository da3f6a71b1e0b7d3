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
 * Reads the body of a raw message from the text that follows its head. A text that was pasted usually ends with a line break
 * that is not part of the body, and may have lost the CR of its line breaks: `Content-Length` tells.
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
  const withoutEnd = section.withoutLineEnd();
  if (Number.isNaN(length)) {
    return withoutEnd.length === 0 ? null : read(withoutEnd, withoutEnd.text);
  }
  const complete = section.slice(0, offsetAfterBytes(section.text, length));
  if (utf8Length(complete.text) === length && section.slice(complete.length).text.trim() === '') {
    return length === 0 ? null : read(complete, complete.text);
  }
  for (const part of [section, withoutEnd]) {
    const withCarriageReturns = part.text.replace(/\r?\n/g, '\r\n');
    if (utf8Length(withCarriageReturns) === length) {
      return read(part, withCarriageReturns);
    }
  }
  return withoutEnd.length === 0 ? null : read(withoutEnd, withoutEnd.text);
}

function read(section: TracedText, text: string): ReadBody {
  const place = section.place();
  return { bytes: new TextEncoder().encode(text), place, end: place?.end ?? 0 };
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
