import { AUTHORIZATION_PARAMETERS, type AuthorizationParameter } from '../../../../shared/hmac/authorizationHeader.ts';
import { HMAC_SCHEME, REQUIRED_SIGNED_HEADERS } from '../../../../shared/hmac/stringToSign.ts';
import type { Finding } from '../../../../shared/model/doctor.ts';
import { decodeDigest, toBase64 } from '../base64.ts';
import { finding, findingAt, partOf } from '../findings.ts';
import type { Piece } from '../pastedRequest.ts';
import { dateHeader, headersNamed, parameterOf, type RequestView, signedHeaders } from '../requestView.ts';
import { hasPlaceholder } from './placeholderChecks.ts';

const FORM = `${HMAC_SCHEME} Credential={token}&SignedHeaders=${REQUIRED_SIGNED_HEADERS.join(';')}&Signature={signature}`;
const TOKEN = /^[0-9a-f]{32}$/;
/** A line break as it is typed, or a real one; both come from commands that write Base64. */
const LINE_BREAK = /\\r\\n|\\n|\\r|\r\n|\n|\r/;

/** Checks `Authorization`: there, once, of the scheme, and complete. */
export function checkAuthorization(view: RequestView): Finding[] {
  const { authorizations, isLogLine, request } = view;
  const [authorization, second] = authorizations;
  if (isLogLine) {
    return [finding('logLineOnly', { place: request.place })];
  }
  if (authorization === undefined) {
    return [finding('authorizationMissing', { place: request.method.place, expected: FORM })];
  }
  if (second !== undefined) {
    return [finding('authorizationTwice', { place: second.place, facts: { count: authorizations.length } })];
  }
  if (/^[*•]+$/.test(authorization.text)) {
    return [finding('authorizationHidden', { place: authorization.place })];
  }
  const [scheme = ''] = authorization.text.split(' ', 1);
  const isScheme = scheme.toUpperCase() === HMAC_SCHEME;
  if (!isScheme) {
    // The rest may be a password.
    const isWord = /^[\w-]{1,30}$/.test(scheme);
    const place = partOf(view.pasted, authorization, 0, scheme.length).place;
    return [finding('authorizationOtherScheme', { place, found: isWord ? scheme : null, expected: HMAC_SCHEME })];
  }
  return [
    ...(scheme === HMAC_SCHEME
      ? []
      : [
          findingAt('schemeLetterCase', partOf(view.pasted, authorization, 0, scheme.length), {
            expected: HMAC_SCHEME,
          }),
        ]),
    ...checkParameters(view, authorization),
    ...checkCredential(view, authorization),
    ...checkSignature(view, authorization),
  ];
}

function checkParameters(view: RequestView, authorization: Piece): Finding[] {
  const { parameters, pasted } = view;
  const unknown = parameters.filter(({ name }) => name === null);
  const written = (name: string) => parameters.filter((parameter) => parameter.name === name);
  const missing = AUTHORIZATION_PARAMETERS.filter((name) => written(name).length === 0);
  const commas = /,\s*/.exec(authorization.text);
  return [
    ...unknown.map(({ start, givenName }) =>
      // Quotes no value, since a secret may be in the wrong place.
      finding('parameterUnknown', {
        place: partOf(pasted, authorization, start, endOfParameter(authorization.text, start)).place,
        expected: FORM,
        facts: { name: givenName },
      }),
    ),
    ...AUTHORIZATION_PARAMETERS.flatMap((name) => {
      const [, second] = written(name);
      return second === undefined
        ? []
        : [finding('parameterTwice', { place: valuePiece(view, authorization, second).place, facts: { name } })];
    }),
    ...(missing.length > 0 && unknown.length === 0
      ? [
          finding('parameterMissing', {
            place: authorization.place,
            expected: FORM,
            facts: { name: missing.join(', ') },
          }),
        ]
      : []),
    ...(commas === null
      ? []
      : [
          findingAt(
            'commasBetweenParameters',
            partOf(pasted, authorization, commas.index, commas.index + commas[0].length),
            { expected: '&' },
          ),
        ]),
    ...parameters
      .filter(({ name, givenName, isQuoted }) => name !== null && (isQuoted || name !== givenName))
      .map((parameter) =>
        finding('parameterForm', {
          place: valuePiece(view, authorization, parameter).place,
          expected: `${parameter.name}=…`,
          facts: { name: parameter.givenName },
        }),
      ),
  ];
}

