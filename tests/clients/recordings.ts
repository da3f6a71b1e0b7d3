import type { FindingCode } from '../../shared/model/doctor.ts';

/** A text that is recorded of a client, as a person would paste it into the doctor. */
export interface Recording {
  /** Name of its files in `tests/fixtures/doctor/`. */
  readonly name: string;
  /** Name of the client, and of one of its variants; empty for a correct request. */
  readonly client: string;
  readonly variant: string;
  /** How the client is made to say what it sends; by default the only way that it has. */
  readonly way?: string;
  /** What the doctor has to find first; `null` for nothing wrong. */
  readonly expected: FindingCode | null;
  /** Whether the doctor has to have the secret key for it. */
  readonly needsSecret: boolean;
}

/** A mistake that shows in the text itself. */
const shown = (name: string, client: string, variant: string, expected: FindingCode, way?: string): Recording => ({
  ...{ name, client, variant, expected, needsSecret: false },
  ...(way === undefined ? {} : { way }),
});

/** A mistake that only who has the secret key can find. */
const hidden = (name: string, client: string, variant: string, expected: FindingCode, way?: string): Recording => ({
  ...shown(name, client, variant, expected, way),
  needsSecret: true,
});

/** A request that is let in; only the secret key tells that its signature is right. */
const right = (name: string, client: string, variant = '', way?: string): Recording => ({
  ...{ name, client, variant, expected: null, needsSecret: true },
  ...(way === undefined ? {} : { way }),
});

