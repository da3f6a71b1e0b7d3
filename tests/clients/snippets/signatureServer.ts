import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { stringToSign } from '../../../shared/hmac/stringToSign.ts';

/** A server that checks signatures at an address that the platform does not have. */
export interface SignatureServer {
  readonly port: number;
  readonly close: () => void;
}

const AUTHORIZATION =
  /^HMAC-SHA256 Credential=([0-9a-f]{32})&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=(\S+)$/;

/**
 * Starts a server that returns 200 and the request if its signature is that of what arrived, else 401.
 * @param host address to listen on. @param port 0 for any.
 */
export async function startSignatureServer(host: string, port: number, secret: string): Promise<SignatureServer> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    response.statusCode = isSigned(request, body, secret) ? 200 : 401;
    response.end(`${request.method} ${request.url} ${request.headers.host}\n${body}`);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, close: () => server.close() };
}

function isSigned({ method = '', url = '', headers }: IncomingMessage, body: Buffer, secret: string): boolean {
  const hash = createHash('sha256').update(body).digest('base64');
  const [, , signature] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  const signedHeaderValues = [String(headers['x-ms-date']), headers.host ?? '', hash];
  const expected = createHmac('sha256', Buffer.from(secret, 'base64'))
    .update(stringToSign({ method, pathAndQuery: url, signedHeaderValues }))
    .digest('base64');
  return signature === expected && headers['x-ms-content-sha256'] === hash;
}
