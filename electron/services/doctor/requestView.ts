import {
  type AuthorizationParameter,
  isHmacAuthorization,
  splitAuthorization,
} from '../../../shared/hmac/authorizationHeader.ts';
import { type AddressParts, sentAddresses, sentBody, sentHosts, splitAddress } from './clientTraits.ts';
import type { PastedRequest, Piece, Place } from './pastedRequest.ts';
import { type PlatformResponse, readResponse } from './platformResponse.ts';

/** A header with its name in lower case. */
export interface ViewedHeader {
  readonly name: string;
  readonly value: Piece;
  readonly place: Place | null;
}

/** A pasted request as the checks look at it. */
export interface RequestView {
  readonly request: PastedRequest;
  readonly pasted: string;
  /** The part of the pasted text that the request stands in. */
  readonly source: string;
  readonly headers: readonly ViewedHeader[];
  readonly authorizations: readonly Piece[];
  /** Parameters of the only `Authorization` of the scheme; empty if there is none or several. */
  readonly parameters: readonly AuthorizationParameter[];
  readonly address: AddressParts;
  /** What may have been sent as path and query, the most probable first. */
  readonly sentAddresses: readonly string[];
  /** What may have been sent as `Host`, the most probable first; empty if the text does not say. */
  readonly sentHosts: readonly string[];
  /** The bytes that were sent, as far as known; `null` if unknown. */
  readonly body: Uint8Array | null;
  readonly response: PlatformResponse;
  /** A line of a log, which shows neither headers nor body. */
  readonly isLogLine: boolean;
}

/** Prepares a request for the checks. @param until where the text begins that is not about the request. */
export function viewRequest(request: PastedRequest, pasted: string, until = pasted.length): RequestView {
  const headers = request.headers.map(({ name, value }) => ({
    name: name.text.trim().toLowerCase(),
    value,
    place: name.place,
  }));
  const authorizations = headers.filter(({ name }) => name === 'authorization').map(({ value }) => value);
  const [authorization] = authorizations;
  const isHmac = authorizations.length === 1 && authorization !== undefined && isHmacAuthorization(authorization.text);
  const address = splitAddress(request.address.text);
  const response = readResponse(request.response, pasted.slice(request.place.start, until));
  const arrived = response.arrived;
  const hosts = headers.filter(({ name }) => name === 'host').map(({ value }) => value.text);
  const source = pasted.slice(request.place.start, request.place.end);
  const typedAddresses = sentAddresses(request, address.pathAndQuery, source);
  // The platform quotes the address that arrived.
  const isTyped = request.addressIs === 'typed' && request.format !== 'curl';
  return {
    request,
    pasted,
    source,
    headers,
    authorizations,
    parameters: isHmac ? splitAuthorization(authorization.text) : [],
    address,
    sentAddresses: isTyped && arrived !== null ? [arrived.pathAndQuery] : typedAddresses,
    sentHosts: hosts.length > 0 ? hosts : sentHosts(request, address),
    body: bodyOf(request),
    response,
    isLogLine:
      (/Log$/.test(request.format) || request.format === 'newman') &&
      authorizations.length === 0 &&
      isSigned(request, response),
  };
}

/** Logs do not show headers; other texts may leave them out, but the response says that the request was signed. */
function isSigned({ format, headers }: PastedRequest, { arrived, challenge }: PlatformResponse): boolean {
  return (/Log$/.test(format) && headers.length === 0) || arrived !== null || challenge !== null;
}

function bodyOf(request: PastedRequest): Uint8Array | null {
  if (request.body === null) {
    // Code may pass the body elsewhere.
    return request.bodyIs === 'unknown' || request.format === 'code' ? null : new Uint8Array();
  }
  return sentBody(request, request.body.bytes);
}

/** Returns the headers of a name in lower case. */
export function headersNamed(view: RequestView, wanted: string): ViewedHeader[] {
  return view.headers.filter(({ name }) => name === wanted);
}

/** Returns a parameter of `Authorization`; `null` unless it is there once. */
export function parameterOf(view: RequestView, wanted: AuthorizationParameter['name']): AuthorizationParameter | null {
  const [first, second] = view.parameters.filter(({ name }) => name === wanted);
  return second === undefined ? (first ?? null) : null;
}

/** Returns the names of the signed headers in lower case. */
export function signedHeaders(view: RequestView): string[] {
  return parameterOf(view, 'SignedHeaders')?.value.toLowerCase().split(';') ?? [];
}

/** Returns the header whose date is signed, as the platform chooses it. */
export function dateHeader(view: RequestView): 'date' | 'x-ms-date' {
  const names = signedHeaders(view);
  const usesDate = names.includes('date') && !names.includes('x-ms-date');
  return usesDate && headersNamed(view, 'x-ms-date').length === 0 ? 'date' : 'x-ms-date';
}