function checkCredential(view: RequestView, authorization: Piece): Finding[] {
  const credential = parameterOf(view, 'Credential');
  if (credential === null || TOKEN.test(credential.value) || hasPlaceholder(credential.value)) {
    return [];
  }
  const { place } = valuePiece(view, authorization, credential);
  const lower = credential.value.toLowerCase();
  // What is no token may be the secret key.
  const isToken = TOKEN.test(lower);
  return [
    finding('credentialNotToken', {
      place,
      found: isToken ? credential.value : null,
      expected: isToken ? lower : null,
      facts: { length: credential.value.length },
    }),
  ];
}

function checkSignature(view: RequestView, authorization: Piece): Finding[] {
  const signature = parameterOf(view, 'Signature');
  const text = signature?.value.replace(LINE_BREAK, '') ?? '';
  if (signature === null || hasPlaceholder(text)) {
    return [];
  }
  const piece = valuePiece(view, authorization, signature);
  const decoded = decodeDigest(text);
  if (decoded === null) {
    return [findingAt('signatureMalformed', piece, { facts: { length: text.length } })];
  }
  return decoded.encoding === 'base64'
    ? []
    : [
        findingAt('signatureEncoding', piece, {
          expected: toBase64(decoded.bytes),
          facts: { encoding: decoded.encoding },
        }),
      ];
}

/** Checks that everything required is signed, and that what is signed was sent once. */
export function checkSignedHeaders(view: RequestView): Finding[] {
  const list = parameterOf(view, 'SignedHeaders');
  const [authorization] = view.authorizations;
  if (list === null || authorization === undefined) {
    return [];
  }
  const names = signedHeaders(view);
  const { place } = valuePiece(view, authorization, list);
  const required = REQUIRED_SIGNED_HEADERS.map((name) => (name === 'x-ms-date' ? dateHeader(view) : name));
  const expected = [...new Set([...required, ...names])].join(';');
  return [
    ...required
      .filter((name) => !names.includes(name))
      .map((name) => finding('headerNotSigned', { place, found: list.value, expected, facts: { name } })),
    ...[...new Set([...names, ...required])].flatMap((name) => checkSent(view, name, place)),
  ];
}

function checkSent(view: RequestView, name: string, place: Piece['place']): Finding[] {
  const [first, second] = headersNamed(view, name);
  if (first === undefined) {
    const isDerived = name === 'host' && view.sentHosts.length > 0;
    return isDerived || !signedHeaders(view).includes(name)
      ? []
      : [finding('headerNotSent', { place, facts: { name } })];
  }
  const count = headersNamed(view, name).length;
  return second === undefined ? [] : [findingAt('headerTwice', second.value, { facts: { name, count } })];
}

/** Checks the headers of the scheme for line breaks, which commands that write Base64 leave at the end. */
export function checkLineBreaks(view: RequestView): Finding[] {
  const ours = ['authorization', ...signedHeaders(view), ...REQUIRED_SIGNED_HEADERS, 'date'];
  return view.headers
    .filter(({ name }) => ours.includes(name))
    .flatMap(({ name, value }) => {
      const found = LINE_BREAK.exec(value.text);
      return found === null
        ? []
        : [
            finding('lineBreakInHeader', {
              place: partOf(view.pasted, value, found.index, found.index + found[0].length).place,
              found: found[0].replaceAll('\r', '\\r').replaceAll('\n', '\\n'),
              expected: '',
              facts: { name },
            }),
          ];
    });
}

/** Returns the value of a parameter with its place. */
export function valuePiece(view: RequestView, authorization: Piece, { start, value }: AuthorizationParameter): Piece {
  return partOf(view.pasted, authorization, start, start + value.length);
}

function endOfParameter(authorization: string, start: number): number {
  const length = authorization.slice(start).search(/[&,]/);
  return length < 0 ? authorization.length : start + length;
}
