import type { PastedRequest, PasteFormat, Piece } from '../pastedRequest.ts';
import { readHeaders } from './har.ts';
import { announcesBody, type Header } from './httpMessages.ts';
import { bytesOf, fieldOf, itemsOf, type Literal, textOf } from './literals.ts';
import type { TracedText } from './tracedText.ts';

/** A request in a report, and the response to it. */
interface Reported {
  readonly format: PasteFormat;
  readonly addressIs: PastedRequest['addressIs'];
  readonly bodyIs: 'sent' | 'typed';
  readonly owner: Literal;
  readonly request: Literal;
  readonly response: Literal | null;
}

/**
 * Reads the reports in JSON of newman, Bruno and httpYac, collections of Postman, and what its console copies.
 */
export function readReports(document: Literal): PastedRequest[] {
  return [
    ...newmanRequests(document),
    ...brunoRequests(document),
    ...httpYacRequests(document),
    ...collected(document, 0),
    ...consoleRequests(document),
  ].flatMap(toRequest);
}

function newmanRequests(document: Literal): Reported[] {
  return itemsOf(fieldOf(fieldOf(document, 'run'), 'executions')).flatMap((owner) =>
    reported('newman', owner, fieldOf(owner, 'request'), fieldOf(owner, 'response')),
  );
}

function brunoRequests(document: Literal): Reported[] {
  const results = itemsOf(document).flatMap((iteration) => itemsOf(fieldOf(iteration, 'results')));
  return results.flatMap((owner) => reported('bruno', owner, fieldOf(owner, 'request'), fieldOf(owner, 'response')));
}

function httpYacRequests(document: Literal): Reported[] {
  return itemsOf(fieldOf(document, 'requests')).flatMap((owner) => {
    const response = fieldOf(owner, 'response');
    return reported('httpYac', owner, fieldOf(response, 'request'), response, 'sent');
  });
}

/** Folders of a collection hold items like the collection itself. */
function collected(document: Literal, depth: number): Reported[] {
  return depth > 20
    ? []
    : itemsOf(fieldOf(document, 'item')).flatMap((item) => [
        ...reported('postman', item, fieldOf(item, 'request'), null),
        ...collected(item, depth + 1),
      ]);
}

/** The console of Postman copies `POST https://…: {"Request Headers": …}`; the line in front of it is read elsewhere. */
function consoleRequests(document: Literal): Reported[] {
  return fieldOf(document, 'request headers') === null ? [] : reported('postman', document, document, document, 'sent');
}

function reported(
  format: PasteFormat,
  owner: Literal,
  request: Literal | null,
  response: Literal | null,
  kind: 'sent' | 'typed' = 'typed',
): Reported[] {
  return request === null ? [] : [{ format, owner, request, response, addressIs: kind, bodyIs: kind }];
}

function toRequest({ format, addressIs, bodyIs, owner, request, response }: Reported): PastedRequest[] {
  const method = textOf(fieldOf(request, 'method'));
  const address = addressOf(fieldOf(request, 'url'));
  const headers = headersOf(
    fieldOf(request, 'header') ?? fieldOf(request, 'headers') ?? fieldOf(request, 'request headers'),
  );
  if (address === null && fieldOf(request, 'request headers') === null) {
    return [];
  }
  const body = bodyOf(format, request);
  return [
    {
      format,
      place: (owner.kind === 'object' ? owner.source.place() : null) ?? { start: 0, end: 0 },
      method: method?.piece() ?? NONE,
      address: address ?? NONE,
      addressIs,
      headers,
      body,
      bodyIs: body === null && announcesBody(headers) ? 'unknown' : bodyIs,
      response: responseOf(response),
      at: Date.parse(textOf(fieldOf(owner, 'timestamp'))?.text ?? '') || null,
    },
  ];
}

const NONE: Piece = { text: '', place: null };

/** A text, or the parts into which Postman takes an address. */
function addressOf(url: Literal | null): Piece | null {
  const text = textOf(url) ?? textOf(fieldOf(url, 'raw'));
  if (text !== null || url?.kind !== 'object') {
    return text?.piece() ?? null;
  }
  const list = (name: string) => itemsOf(fieldOf(url, name)).map((part) => textOf(part)?.text ?? '');
  const query = itemsOf(fieldOf(url, 'query')).map((pair) => {
    const [key, value] = [textOf(fieldOf(pair, 'key'))?.text ?? '', textOf(fieldOf(pair, 'value'))?.text ?? null];
    return value === null || value === 'null' ? key : `${key}=${value}`;
  });
  const [protocol, port] = ['protocol', 'port'].map((name) => textOf(fieldOf(url, name))?.text ?? '');
  const scheme = protocol === '' ? '' : `${protocol?.replace(/:?\/*$/, '')}://`;
  const host = `${list('host').join('.')}${port === '' ? '' : `:${port}`}`;
  const path = list('path').length === 0 ? '' : `/${list('path').join('/')}`;
  return {
    text: `${scheme}${host}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    place: url.source.place(),
  };
}

/** A list of names and values, or an object. */
function headersOf(value: Literal | null): Header[] {
  if (value?.kind !== 'object') {
    return readHeaders(value);
  }
  return value.fields.flatMap((field) => {
    const text = textOf(field.value);
    return text === null ? [] : [{ name: field.name.piece(), value: text.piece() }];
  });
}

function bodyOf(format: PasteFormat, request: Literal): PastedRequest['body'] {
  const value = fieldOf(request, 'body') ?? fieldOf(request, 'data') ?? fieldOf(request, 'request body');
  const text = value?.kind === 'object' ? fieldOf(value, 'raw') : value;
  if (text?.kind !== 'text' || text.text.length === 0) {
    return null;
  }
  const bytes = format === 'httpYac' ? decodeBase64(text.text) : null;
  return { bytes: bytes ?? bytesOf(text), place: text.text.place() };
}

/** httpYac writes the body in Base64 if it was read from a file. */
function decodeBase64(text: TracedText): Uint8Array | null {
  try {
    return /^[\w+/]+={0,2}$/.test(text.text.slice(0, 1_000_000))
      ? Uint8Array.from(atob(text.text), (char) => char.charCodeAt(0))
      : null;
  } catch {
    return null;
  }
}

function responseOf(response: Literal | null): PastedRequest['response'] {
  const status = textOf(fieldOf(response, 'code') ?? fieldOf(response, 'statuscode') ?? fieldOf(response, 'status'));
  const headers = headersOf(
    fieldOf(response, 'header') ?? fieldOf(response, 'headers') ?? fieldOf(response, 'response headers'),
  );
  const date = headers.find(({ name }) => name.text.toLowerCase() === 'date')?.value.text ?? null;
  const text = responseBody(response);
  return status === null && text === null ? null : { status: status?.piece() ?? null, date, text: text ?? '' };
}

/** newman gives the bytes, Bruno the parsed JSON, others the text. */
function responseBody(response: Literal | null): string | null {
  const bytes = itemsOf(fieldOf(fieldOf(response, 'stream'), 'data')).map((byte) => Number(textOf(byte)?.text));
  if (bytes.length > 0) {
    return new TextDecoder().decode(Uint8Array.from(bytes));
  }
  const value = fieldOf(response, 'body') ?? fieldOf(response, 'data') ?? fieldOf(response, 'response body');
  return textOf(value)?.text ?? (value?.kind === 'object' ? value.source.text : null);
}
