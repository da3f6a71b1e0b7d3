import { createHmac, createSecretKey, hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Baseline of the request rate, the least that any server of signed requests does: it hashes the body, computes the
 * signature and responds with JSON from memory, without looking anything up or comparing anything.
 * Standard input: the secret in base64 and the response as JSON, one per line, because arguments are visible to everybody.
 */
const [secret = '', response = '{}'] = readFileSync(0, 'utf8').split('\n');
const key = createSecretKey(Buffer.from(secret, 'base64'));
const data: unknown = JSON.parse(response);

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
    // Uses the signature, so that computing it cannot be optimized away.
    response.statusCode = signature.length === 44 ? 200 : 500;
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
