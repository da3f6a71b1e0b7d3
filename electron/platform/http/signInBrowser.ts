/** A request as Swagger UI passes it before sending. */
interface BrowserRequest {
  readonly url: string;
  readonly method: string;
  readonly body?: string;
  readonly headers: Record<string, string>;
  credentials?: 'omit';
}

/**
 * Signs a request of the documentation page if `token:secret key` was entered. Anything else is not sent, since it may
 * be a mistyped secret key. Runs in the browser: its source text is sent there, so it must be self-contained.
 * @param untyped a {@link BrowserRequest}, which Swagger UI declares as an object without properties.
 */
export async function signInBrowser(untyped: object): Promise<object> {
  const request = untyped as BrowserRequest;
  // Otherwise the browser asks for a password after a 401 and sends that one from then on.
  request.credentials = 'omit';
  const entered = request.headers.Authorization?.trim();
  if (entered === undefined || /^basic /i.test(entered)) {
    return request;
  }
  const bytes = (text: string) => new TextEncoder().encode(text);
  const toBase64 = (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  // As many bytes as a secret key has, in canonical base64.
  const [, token, secret] = /^([0-9a-f]{32})\s*:\s*([\w+/]{85}[AQgw]==)$/.exec(entered) ?? [];
  if (token === undefined || secret === undefined) {
    request.headers.Authorization = 'HMAC-SHA256';
    return request;
  }
  const { host, pathname, search } = new URL(request.url);
  const date = new Date().toUTCString();
  const contentHash = toBase64(await crypto.subtle.digest('SHA-256', bytes(request.body ?? '')));
  const rawKey = Uint8Array.from(atob(secret), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', rawKey, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const stringToSign = `${request.method.toUpperCase()}\n${pathname}${search}\n${date};${host};${contentHash}`;
  const signature = toBase64(await crypto.subtle.sign('HMAC', key, bytes(stringToSign)));
  request.headers['x-ms-date'] = date;
  request.headers['x-ms-content-sha256'] = contentHash;
  request.headers.Authorization = `HMAC-SHA256 Credential=${token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`;
  return request;
}
