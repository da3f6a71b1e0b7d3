import { createHash, createHmac } from 'node:crypto';
import { examineRequest } from '../../../../electron/services/doctor/examineRequest.ts';
import type { PastedRequest, Piece } from '../../../../electron/services/doctor/pastedRequest.ts';
import { viewRequest } from '../../../../electron/services/doctor/requestView.ts';
import { FINDINGS } from '../../../../shared/model/doctor.ts';
import { seededRandom } from '../../../harness/seededRandom.ts';

/** Token of the key that signs. */
export const TOKEN = '40572d43aa11bb22cc33dd44ee55fb2e';
/** Its secret key in base64. */
export const SECRET = Buffer.from(Array.from({ length: 64 }, (_, index) => (index * 37 + 11) % 256)).toString('base64');
/** When the requests are examined; they were sent a few seconds before. */
export const NOW = Date.UTC(2026, 11, 3, 10, 0, 5);
/** The date of a request, one second before {@link NOW}. */
export const DATE = 'Thu, 03 Dec 2026 10:00:04 GMT';

/** What a client sends. */
export interface Sent {
  readonly method: string;
  readonly address: string;
  readonly host: string;
  readonly dateName: 'x-ms-date' | 'date';
  readonly date: string;
  readonly body: string | Buffer;
  /** Names of the signed headers, as they are written. */
  readonly signedHeaders: readonly string[];
}

/** How a client signs, if otherwise than it sends. */
interface Signed extends Partial<Omit<Sent, 'signedHeaders' | 'dateName'>> {
  readonly order?: readonly string[];
  readonly lineEnd?: string;
  readonly separator?: string;
  readonly end?: string;
  readonly secret?: string | Buffer;
  /** Changes the hash of the body, in base64, before it is signed and sent. */
  readonly changeHash?: (hash: string) => string;
}

/** Other deviations from a right request. */
export interface Deviation {
  /** {@link TOKEN} by default. */
  readonly token?: string;
  readonly sent?: Partial<Sent>;
  readonly signed?: Signed;
  readonly changeSignature?: (signature: string) => string;
  readonly changeAuthorization?: (value: string) => string;
  /** Changes the headers, as they are pasted. */
  readonly changeHeaders?: (headers: readonly Header[]) => readonly Header[];
  readonly request?: Partial<PastedRequest>;
  readonly version?: string;
}

type Header = readonly [name: string, value: string];

/** Creates a right request that is hard to sign; the same one for the same seed. */
export function rightRequest(seed: number): Sent {
  const random = seededRandom(seed);
  const path = `/api/public/system/Base/${random.pick(['AuthenticationKeyService', 'AccountService'])}/List`;
  const values = ['%D0%9F%D1%91%D1%82%D1%80', '%2fx', 'a+b%20c', '[1]', 'x|y', "'q'", '10:20,30'];
  const start = random.below(values.length);
  const chosen = [values[start], values[(start + 1) % values.length], values[(start + 2) % values.length]];
  // Each needs what every mistake is about: letters, a space, lower-case hex, an order.
  const query = `z=%D0%BE%20p&name=${chosen.join('&b=')}&a=%2fx`;
  const lines = random.pick(['\n', '\r\n']);
  const dateName = random.pick(['x-ms-date', 'date'] as const);
  const names = random.pick([
    [dateName, 'host', 'x-ms-content-sha256'],
    ['host', dateName, 'x-ms-content-sha256'],
    [dateName, 'host', 'x-ms-content-sha256', 'content-type'],
  ]);
  return {
    method: 'POST',
    address: `${path}?${query}`,
    host: random.pick(['127.0.0.1:8787', 'keys.example.com', 'keys.example.com:8443']),
    dateName,
    date: DATE,
    body: `{${lines}  "Search": "Бобров",${lines}  "Take": ${1 + random.below(9)}${lines}}${random.pick(['', lines])}`,
    signedHeaders: random.pick([names, names.map((name) => name.toUpperCase())]),
  };
}

/** Writes a request as raw HTTP, signed with the secret by Node's own HMAC, with places in the text. */
export function paste(
  right: Sent,
  deviation: Deviation = {},
): { readonly text: string; readonly request: PastedRequest } {
  const sent = { ...right, ...deviation.sent };
  const headers: Header[] = [
    ['Host', sent.host],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(Buffer.byteLength(sent.body))],
    [sent.dateName === 'date' ? 'Date' : 'x-ms-date', sent.date],
    ...signatureHeaders(sent, deviation),
  ];
  return write(sent, deviation, deviation.changeHeaders?.(headers) ?? headers);
}

function signatureHeaders(
  sent: Sent,
  { token = TOKEN, signed = {}, changeSignature = String, changeAuthorization = String }: Deviation,
): Header[] {
  const made = { ...sent, ...signed };
  const { changeHash = String, order = sent.signedHeaders, lineEnd = '\n', separator = ';', end = '' } = signed;
  const hash = changeHash(createHash('sha256').update(made.body).digest('base64'));
  const values: Record<string, string> = {
    host: made.host,
    [sent.dateName]: made.date,
    'x-ms-content-sha256': hash,
    'content-type': 'application/json',
  };
  const text = [made.method, made.address, order.map((name) => values[name.toLowerCase()] ?? '').join(separator)];
  const key = signed.secret ?? Buffer.from(SECRET, 'base64');
  const signature = createHmac('sha256', key)
    .update(`${text.join(lineEnd)}${end}`)
    .digest('base64');
  const list = sent.signedHeaders.join(';');
  const value = `HMAC-SHA256 Credential=${token}&SignedHeaders=${list}&Signature=${changeSignature(signature)}`;
  return [
    ['x-ms-content-sha256', hash],
    ['Authorization', changeAuthorization(value)],
  ];
}

function write(sent: Sent, { request, version = 'HTTP/1.1' }: Deviation, headers: readonly Header[]) {
  let text = '';
  const add = (part: string): Piece => {
    const start = text.length;
    text += part;
    return { text: part, place: { start, end: text.length } };
  };
  const method = add(sent.method);
  add(' ');
  const address = add(sent.address);
  add(` ${version}\r\n`);
  const pieces = headers.map(([name, value]) => {
    const piece = { name: add(name), between: add(': '), value: add(value) };
    add('\r\n');
    return { name: piece.name, value: piece.value };
  });
  add('\r\n');
  const bytes = Buffer.from(sent.body);
  const { place } = add(bytes.toString('utf8'));
  const pasted: PastedRequest = {
    format: 'http',
    place: { start: 0, end: text.length },
    method,
    address,
    addressIs: 'sent',
    headers: pieces,
    body: bytes.length === 0 ? null : { bytes: new Uint8Array(bytes), place },
    bodyIs: 'sent',
    response: null,
    at: null,
    ...request,
  };
  return { text, request: pasted };
}

/** Examines a request. @param secret in base64; `null` to examine it without. */
export function examine({ text, request }: ReturnType<typeof paste>, secret: string | null) {
  const keys = secret === null ? [] : [new Uint8Array(Buffer.from(secret, 'base64'))];
  const examination = examineRequest(viewRequest(request, text), { keys, areSure: true, now: NOW });
  const codes = examination.findings.map(({ code }) => code);
  return { ...examination, codes, errors: codes.filter((code) => FINDINGS[code] === 'error') };
}
