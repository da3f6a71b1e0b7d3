import { createHmac, createSecretKey, hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The baseline of the request rate: the least that any server of signed requests has to do. It hashes the body, computes
 * the signature over what was sent and answers JSON made from data in memory; it looks nothing up and compares nothing.
 * Standard input: the secret in base64 and the data as JSON, each a line. Secrets do not go into arguments, which
 * everybody can read.
 */
const [secret = '', answer = '{}'] = readFileSync(0, 'utf8').split('\n');
const key = createSecretKey(Buffer.from(secret, 'base64'));
const data: unknown = JSON.parse(answer);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const contentHash = hash('sha256', chunks.length === 1 ? (chunks[0] ?? '') : Buffer.concat(chunks), 'base64');
    const { host, 'x-ms-date': date } = request.headers;
    const signature = createHmac('sha256', key)
      .update(`${request.method}\n${request.url}\n${date};${host};${contentHash}`)
      .digest('base64');
    const body = JSON.stringify(data);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(body));
    // The signature has to be used, or it could be left out.
    response.statusCode = signature.length === 44 ? 200 : 500;
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
