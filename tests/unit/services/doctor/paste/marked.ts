import { expect } from 'vitest';
import { readPaste } from '../../../../../electron/services/doctor/paste/readPaste.ts';
import type { PastedRequest, Piece } from '../../../../../electron/services/doctor/pastedRequest.ts';

/** A request as the tests compare it: the pieces as texts, the body as text. */
export interface Read {
  readonly method: string;
  readonly address: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
}

/** What is in the pasted text at the place of a piece; `null` for none. */
export function marked(text: string, piece: Pick<Piece, 'place'> | null | undefined): string | null {
  const place = piece?.place ?? null;
  return place === null ? null : text.slice(place.start, place.end);
}

/** The requests of a text. */
export function requestsOf(text: string): readonly PastedRequest[] {
  return readPaste(text).requests;
}

/** The only request of a text. */
export function requestOf(text: string): PastedRequest {
  const [request, ...others] = requestsOf(text);
  expect(others).toEqual([]);
  if (request === undefined) {
    throw new Error(`No request was read from: ${text}`);
  }
  return request;
}

/** A request without places. */
export function plain({ method, address, headers, body }: PastedRequest): Read {
  return {
    method: method.text,
    address: address.text,
    headers: headers.map(({ name, value }) => [name.text, value.text] as const),
    body: body === null ? null : new TextDecoder().decode(body.bytes),
  };
}

/** The value of a header, with its place. */
export function headerOf({ headers }: PastedRequest, wanted: string): Piece | undefined {
  return headers.find(({ name }) => name.text.toLowerCase() === wanted.toLowerCase())?.value;
}
