import { createHash, createHmac } from 'node:crypto';

/** Path of the key service. */
const SERVICE = '/api/public/system/Base/AuthenticationKeyService';

/** A key with which requests are signed. */
export interface SigningKey {
  readonly Token: string;
  readonly SecretKey: string;
}

/** Gives the bytes of a signed call of the key service. They are good for 15 minutes. */
export function signedRequest(port: number, key: SigningKey, method: string, body: object = {}): Buffer {
  const path = `${SERVICE}/${method}`;
  const host = `127.0.0.1:${port}`;
  const text = JSON.stringify(body);
  const date = new Date().toUTCString();
  const contentHash = createHash('sha256').update(text).digest('base64');
  const signature = createHmac('sha256', Buffer.from(key.SecretKey, 'base64'))
    .update(`POST\n${path}\n${date};${host};${contentHash}`)
    .digest('base64');
  const authorization = `HMAC-SHA256 Credential=${key.Token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`;
  return requestBytes(path, host, text, [
    `x-ms-date: ${date}`,
    `x-ms-content-sha256: ${contentHash}`,
    `Authorization: ${authorization}`,
  ]);
}

/** Gives the bytes of a call of the key service with Basic authentication. */
export function basicRequest(port: number, password: string, method: string, body: object = {}): Buffer {
  const credentials = Buffer.from(`admin:${password}`).toString('base64');
  const authorization = `Authorization: Basic ${credentials}`;
  return requestBytes(`${SERVICE}/${method}`, `127.0.0.1:${port}`, JSON.stringify(body), [authorization]);
}

function requestBytes(path: string, host: string, body: string, headers: readonly string[]): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
