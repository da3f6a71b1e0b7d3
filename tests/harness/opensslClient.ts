import { execFileSync } from 'node:child_process';

/** A key as given to an external system. */
interface ExternalKey {
  readonly token: string;
  /** Base64, as shown by the window. */
  readonly secret: string;
}

/** A response of the platform. */
interface ExternalResponse {
  readonly status: number;
  /** Value of `WWW-Authenticate`; empty if there is none. */
  readonly challenge: string;
  readonly body: string;
}

/**
 * Calls a method of the platform as an external system does: openssl hashes and signs, curl sends. It shares no code with
 * KeyDesk's own signing, so both cannot be wrong in the same way.
 * @param address of the platform, without trailing slash.
 * @param path of the method, starting with a slash.
 */
export function callAsExternalSystem(address: string, path: string, key: ExternalKey, body = '{}'): ExternalResponse {
  const date = new Date().toUTCString();
  const contentHash = openssl(['dgst', '-sha256', '-binary'], body);
  const signature = signWithOpenssl(key.secret, `POST\n${path}\n${date};${new URL(address).host};${contentHash}`);
  const authorization = `HMAC-SHA256 Credential=${key.token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`;
  const headers = [
    `x-ms-date: ${date}`,
    `x-ms-content-sha256: ${contentHash}`,
    `Authorization: ${authorization}`,
    'Content-Type: application/json',
  ].flatMap((header) => ['-H', header]);
  const parameters = ['-sSi', '--max-time', '20', '--data-binary', body, ...headers, `${address}${path}`];
  const response = execFileSync('curl', parameters, { encoding: 'utf8' });
  const [head = '', text = ''] = response.split('\r\n\r\n', 2);
  return {
    status: Number(/^HTTP\/\S+ (\d+)/.exec(head)?.[1]),
    challenge: /^www-authenticate: (.*)$/im.exec(head)?.[1] ?? '',
    body: text,
  };
}

/** Signs a text with a secret in base64; returns the signature in base64. */
function signWithOpenssl(secret: string, text: string): string {
  const hexKey = Buffer.from(secret, 'base64').toString('hex');
  return openssl(['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${hexKey}`, '-binary'], text);
}

/** Runs openssl; returns its output in base64. */
function openssl(parameters: readonly string[], input: string): string {
  return execFileSync('openssl', parameters, { input: Buffer.from(input), encoding: 'base64' });
}
