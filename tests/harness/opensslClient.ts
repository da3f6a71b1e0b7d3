import { execFileSync } from 'node:child_process';

/** A key as an external system gets it. */
export interface ExternalKey {
  readonly token: string;
  /** Base64, as shown by the window. */
  readonly secret: string;
}

/** What the platform answered. */
export interface ExternalAnswer {
  readonly status: number;
  /** Value of `WWW-Authenticate`, empty when there is none. */
  readonly challenge: string;
  readonly body: string;
}

/**
 * Calls a method of the platform the way an external system would: openssl hashes and signs, curl sends. None of
 * KeyDesk's own signing code takes part, so both sides cannot be wrong in the same way.
 * @param address address of the platform without trailing slash.
 * @param path path of the method, starting with a slash.
 */
export function callAsExternalSystem(address: string, path: string, key: ExternalKey, body = '{}'): ExternalAnswer {
  const date = new Date().toUTCString();
  const host = new URL(address).host;
  const contentHash = openssl(['dgst', '-sha256', '-binary'], body).toString('base64');
  const signature = signWithOpenssl(key.secret, `POST\n${path}\n${date};${host};${contentHash}`);
  const authorization = `HMAC-SHA256 Credential=${key.token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`;
  const headers = [
    `x-ms-date: ${date}`,
    `x-ms-content-sha256: ${contentHash}`,
    `Authorization: ${authorization}`,
    'Content-Type: application/json',
  ];
  const answer = execFileSync(
    'curl',
    [
      '-sS',
      '-i',
      '--max-time',
      '20',
      '-X',
      'POST',
      '--data-binary',
      body,
      ...headers.flatMap((header) => ['-H', header]),
      `${address}${path}`,
    ],
    { encoding: 'utf8' },
  );
  const [head = '', text = ''] = answer.split('\r\n\r\n', 2);
  return {
    status: Number(/^HTTP\/\S+ (\d+)/.exec(head)?.[1]),
    challenge: /^www-authenticate: (.*)$/im.exec(head)?.[1] ?? '',
    body: text,
  };
}

/** Signs a text with a secret in base64; gives the signature in base64. */
export function signWithOpenssl(secret: string, text: string): string {
  const hexKey = Buffer.from(secret, 'base64').toString('hex');
  const parameters = ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${hexKey}`, '-binary'];
  return openssl(parameters, text).toString('base64');
}

function openssl(parameters: readonly string[], input: string): Buffer {
  return execFileSync('openssl', parameters, { input });
}
