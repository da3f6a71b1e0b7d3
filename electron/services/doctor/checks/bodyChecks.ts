import { type BodyChange, earlierBodies } from '../../../../shared/hmac/bodyChanges.ts';
import { decodeUtf8 } from '../../../../shared/hmac/byteText.ts';
import type { Finding, FindingCode } from '../../../../shared/model/doctor.ts';
import { parseJson } from '../../../../shared/parseJson.ts';
import { decodeDigest, toBase64 } from '../base64.ts';
import { withoutComments } from '../clientTraits.ts';
import { finding, findingAt } from '../findings.ts';
import { hashOf, isSameBytes } from '../hmacSha256.ts';
import type { Place } from '../pastedRequest.ts';
import { headersNamed, type RequestView } from '../requestView.ts';
import { hasPlaceholder, placeholdersInBody } from './placeholderChecks.ts';

/** Maximum length of a body that a finding quotes. */
const MAX_QUOTED_BODY = 2000;

/** The finding of each change of a body. */
export const BODY_CODES: Readonly<Record<BodyChange, FindingCode>> = {
  bodyNotSigned: 'bodyNotSigned',
  bodyNull: 'bodyNull',
  lineFeedCut: 'bodyEndCut',
  lineBreakCut: 'bodyEndCut',
  endAdded: 'bodyEndAdded',
  spaceAdded: 'bodySpaceAdded',
  byteOrderMark: 'bodyByteOrderMark',
  crLfToLf: 'bodyCrLfToLf',
  lfToCrLf: 'bodyLfToCrLf',
  lineBreaksCut: 'bodyLineBreaksCut',
  latin1Sent: 'bodyLatin1Sent',
  latin1Signed: 'bodyLatin1Signed',
  quoted: 'bodyQuoted',
  unquoted: 'bodyUnquoted',
  escapes: 'bodyEscapes',
  rewritten: 'bodyRewritten',
};

/** Compares the body with the hash that was signed, and finds out what changed it. */
export function checkBody(view: RequestView): Finding[] {
  return [...checkHash(view), ...checkMethod(view), ...checkType(view)];
}

