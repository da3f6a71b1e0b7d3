import { createHash, createHmac } from 'node:crypto';
import { text } from 'node:stream/consumers';

/**
 * Serves the requests on standard input and writes the responses to standard output; `runClients.ts` describes the lines.
 * @param {string} version of the client.
 * @param {(requests: object[], platform: { address: string, token: string, secret: string }) => Promise<{ status: number, text: string }[]>} serve
 */
export async function serveAll(version, serve) {
  const [first, ...lines] = (await text(process.stdin)).trimEnd().split('\n');
  const [address, token, secret] = first.split('\t').map(decode);
  const requests = lines.map((line) => {
    const [variant, target, body] = line.split('\t').map(decode);
    return { variant, target, body };
  });
  const responses = await serve(requests, { address, token, secret });
  const encoded = responses.map(({ status, text: body }) => `${status}\t${Buffer.from(body).toString('base64')}`);
  process.stdout.write([version, ...encoded, ''].join('\n'));
}

/** The same, one request after the other. */
export function serveEach(version, serve) {
  return serveAll(version, async (requests, platform) => {
    const responses = [];
    for (const request of requests) {
      responses.push(await serve(request, platform).catch((error) => ({ status: 0, text: String(error) })));
    }
    return responses;
  });
}

/** `null` for no body. */
function decode(field) {
  return field === '-' ? null : Buffer.from(field, 'base64').toString('utf8');
}

/** Signs a request. @returns the headers to send. */
export function sign(
  { token, secret },
  { method = 'POST', host, pathAndQuery, body, date = new Date().toUTCString() },
) {
  const hash = createHash('sha256')
    .update(body ?? '')
    .digest('base64');
  const signature = createHmac('sha256', Buffer.from(secret, 'base64'))
    .update(`${method}\n${pathAndQuery}\n${date};${host};${hash}`)
    .digest('base64');
  return {
    'x-ms-date': date,
    'x-ms-content-sha256': hash,
    Authorization: `HMAC-SHA256 Credential=${token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
}

/** Percent-encodes an address as it was typed, without touching what is encoded already. */
export function encode(typed) {
  return encodeURI(typed).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%');
}

export const JSON_TYPE = { 'Content-Type': 'application/json' };
