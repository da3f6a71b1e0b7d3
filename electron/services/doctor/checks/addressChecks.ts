import type { Finding } from '../../../../shared/model/doctor.ts';
import { finding, findingAt, partOf } from '../findings.ts';
import type { Piece } from '../pastedRequest.ts';
import { headersNamed, type RequestView, signedHeaders } from '../requestView.ts';

const NOT_ASCII = /[^\0-\x7f]+/u;
const DEFAULT_PORT = /:(?:80|443)$/;

/** Checks the address, the host, and what the platform says of what arrived. */
export function checkAddress(view: RequestView): Finding[] {
  return [...checkCharacters(view), ...checkHost(view), ...checkArrived(view), ...checkVersion(view)];
}

/** A request line holds ASCII without spaces; most clients encode what is typed. */
function checkCharacters({ request, pasted, address, sentAddresses }: RequestView): Finding[] {
  const { text } = request.address;
  const [sent = ''] = sentAddresses;
  const isSent = request.addressIs === 'sent' || request.format === 'curl';
  if (!isSent) {
    return sent === address.pathAndQuery || /\{\{/.test(text)
      ? []
      : [findingAt('addressEncodedByClient', request.address, { found: address.pathAndQuery, expected: sent })];
  }
  const letters = NOT_ASCII.exec(text);
  const space = / +/.exec(text);
  const encoded = encodeURI(text.toWellFormed()).replace(/%25(?=[0-9a-f]{2})/gi, '%');
  const mark = (found: RegExpExecArray) => partOf(pasted, request.address, found.index, found.index + found[0].length);
  return [
    ...(letters === null ? [] : [findingAt('addressNotAscii', mark(letters), { expected: encoded })]),
    ...(space === null
      ? []
      : [finding('addressWithSpace', { place: mark(space).place, found: text, expected: encoded })]),
  ];
}

function checkHost({ request, address, headers, sentHosts }: RequestView): Finding[] {
  const given = headers.filter(({ name }) => name === 'host');
  const [host] = given;
  const piece: Piece = host?.value ?? { text: address.authority, place: request.address.place };
  if (given.length > 1 || piece.text === '' || /\{\{|\$/.test(piece.text)) {
    return [];
  }
  const isOther =
    host !== undefined && address.authority !== '' && plainHost(host.value.text) !== plainHost(address.authority);
  const [sent = piece.text] = sentHosts;
  return [
    ...(isOther ? [findingAt('hostContradicts', piece, { expected: address.authority })] : []),
    ...(DEFAULT_PORT.test(piece.text)
      ? [
          findingAt('hostDefaultPort', piece, {
            found: piece.text,
            expected: host === undefined ? sent : piece.text.replace(DEFAULT_PORT, ''),
          }),
        ]
      : []),
    ...(/[A-Z]/.test(piece.text)
      ? [findingAt('hostCapitals', piece, { found: piece.text, expected: piece.text.toLowerCase() })]
      : []),
  ];
}

/** The platform quotes the request as it arrived, if a signature is wrong for no common reason. */
function checkArrived(view: RequestView): Finding[] {
  const { request, response, sentAddresses, sentHosts } = view;
  const { arrived } = response;
  const isSent = request.addressIs === 'sent' || request.format === 'curl';
  if (arrived === null || !isSent || arrived.pathAndQuery.endsWith('…') || arrived.values.endsWith('…')) {
    return [];
  }
  const change = (what: string, piece: Piece, expected: string) =>
    finding('changedOnTheWay', { place: piece.place, found: piece.text, expected, facts: { what } });
  const values = arrived.values.split(';');
  const host = values[signedHeaders(view).indexOf('host')] ?? '';
  const [header] = headersNamed(view, 'host');
  const hostPiece = header?.value ?? { text: sentHosts[0] ?? '', place: null };
  return [
    ...(sentAddresses.includes(arrived.pathAndQuery) ? [] : [change('address', request.address, arrived.pathAndQuery)]),
    ...(host === '' || sentHosts.length === 0 || sentHosts.includes(host) ? [] : [change('host', hostPiece, host)]),
  ];
}

function checkVersion({ request, pasted, source }: RequestView): Finding[] {
  const found = /^[A-Z]+ \S+ HTTP\/1\.0(?=\s|$)/m.exec(source);
  const start = request.place.start + (found === null ? 0 : found.index + found[0].length - 'HTTP/1.0'.length);
  const place = { start, end: start + 'HTTP/1.0'.length };
  return found === null || request.format === 'nginxLog'
    ? []
    : [finding('http10', { place, found: pasted.slice(place.start, place.end), expected: 'HTTP/1.1' })];
}

/** In lower case and without a default port, so that only another host or port is another. */
function plainHost(host: string): string {
  return host.trim().toLowerCase().replace(DEFAULT_PORT, '');
}