function checkHash(view: RequestView): Finding[] {
  const { request, body } = view;
  const [header] = headersNamed(view, 'x-ms-content-sha256');
  const cutsLines = /(?:^|\s)(?:-d|--data|--data-ascii)[\s=]*(["']?)@/.exec(view.source);
  const curlRemark =
    request.format === 'curl' && cutsLines !== null
      ? [finding('bodyCutByCurl', { place: placeIn(view, cutsLines), found: '-d', expected: '--data-binary' })]
      : [];
  const text = header?.value.text.replace(/(?:\\[rn])+$/, '') ?? '';
  if (header === undefined || hasPlaceholder(text)) {
    return curlRemark;
  }
  const signed = decodeDigest(text);
  if (signed === null) {
    return [findingAt('contentHashMalformed', header.value, expectedHash(body))];
  }
  const encoding =
    signed.encoding === 'base64'
      ? []
      : [
          findingAt('contentHashEncoding', header.value, {
            expected: toBase64(signed.bytes),
            facts: { encoding: signed.encoding },
          }),
        ];
  if (body === null) {
    return [...encoding, ...curlRemark];
  }
  if (isSameBytes(hashOf(body), signed.bytes)) {
    // Clients replace variables when they send, after the script has hashed the text with them.
    return request.bodyIs === 'typed' ? [...encoding, ...placeholdersInBody(view)] : encoding;
  }
  if (isEndUnknown(view) && differsInEnd(body, signed.bytes)) {
    return encoding;
  }
  const placeholders = placeholdersInBody(view);
  return [...encoding, ...(placeholders.length > 0 ? placeholders : [explainChange(view, body, signed.bytes)])];
}

/** Raw HTTP without a length does not show which white space at its end belongs to the body. */
function isEndUnknown(view: RequestView): boolean {
  return view.request.format === 'http' && headersNamed(view, 'content-length').length === 0;
}

function differsInEnd(body: Uint8Array, signed: Uint8Array): boolean {
  const ends: readonly BodyChange[] = ['lineFeedCut', 'lineBreakCut', 'endAdded'];
  return [...earlierBodies(body)].some(
    ({ change, bytes }) => ends.includes(change) && isSameBytes(hashOf(bytes), signed),
  );
}

function explainChange(view: RequestView, sent: Uint8Array, signed: Uint8Array): Finding {
  const { request } = view;
  const place = request.body?.place ?? null;
  const details = { place, ...expectedHash(sent), facts: { bytes: sent.length } };
  const isSigned = (bytes: Uint8Array) => isSameBytes(hashOf(bytes), signed);
  if (sent.length === 0) {
    return finding('bodyMissing', { ...details, place: hashPlace(view) });
  }
  const typed = request.body?.bytes;
  if (typed !== undefined && typed !== sent && isSigned(typed)) {
    return finding(codeOfChange(typed, sent), { ...details, found: quoted(typed), expected: quoted(sent) });
  }
  for (const { change, bytes } of earlierBodies(sent)) {
    if (isSigned(bytes)) {
      const isHidden = bytes.length === 0 || change === 'latin1Signed';
      return finding(BODY_CODES[change], {
        ...details,
        found: isHidden ? null : quoted(bytes),
        expected: quoted(sent),
      });
    }
  }
  return finding(lostItsComments(view, sent) ? 'bodyCommentsRemoved' : 'bodyOther', {
    ...details,
    found: headersNamed(view, 'x-ms-content-sha256')[0]?.value.text ?? null,
  });
}

/** What a known client did to the body that was typed and signed. */
function codeOfChange(typed: Uint8Array, sent: Uint8Array): FindingCode {
  const text = decodeUtf8(typed) ?? '';
  const after = decodeUtf8(sent) ?? '';
  if (withoutComments(text) !== text) {
    return 'bodyCommentsRemoved';
  }
  if (text.trimEnd() === after) {
    return 'bodyEndCut';
  }
  return text.replaceAll('\r\n', '\n') === after ? 'bodyCrLfToLf' : 'bodyQuoted';
}

/** Postman and Bruno remove comments from JSON: what is left is white space at the end of a line. */
function lostItsComments({ request, headers }: RequestView, sent: Uint8Array): boolean {
  const agent = headers.find(({ name }) => name === 'user-agent')?.value.text ?? '';
  const isClient = /postman|bruno/i.test(agent) || ['postman', 'newman', 'bruno'].includes(request.format);
  const text = decodeUtf8(sent) ?? '';
  return isClient && /[^\s][ \t]+\n/.test(text) && parseJson(text) !== undefined;
}

function checkMethod({ request, body }: RequestView): Finding[] {
  const isBodiless = /^(?:GET|HEAD)$/i.test(request.method.text);
  return isBodiless && body !== null && body.length > 0
    ? [findingAt('bodyOnGet', request.method, { expected: 'POST' })]
    : [];
}

/** Only a text that shows all headers shows that the type is missing. */
function checkType(view: RequestView): Finding[] {
  const { request, body, response } = view;
  const [header] = headersNamed(view, 'content-type');
  const hasBody = body !== null && body.length > 0;
  const showsAll = request.addressIs === 'sent' || request.format === 'curl';
  const isRejected = response.status === 415 || response.code === 'UnsupportedMediaType';
  const expected = 'application/json';
  if (header === undefined) {
    return (hasBody && showsAll && !view.isLogLine) || isRejected
      ? [finding('contentTypeMissing', { place: request.method.place, expected: `Content-Type: ${expected}` })]
      : [];
  }
  const isJson = /^application\/json\s*(?:;|$)/i.test(header.value.text.trim());
  return (hasBody || body === null) && !isJson && !hasPlaceholder(header.value.text)
    ? [findingAt('contentTypeNotJson', header.value, { expected })]
    : [];
}

function expectedHash(body: Uint8Array | null): { readonly expected: string | null } {
  return { expected: body === null ? null : toBase64(hashOf(body)) };
}

function hashPlace(view: RequestView): Place | null {
  return headersNamed(view, 'x-ms-content-sha256')[0]?.value.place ?? null;
}

function quoted(bytes: Uint8Array): string | null {
  const text = decodeUtf8(bytes);
  return text === null || text.length > MAX_QUOTED_BODY ? null : text;
}

function placeIn({ request }: RequestView, { index, 0: text }: RegExpExecArray): Place {
  const start = request.place.start + index + (text.length - text.trimStart().length);
  return { start, end: request.place.start + index + text.length };
}
