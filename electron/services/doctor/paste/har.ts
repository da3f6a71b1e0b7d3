import type { PastedRequest } from '../pastedRequest.ts';
import { type Header, responseOf, withoutPseudoHeaders } from './httpMessages.ts';
import { fieldOf, itemsOf, type Literal, textOf } from './literals.ts';
import type { TracedText } from './tracedText.ts';

/** Reads a HAR file (HTTP Archive 1.2), one of its entries, or the request of one. */
export function readHar(document: Literal): PastedRequest[] {
  const log = fieldOf(document, 'log');
  const entries =
    log === null ? (document.kind === 'list' ? document.items : [document]) : itemsOf(fieldOf(log, 'entries'));
  return entries.flatMap((entry) => {
    const isEntry = fieldOf(entry, 'request') !== null;
    return readEntry(isEntry ? fieldOf(entry, 'request') : entry, isEntry ? entry : null);
  });
}

function readEntry(request: Literal | null, entry: Literal | null): PastedRequest[] {
  const [method, address] = [textOf(fieldOf(request, 'method')), textOf(fieldOf(request, 'url'))];
  const source = (entry ?? request)?.kind === 'object' ? sourceOf(entry ?? request) : null;
  const list = fieldOf(request, 'headers');
  if (method === null || address === null || source === null || list?.kind !== 'list') {
    return [];
  }
  const response = fieldOf(entry, 'response');
  const at = Date.parse(textOf(fieldOf(entry, 'starteddatetime'))?.text ?? '');
  return [
    {
      format: 'har',
      place: source.place() ?? { start: 0, end: 0 },
      method: method.piece(),
      address: address.piece(),
      addressIs: 'sent',
      headers: withoutPseudoHeaders(readHeaders(list)),
      ...bodyOf(fieldOf(request, 'postdata')),
      response: response === null ? null : readResponse(response),
      at: Number.isNaN(at) ? null : at,
    },
  ];
}

/** Headers that are a list of objects with `name` (or `key`) and `value`. */
export function readHeaders(list: Literal | null): Header[] {
  return itemsOf(list).flatMap((header) => {
    const name = textOf(fieldOf(header, 'name') ?? fieldOf(header, 'key'));
    const value = textOf(fieldOf(header, 'value'));
    return name === null || value === null ? [] : [{ name: name.piece(), value: value.piece() }];
  });
}

/** A form without its text has a body that the file does not show. */
function bodyOf(postData: Literal | null): Pick<PastedRequest, 'body' | 'bodyIs'> {
  const text = textOf(fieldOf(postData, 'text'));
  if (text === null || text.length === 0) {
    return { body: null, bodyIs: itemsOf(fieldOf(postData, 'params')).length > 0 ? 'unknown' : 'sent' };
  }
  const isBase64 = textOf(fieldOf(postData, 'encoding'))?.text === 'base64';
  const bytes = isBase64 ? decodeBase64(text.text) : new TextEncoder().encode(text.text);
  return bytes === null ? { body: null, bodyIs: 'unknown' } : { body: { bytes, place: text.place() }, bodyIs: 'sent' };
}

function decodeBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

function readResponse(response: Literal): PastedRequest['response'] {
  const headers = readHeaders(fieldOf(response, 'headers'));
  const text = textOf(fieldOf(fieldOf(response, 'content'), 'text'));
  const status = textOf(fieldOf(response, 'status'));
  return {
    ...(responseOf(status, headers, text ?? (status as TracedText)) ?? { status: null, date: null }),
    text: text?.text ?? '',
  };
}

function sourceOf(value: Literal | null): TracedText | null {
  return value?.kind === 'object' ? value.source : null;
}