/** All recordings: at least one for every mistake of every client, and the correct requests. */
export const RECORDINGS: readonly Recording[] = [
  shown('newmanScriptFailed', 'newman (Postman)', 'const CryptoJS: the script fails', 'authorizationMissing'),
  shown('newmanComments', 'newman (Postman)', 'comments in the body', 'bodyCommentsRemoved'),
  shown('newmanBodyVariable', 'newman (Postman)', 'body signed before {{…}} is replaced', 'bodyOther'),
  hidden('newmanQueryNotSigned', 'newman (Postman)', 'query not signed', 'signedOtherAddress'),
  hidden(
    'newmanAddressVariable',
    'newman (Postman)',
    'address signed before {{…}} is replaced',
    'signedWithOtherSecret',
  ),
  hidden('newmanHostWithoutPort', 'newman (Postman)', 'host without its port', 'signedOtherHost'),
  hidden('newmanSecretAsText', 'newman (Postman)', 'secret key not decoded', 'secretNotDecoded'),
  shown('newmanTypeText', 'newman (Postman)', 'body of the type Text', 'contentTypeNotJson'),
  shown('newmanConsole', 'newman (Postman)', 'query not signed', 'signedOtherAddress', 'newman'),
  // The report of Bruno masks `Authorization`, and the console of newman shows no headers: the response tells.
  shown('brunoBodyEnd', 'Bruno', 'line break at the end of the body', 'bodyEndCut'),
  shown('brunoEncodeUrl', 'Bruno', 'encodeUrl', 'signedOtherAddress'),
  shown('brunoAddressTyped', 'Bruno', 'address as typed', 'signedOtherAddress'),
  shown('brunoHostVariable', 'Bruno', 'host read behind {{…}}', 'signedOtherHost'),
  hidden('httpYacAddressTyped', 'httpYac', 'address as typed', 'signedOtherAddress'),
  shown('httpYacBodyVariable', 'httpYac', 'body signed before {{…}} is replaced', 'bodyOther', 'httpYacReport'),
  shown('fetchHostDropped', 'fetch of Node', 'Host of its own, which is dropped', 'hostContradicts'),
  hidden('fetchAddressTyped', 'fetch of Node', 'address as typed', 'signedOtherAddress'),
  shown('fetchNoType', 'fetch of Node', 'no Content-Type', 'contentTypeMissing'),
  shown('nodeHttpClockSlow', 'node:http', 'clock an hour slow', 'clockBehind'),
  shown('nodeHttpDateIso', 'node:http', 'date in ISO 8601', 'dateIso'),
  shown('nodeHttpHexSignature', 'node:http', 'signature in hexadecimal', 'signatureEncoding'),
  shown('axiosText', 'axios', 'text instead of bytes', 'bodyEndCut'),
  hidden('axiosParams', 'axios', 'params signed as URLSearchParams', 'signedOtherAddress'),
  hidden('gotAddressTyped', 'got', 'address as typed', 'signedOtherAddress'),
  shown('curlDataFile', 'curl', '-d @file for --data-binary', 'bodyLineBreaksCut', '-v'),
  shown('curlNoType', 'curl', 'no Content-Type', 'contentTypeNotJson'),
  shown('curlNotEncoded', 'curl', 'address not encoded', 'addressNotAscii'),
  shown('curlDateOffset', 'curl', 'date with +0300', 'dateOtherZone', '-v'),
  shown('wgetNoType', 'wget', 'no Content-Type', 'contentTypeNotJson'),
  hidden('wgetAddressTyped', 'wget', 'address as typed', 'signedOtherAddress'),
  shown('httpieField', 'HTTPie', 'field Take:=1 for a file', 'bodyRewritten'),
  shown('requestsLatin1', 'requests', 'str instead of bytes', 'bodyLatin1Sent'),
  hidden('requestsUpperCase', 'requests', '%2f, sent as %2F', 'signedOtherAddress'),
  hidden('requestsAddressTyped', 'requests', 'address as typed', 'signedOtherAddress'),
  shown('requestsJson', 'requests', 'json=', 'bodyRewritten'),
  hidden('httpxUpperCase', 'httpx', '%2f, sent as %2F', 'signedOtherAddress'),
  hidden('httpxAddressTyped', 'httpx', 'address as typed', 'signedOtherAddress'),
  shown('httpxJson', 'httpx', 'json=', 'bodyRewritten'),
  hidden('aiohttpDecoded', 'aiohttp', '%2F, sent as /', 'signedOtherAddress'),
  hidden('urllibQueryNotSigned', 'urllib of Python', 'query not signed', 'signedOtherAddress'),
  shown('urllibNoType', 'urllib of Python', 'no Content-Type', 'contentTypeNotJson'),
  hidden('javaHostWithoutPort', 'HttpClient of Java', 'host without its port', 'signedOtherHost'),
  hidden('javaAddressTyped', 'HttpClient of Java', 'address as typed', 'signedOtherAddress'),
  hidden('javaSecretAsText', 'HttpClient of Java', 'secret key not decoded', 'secretNotDecoded'),
  hidden('rubyHostWithoutPort', 'Net::HTTP of Ruby', 'host without its port', 'signedOtherHost'),
  shown('rubyNoType', 'Net::HTTP of Ruby', 'no Content-Type', 'contentTypeNotJson'),
  hidden('phpHostWithoutPort', 'curl of PHP', 'host without its port', 'signedOtherHost'),
  hidden('phpBuildQuery', 'curl of PHP', 'query of http_build_query', 'signedOtherAddress'),
  shown('phpNoType', 'curl of PHP', 'no Content-Type', 'contentTypeNotJson'),
  hidden('perlQueryNotSigned', 'LWP of Perl', 'query not signed', 'signedOtherAddress'),

  right('newmanRight', 'newman (Postman)'),
  right('httpYacRight', 'httpYac'),
  right('httpYacReportRight', 'httpYac', '', 'httpYacReport'),
  right('fetchRight', 'fetch of Node'),
  right('nodeHttpRight', 'node:http'),
  right('nodeHttpCommas', 'node:http', 'Azure SDK for Go: commas, Date'),
  right('nodeHttpDateFirst', 'node:http', 'Azure SDK for .NET: date first'),
  right('nodeHttpHostFirst', 'node:http', 'Azure SDK for Java: Host first'),
  right('nodeHttpLowerCase', 'node:http', 'scheme in lower case'),
  right('axiosRight', 'axios'),
  right('gotRight', 'got'),
  right('curlRight', 'curl'),
  right('curlVerboseRight', 'curl', '', '-v'),
  right('curlHttp2', 'curl', '--http2', '-v'),
  right('curlChunked', 'curl', 'chunked', '-v'),
  right('curlJson', 'curl', '--json'),
  right('wgetRight', 'wget'),
  right('httpieRight', 'HTTPie'),
  right('requestsRight', 'requests'),
  right('httpxRight', 'httpx'),
  right('aiohttpRight', 'aiohttp'),
  right('urllibRight', 'urllib of Python'),
  right('javaRight', 'HttpClient of Java'),
  right('javaOneDigitDay', 'HttpClient of Java', 'RFC_1123_DATE_TIME: one-digit day'),
  right('rubyRight', 'Net::HTTP of Ruby'),
  right('phpRight', 'curl of PHP'),
  right('perlRight', 'LWP of Perl'),
];
