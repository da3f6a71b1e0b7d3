/** node:http, also with the forms of `Authorization` and of dates that official clients of the scheme send. */
import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { encode, JSON_TYPE, serveEach } from './lines.mjs';

/** Scheme, names of the signed headers, and what joins the parameters of `Authorization`. */
const FORMS = {
  'Azure SDK for Go: commas, Date': ['HMAC-SHA256', ['date', 'host', 'x-ms-content-sha256'], ', '],
  'Azure SDK for .NET: date first': ['HMAC-SHA256', ['date', 'host', 'x-ms-content-sha256'], '&'],
  'Azure SDK for Java: Host first': ['HMAC-SHA256', ['Host', 'Date', 'x-ms-content-sha256'], '&'],
  'scheme in lower case': ['hmac-sha256', ['x-ms-date', 'host', 'x-ms-content-sha256'], '&'],
};
const USUAL = ['HMAC-SHA256', ['x-ms-date', 'host', 'x-ms-content-sha256'], '&'];

/** Changes of the values of headers. */
const MISTAKES = {
  'clock an hour slow': { date: new Date(Date.now() - 3_600_000).toUTCString() },
  'date in ISO 8601': { date: new Date().toISOString() },
  'signature in hexadecimal': { encoding: 'hex' },
};

await serveEach(process.versions.node, async ({ variant, target, body }, { address, token, secret }) => {
  const url = new URL(address);
  const path = encode(target);
  const [scheme, names, separator] = FORMS[variant] ?? USUAL;
  const { date = new Date().toUTCString(), encoding = 'base64' } = MISTAKES[variant] ?? {};
  const hash = createHash('sha256')
    .update(body ?? '')
    .digest('base64');
  const headers = Object.fromEntries(
    names.map((name) => [name, /host/i.test(name) ? url.host : /date/i.test(name) ? date : hash]),
  );
  const signature = createHmac('sha256', Buffer.from(secret, 'base64'))
    .update(`POST\n${path}\n${Object.values(headers).join(';')}`)
    .digest(encoding);
  const parameters = [`Credential=${token}`, `SignedHeaders=${names.join(';')}`, `Signature=${signature}`];
  headers.Authorization = `${scheme} ${parameters.join(separator)}`;
  const outgoing = request(address + path, {
    method: 'POST',
    headers: { ...headers, ...(body === null ? {} : JSON_TYPE) },
  });
  outgoing.end(body ?? '');
  const { promise, resolve, reject } = Promise.withResolvers();
  outgoing.on('response', resolve).on('error', reject);
  const response = await promise;
  return { status: response.statusCode, text: await text(response) };
});
